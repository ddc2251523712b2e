#pragma once
// Console: what the program may use of the world it was started in.

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

namespace s2::app {

/// How the program ends.
enum ExitCode : int {
  done = 0,           ///< everything was done; for `s2 validate`: nothing was refused
  refused = 1,        ///< something was refused
  could_not_run = 2,  ///< wrong usage, an unreadable file, unwritable output, a port in use
};

/// When to write colours.
enum class Colors { automatic, always, never };

/// Roles that text can have; what each looks like is decided in one place.
enum class Ink { plain, strong, faint, error, warning, hint, good };

/// The streams of the program and what is known of them. Tests give it string streams.
struct Console {
  std::istream& in;              ///< what the program reads when told "-"
  std::ostream& out;             ///< what the program was asked for
  std::ostream& err;             ///< why it could not be had
  bool out_is_terminal = false;  ///< whether a person looks at `out`
  bool err_is_terminal = false;  ///< whether a person looks at `err`
  bool out_colors = false;       ///< whether `out` gets colours
  bool err_colors = false;       ///< whether `err` gets colours
  std::size_t width = 80;        ///< columns of the terminal

  /// Decides about colours. Automatic means on a terminal, unless NO_COLOR is set or TERM is "dumb".
  void choose(Colors colors);

  /// A text for `out` in its colour.
  std::string paint(Ink ink, std::string_view text) const;
  /// A text for `err` in its colour.
  std::string paint_err(Ink ink, std::string_view text) const;

  /// Writes "s2: <sentence>" to `err`.
  void complain(std::string_view sentence) const;
};

/// The console of this process; its streams live as long as the process.
Console& process_console();

/// Writes what is still buffered. False, after a complaint, when not everything could be written (disk full); when the
/// reader of a pipe went away, false without a word.
bool flush(Console& console);

}  // namespace s2::app
