// Files and functions stay small; what was long already may not grow. The figures are in ratchet.txt.

#include "outline.hpp"
#include "source_tree.hpp"

#include <gtest/gtest.h>

#include <map>

namespace s2::tidy {
namespace {

constexpr std::string_view ratchet_path = "tests/tidy/ratchet.txt";

// Size by "file PATH" or "function PATH NAME"; "aim file" and "aim function" among them.
std::map<std::string, std::size_t> read_ratchet() {
  std::map<std::string, std::size_t> sizes;
  const SourceFile* file = find_file(ratchet_path);
  if (!file) return sizes;
  for (const auto& line : file->lines) {
    const auto blank = line.rfind(' ');
    if (line.empty() || line.front() == '#' || blank == line.npos) continue;
    sizes[line.substr(0, blank)] = std::stoul(line.substr(blank + 1));
  }
  return sizes;
}

// Everything that is longer than the aim, under the same keys.
std::map<std::string, std::size_t> long_ones(std::size_t file_aim, std::size_t function_aim) {
  std::map<std::string, std::size_t> sizes;
  for (const auto* file : cpp_files()) {
    if (file->lines.size() > file_aim) sizes["file " + file->path] = file->lines.size();
    for (const auto& declaration : outline(file->text)) {
      if (declaration.kind != DeclarationKind::function || declaration.length() <= function_aim) continue;
      auto& size = sizes["function " + file->path + ' ' + declaration.name];
      size = std::max(size, declaration.length());
    }
  }
  return sizes;
}

TEST(Sizes, NothingGetsLongerThanTheAim) {
  auto allowed = read_ratchet();
  const std::size_t file_aim = allowed["aim file"];
  const std::size_t function_aim = allowed["aim function"];
  ASSERT_GT(file_aim, 0U) << ratchet_path << " gives no aim";
  ASSERT_GT(function_aim, 0U) << ratchet_path << " gives no aim";
  allowed.erase("aim file");
  allowed.erase("aim function");

  const auto found = long_ones(file_aim, function_aim);
  for (const auto& [what, size] : found) {
    const auto entry = allowed.find(what);
    if (entry == allowed.end()) {
      ADD_FAILURE() << what << " has " << size << " lines; the aim is "
                    << (what.starts_with("file") ? file_aim : function_aim) << ": split it";
    } else if (size > entry->second) {
      ADD_FAILURE() << what << " grew from " << entry->second << " to " << size << " lines: split it";
    } else if (size < entry->second) {
      ADD_FAILURE() << what << " shrank to " << size << " lines: write that into " << ratchet_path;
    }
  }
  for (const auto& [what, size] : allowed) {
    if (!found.contains(what)) ADD_FAILURE() << what << " is short now or gone: take it out of " << ratchet_path;
  }
}

}  // namespace
}  // namespace s2::tidy
