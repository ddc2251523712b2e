#pragma once
// LineSplitter: cuts JSON Lines and recordings, where every line stands for itself.

#include "input/record.hpp"
#include "input/text_window.hpp"

namespace s2::app {

/// The next line that is not blank, without its line break; empty at the end.
std::optional<Record> next_line(TextWindow& window);

}  // namespace s2::app
