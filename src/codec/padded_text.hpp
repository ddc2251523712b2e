#pragma once
// PaddedText: a copy of a frame with zeros behind it, so that a reader needs no comparison with the end at every step:
// a zero ends every token, and looking a little too far ahead meets zeros only.

#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

namespace s2::codec {

/// A buffer that holds one frame at a time and is used again and again.
class PaddedText {
 public:
  /// Zeros behind the text: more than the longest member name and than any block that is looked at at once.
  static constexpr std::size_t padding = 64;

  /// Copies a frame.
  void assign(std::string_view frame) {
    size_ = frame.size();
    if (buffer_.size() < size_ + padding) buffer_.resize(2 * size_ + padding);
    if (!frame.empty()) std::memcpy(buffer_.data(), frame.data(), size_);
    std::memset(buffer_.data() + size_, 0, padding);
  }

  /// First character.
  const char* begin() const { return buffer_.data(); }
  /// The first of the zeros.
  const char* end() const { return buffer_.data() + size_; }

 private:
  std::vector<char> buffer_;
  std::size_t size_ = 0;
};

}  // namespace s2::codec
