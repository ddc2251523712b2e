// What the documents show is what is in the tree.

#include "source_tree.hpp"

#include <source_dir.hpp>

#include <gtest/gtest.h>

#include <filesystem>

namespace s2::tidy {
namespace {

// A block of code in a document, and the example that is linked last before it.
struct Quote {
  std::size_t line;
  std::string example;
  std::string text;
};

std::vector<Quote> quotes_in(const SourceFile& file) {
  std::vector<Quote> quotes;
  std::string example;
  bool inside = false;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    const auto link = line.find("](");
    const auto name = line.find("examples/", link);
    if (line == "```cpp") {
      inside = true;
      quotes.push_back({i + 1, example, ""});
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      quotes.back().text += line + '\n';
    } else if (link != line.npos && name != line.npos) {
      example = line.substr(name, line.find(')', name) - name);
    }
  }
  return quotes;
}

TEST(Readme, CodeInTheReadmeAndTheGuidesIsPartOfAnExampleThatIsBuilt) {
  std::size_t seen = 0;
  for (const auto& file : all_files()) {
    if (file.path != "README.md" && !(file.below("docs/guide") && file.path.ends_with(".md"))) continue;
    for (const Quote& quote : quotes_in(file)) {
      ++seen;
      const SourceFile* example = find_file(quote.example);
      const bool same = example && example->text.find('\n' + quote.text) != std::string::npos;
      EXPECT_TRUE(same) << at(file, quote.line, quote.example) << "\n  copy it from the example linked above it";
    }
  }
  EXPECT_GE(seen, 8U);
}

// The targets of [text](target) in a Markdown file.
std::vector<std::pair<std::size_t, std::string>> links_of(const SourceFile& file) {
  std::vector<std::pair<std::size_t, std::string>> links;
  bool inside_code = false;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    if (line.starts_with("```")) inside_code = !inside_code;
    if (inside_code) continue;
    for (auto open = line.find("]("); open != line.npos; open = line.find("](", open + 1)) {
      links.emplace_back(i + 1, line.substr(open + 2, line.find(')', open) - open - 2));
    }
  }
  return links;
}

bool leads_somewhere(const SourceFile& from, std::string target) {
  target = target.substr(0, target.find('#'));
  if (target.empty() || target.find("://") != target.npos || target.starts_with("mailto:")) return true;
  const auto path = tests::source_dir() / std::string(from.folder()) / target;
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
