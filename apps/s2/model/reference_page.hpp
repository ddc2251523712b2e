#pragma once
// ReferencePage: all that the tables say about a type, for the terminal.

#include "console.hpp"
#include "model/types.hpp"

#include <string>

namespace s2::app {

/// The page of a type: what it is, who sends it, its fields or values, where it is used, and for a message an example.
/// Fields stand in a table on a wide terminal, one below the other on a narrow one.
std::string reference_page(const NamedType& named, const Console& console);

}  // namespace s2::app
