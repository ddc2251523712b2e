#pragma once
// Laying out text for a terminal: widths, wrapping, and making strangers' bytes harmless.

#include <cstddef>
#include <string>
#include <string_view>

namespace s2::app {

/// Columns a UTF-8 text takes: one per code point, which holds for everything the program itself writes.
std::size_t columns_of(std::string_view text);

/// Breaks a text into lines of at most `width` columns between words, each behind `indent` blanks and ended by a line
/// feed. Line feeds in the text stay; a word longer than a line stands alone on it.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

/// A term and its text side by side: the text wrapped in a column that begins at `column`, one line lower when the term
/// is too long for it. `painted` is the term as it is to be written, e.g. with colours; empty means as it is.
std::string entry(std::string_view term, std::string_view text, std::size_t column, std::size_t width,
                  std::string_view painted = {});

/// The text with control characters (they could drive the terminal) and bytes that are no UTF-8 as U+FFFD, and tabs as
/// blanks.
std::string harmless(std::string_view text);

/// A text of a peer cut to what is worth showing.
std::string shortened(std::string_view text, std::size_t bytes = 80);

}  // namespace s2::app
