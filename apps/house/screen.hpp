#pragma once
// Screen: a terminal on which a page is redrawn in place.

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace s2::house {

/// Rows and columns of a terminal.
struct ScreenSize {
  std::size_t rows = 24;     ///< lines
  std::size_t columns = 80;  ///< characters in a line
};

/// The size of the terminal on standard output; COLUMNS, when set, decides about the width.
ScreenSize screen_size();

/// Takes over the terminal's second screen as long as it lives: whatever stood on the first one is there again
/// afterwards, and so is the cursor.
class Screen {
 public:
  /// Draws to `out`, which is a terminal.
  explicit Screen(std::ostream& out);
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  ~Screen();

  /// Replaces what is shown. Lines beyond `rows` are left out; each line fits the width already.
  void show(const std::vector<std::string>& lines, std::size_t rows);

 private:
  std::ostream& out_;
};

}  // namespace s2::house
