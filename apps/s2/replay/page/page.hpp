#pragma once
// Page: a replay as one HTML page that needs nothing else.

#include "replay/analysis.hpp"

#include <memory>
#include <string>
#include <vector>

namespace s2::app {

/// Conversations that a page shows in full; further ones have only their line in the summary.
inline constexpr std::size_t page_conversations = 40;

/// The page for these files; they were analysed with AnalysisOptions::picture. `made_by` names the program.
std::string page(const std::vector<std::unique_ptr<FileReport>>& files, const std::string& made_by);

}  // namespace s2::app
