#pragma once
// Timeline: what a resource did over time, drawn: findings, fill level, power, demand, modes, instructions.

#include "replay/page/markup.hpp"

#include <string>

namespace s2::app {

/// The timeline of a conversation as SVG; empty when there is nothing to draw.
std::string timeline(const Shown& shown);

}  // namespace s2::app
