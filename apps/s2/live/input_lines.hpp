#pragma once
// InputLines: the lines of the standard input, while a loop runs.

#include <s2/transport.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace s2::app {

/// Reads lines from a descriptor without holding up the loop. The descriptor is not closed. A terminal is read only
/// while the program is in its foreground. Destroyed before the loop.
class InputLines {
 public:
  /// Longest line that is read; a longer one is told as an overlong one and skipped.
  static constexpr std::size_t line_bytes = std::size_t{4} * 1024 * 1024;

  /// Who is told, from the loop.
  struct Reader {
    std::function<void(std::string line)> on_line;  ///< a line, without its end
    std::function<void()> on_overlong;              ///< a line was too long
    std::function<void()> on_end;                   ///< nothing more comes; called once, last
  };

  /// Reads from here on.
  InputLines(transport::Loop& loop, int file, Reader reader);
  ~InputLines();
  InputLines(const InputLines&) = delete;
  InputLines& operator=(const InputLines&) = delete;

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

}  // namespace s2::app
