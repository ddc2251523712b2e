#pragma once
// Framing: how frames stand in a stream of bytes, one a line (docs/reference/lines.md). Knows no socket.

#include <s2/transport/connection.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace s2::transport::lines {

/// A frame as its line. Line breaks become blanks, and a '#' at its begin gets one before it: JSON means the same.
std::string frame_line(std::string frame);

/// The line that closes: "# close 1000 good bye".
std::string close_line(std::uint16_t code, std::string_view reason);

/// What a line says.
struct Line {
  /// Kinds of lines.
  enum class Kind : std::uint8_t {
    frame,    ///< text is a frame
    close,    ///< code and text say why
    comment,  ///< nothing
  };
  Kind kind = Kind::comment;  ///< which
  std::uint16_t code = 1005;  ///< of a close
  std::string_view text;      ///< the frame, or the reason of a close
};

/// Reads a line, without its line break.
Line read_line(std::string_view line);

/// Cuts a stream into lines, which end with a line feed; a carriage return before it is no part of them.
class Splitter {
 public:
  /// Lines longer than this are not kept.
  explicit Splitter(std::size_t most) : most_(most) {}

  /// Takes bytes until a line is complete, which it returns; the view holds until the next call. The bytes taken are
  /// removed from `bytes`. Empty when more bytes are needed, or when the line is too long.
  std::optional<std::string_view> next(std::string_view& bytes);
  /// Whether the line is longer than it may be. Nothing can be read after it.
  bool is_too_long() const { return too_long_; }

 private:
  std::size_t most_;
  std::string line_;
  bool complete_ = false;
  bool too_long_ = false;
};

}  // namespace s2::transport::lines
