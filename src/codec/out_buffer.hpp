#pragma once
// OutBuffer: writes behind the end of a caller's string without asking for room at every byte.

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace s2::codec {

/// A string that is written at its end. While this lives the string is longer than what was written; finish() or
/// undo() gives it its proper length.
class OutBuffer {
 public:
  /// Room that is always left, so that small texts are copied in blocks and nobody counts their bytes.
  static constexpr std::size_t slack = 64;

  /// Writes behind what the string holds.
  explicit OutBuffer(std::string& out) : out_(out), before_(out.size()) { grow(0); }

  /// The place to write at; at least `bytes` and the slack are free there.
  char* room(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - at_) < bytes + slack) grow(bytes);
    return at_;
  }
  /// Says how far was written.
  void wrote_to(char* end) { at_ = end; }

  /// Writes one character.
  void put(char c) { *room(1) = c, ++at_; }
  /// Writes a text.
  void put(std::string_view text) {
    std::memcpy(room(text.size()), text.data(), text.size());
    at_ += text.size();
  }
  /// Writes a short text that may be read up to the next multiple of 16 bytes.
  void put_padded(std::string_view text) {
    char* const to = room(text.size());
    for (std::size_t i = 0; i < text.size(); i += 16) std::memcpy(to + i, text.data() + i, 16);
    at_ += text.size();
  }
  /// Lets somebody append to the string itself.
  template <class F>
  bool append(F appender) {
    finish();
    const bool fine = appender(out_);
    at_ = end_ = out_.data() + out_.size();
    return fine;
  }

  /// Cuts the string to what was written.
  void finish() { out_.resize(static_cast<std::size_t>(at_ - out_.data())); }
  /// Cuts the string to what it was before.
  void undo() { out_.resize(before_); }

 private:
  // Filling the string with zeros is paid for every byte, so it grows in proportion to what was written.
  void grow(std::size_t bytes) {
    constexpr std::size_t first_step = 192;
    const std::size_t used = at_ == nullptr ? before_ : static_cast<std::size_t>(at_ - out_.data());
    const std::size_t written = used - before_;
    out_.resize(used + bytes + slack + (written > first_step ? written : first_step));
    at_ = out_.data() + used;
    end_ = out_.data() + out_.size();
  }

  std::string& out_;
  std::size_t before_;
  char* at_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace s2::codec
