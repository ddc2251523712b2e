#pragma once
// OutBuffer: writes behind the end of a caller's string without asking for room at every byte.

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace s2::codec {

/// Writes into a block of its own and appends that to the string when it is full: a string cannot be made longer
/// without filling it with zeros first, and for a short message that costs as much as writing it. What was written is
/// in the string after finish().
class OutBuffer {
 public:
  /// Room that is always left, so that small texts are copied in blocks and nobody counts their bytes.
  static constexpr std::size_t slack = 64;
  /// Most bytes that room() may be asked for.
  static constexpr std::size_t most_room = 960;

  /// Writes behind what the string holds.
  explicit OutBuffer(std::string& out) : out_(out), before_(out.size()) {}
  OutBuffer(const OutBuffer&) = delete;
  OutBuffer& operator=(const OutBuffer&) = delete;

  /// The place to write at; at least `bytes`, of which there are at most most_room, and the slack are free there.
  char* room(std::size_t bytes) {
    if (static_cast<std::size_t>(block_ + sizeof block_ - at_) < bytes + slack) finish();
    return at_;
  }
  /// Says how far was written.
  void wrote_to(char* end) { at_ = end; }

  /// Writes one character.
  void put(char c) { *room(1) = c, ++at_; }
  /// Writes a text of any length.
  void put(std::string_view text) {
    if (text.size() > most_room) {
      finish();
      out_.append(text);
    } else {
      std::memcpy(room(text.size()), text.data(), text.size());
      at_ += text.size();
    }
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
    return appender(out_);
  }

  /// Brings everything into the string.
  void finish() {
    out_.append(block_, static_cast<std::size_t>(at_ - block_));
    at_ = block_;
  }
  /// Cuts the string to what it was before.
  void undo() { out_.resize(before_); }

 private:
  std::string& out_;
  std::size_t before_;
  char block_[most_room + slack];  // left as it is: what is not written is not read
  char* at_ = block_;
};

}  // namespace s2::codec
