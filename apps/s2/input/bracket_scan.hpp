#pragma once
// BracketScan: follows the strings and brackets of one JSON value, byte by byte, until it closes.

#include <cstddef>
#include <cstdint>
#include <string>

namespace s2::app {

/// The bookkeeping of ValueSplitter for one value.
class BracketScan {
 public:
  /// What a byte meant.
  enum class Step {
    inside,           ///< the value goes on
    closed,           ///< the value ends with this byte
    another_message,  ///< the value is broken; a new message begins at restart()
  };

  /// `indent` is the number of blanks the line begins with on which the value begins.
  explicit BracketScan(std::uint64_t indent) : start_indent_(indent) {}

  /// Looks at the next byte, the first of which opens the value. `at` is its position.
  Step step(char c, std::size_t at);

  /// Position of the first line beginning inside the value that could be the beginning of a message; 0 when there is
  /// none.
  std::size_t restart() const { return restart_; }

 private:
  Step bracket(char c);
  bool begins_message(char c);
  bool may_stand_here() const;

  std::uint64_t start_indent_;
  std::uint64_t indent_ = 0;
  bool at_line_start_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
  char before_ = '\0';
  std::string open_;  // the brackets that are open
  std::size_t open_objects_ = 0;
  std::size_t open_arrays_ = 0;
  std::size_t restart_ = 0;
};

}  // namespace s2::app
