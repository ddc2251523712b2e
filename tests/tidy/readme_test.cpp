// What the documents show is what is in the tree.

#include "source_tree.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace s2::tidy {
namespace {

// The text between the first ```cpp line and its end.
std::string cpp_block_of(const SourceFile& file) {
  std::string block;
  bool inside = false;
  for (const auto& line : file.lines) {
    if (line == "```cpp") {
      inside = true;
    } else if (inside && line == "```") {
      return block;
    } else if (inside) {
      block += line + '\n';
    }
  }
  return block;
}

TEST(Readme, ThePageOfCodeIsTheExampleThatIsBuilt) {
  const SourceFile* readme = find_file("README.md");
  const SourceFile* example = find_file("examples/rm_and_cem.cpp");
  ASSERT_TRUE(readme && example);
  EXPECT_EQ(cpp_block_of(*readme), example->text) << "copy examples/rm_and_cem.cpp into the README";
}

// The targets of [text](target) in a Markdown file.
std::vector<std::pair<std::size_t, std::string>> links_of(const SourceFile& file) {
  std::vector<std::pair<std::size_t, std::string>> links;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    for (auto open = line.find("]("); open != line.npos; open = line.find("](", open + 1)) {
      links.emplace_back(i + 1, line.substr(open + 2, line.find(')', open) - open - 2));
    }
  }
  return links;
}

bool leads_somewhere(const SourceFile& from, std::string target) {
  target = target.substr(0, target.find('#'));
  if (target.empty() || target.find("://") != target.npos || target.starts_with("mailto:")) return true;
  const auto path = std::filesystem::path(S2_SOURCE_DIR) / std::string(from.folder()) / target;
  return std::filesystem::exists(path);
}

TEST(Readme, EveryLinkInADocumentLeadsSomewhere) {
  for (const auto& file : all_files()) {
    if (!file.path.ends_with(".md")) continue;
    for (const auto& [line, target] : links_of(file)) {
      if (!leads_somewhere(file, target)) ADD_FAILURE() << at(file, line, target) << "\n  there is no such file";
    }
  }
}

}  // namespace
}  // namespace s2::tidy
