// Tests mirror the tree: every source has the test of its name, or mirror.txt says which test covers it.

#include "source_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace s2::tidy {
namespace {

constexpr std::string_view list_path = "tests/tidy/mirror.txt";

// A line of mirror.txt: a source, or a folder of them with a slash at its end, and the test that covers it.
struct Covered {
  std::string source;
  std::string test;
  bool is_needed = false;

  bool covers(const SourceFile& file) const {
    return source.ends_with('/') ? file.path.starts_with(source) : file.path == source;
  }
};

std::vector<Covered> read_list() {
  std::vector<Covered> rows;
  const SourceFile* file = find_file(list_path);
  if (!file) return rows;
  for (const auto& line : file->lines) {
    const auto words = words_of(line);
    if (words.size() >= 2 && words[0] != "#") rows.push_back({words[0], words[1]});
  }
  return rows;
}

// src/session/ledger.cpp has tests/session/ledger_test.cpp; apps/s2/fmt.cpp has tests/apps/fmt_test.cpp.
std::string mirror_of(const SourceFile& file) {
  std::string inside = file.path.substr(0, file.path.size() - 4);
  if (file.below("src")) inside = inside.substr(4);
  if (file.below("apps/s2")) inside = "apps/" + inside.substr(8);
  return "tests/" + inside + "_test.cpp";
}

bool wants_test(const SourceFile& file) {
  return (file.below("src") || file.below("apps")) && file.name().ends_with(".cpp");
}

TEST(Mirror, EverySourceHasItsTest) {
  auto rows = read_list();
  for (const auto* file : cpp_files()) {
    if (!wants_test(*file) || find_file(mirror_of(*file))) continue;
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.covers(*file); });
    if (row == rows.end()) {
      ADD_FAILURE() << at(*file, 1, "has no test") << "\n  write " << mirror_of(*file) << ", or say in " << list_path
                    << " which test covers it";
    } else {
      row->is_needed = true;
    }
  }
  for (const auto& row : rows) {
    if (!row.is_needed) ADD_FAILURE() << row.source << " needs no line in " << list_path << " any more";
    if (!find_file(row.test)) ADD_FAILURE() << list_path << " names " << row.test << ", which does not exist";
  }
}

}  // namespace
}  // namespace s2::tidy
