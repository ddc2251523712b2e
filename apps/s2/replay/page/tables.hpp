#pragma once
// Tables: findings, instructions, messages and figures of a page.

#include "replay/page/markup.hpp"

#include <string>
#include <vector>

namespace s2::app {

/// Figures of everything on the page, and a line for each conversation.
std::string summary(const std::vector<Shown>& all);

/// Who talks, and figures: messages, answers, clocks.
std::string facts(const Shown& shown);

/// What was found, each finding with a link to its message.
std::string findings_table(const Shown& shown);

/// What nobody answered; empty when everything was answered.
std::string unanswered_table(const Shown& shown);

/// What became of instructions; empty when there were none.
std::string instructions_table(const Shown& shown);

/// Places of a file that are no messages; empty when there are none.
std::string troubles_table(const FileReport& file);

}  // namespace s2::app
