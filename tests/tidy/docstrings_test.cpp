// Every public declaration says what it means.

#include "outline.hpp"
#include "source_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace s2::tidy {
namespace {

// Enumerators that the standard names and a table of the model describes; a second text would describe them twice.
struct DescribedByTable {
  std::string_view enumeration;
  std::string_view where;
};

constexpr DescribedByTable described_by_table[] = {
    {"Kind", "src/model/message.cpp"},
    {"Currency", "src/model/currency.cpp"},
};

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// A name announced before its definition elsewhere, which carries the docstring.
bool is_announcement(std::string_view text) {
  for (const auto* word : {"struct ", "class ", "enum "}) {
    if (text.starts_with(word) && !has(text, "{") && !has(text, "(")) return true;
  }
  return text.starts_with("friend ") || text.starts_with("static_assert");
}

// Members that mean in every class what they mean in the language.
bool is_special_member(const Declaration& declaration) {
  const std::string& text = declaration.text;
  const std::string& own = declaration.inside;
  return has(text, "~") || has(text, "operator=(") || has(text, "= delete") || text == own + "()" ||
         text.starts_with(own + "() ") || text.starts_with(own + "(" + own + "&&") ||
         text.starts_with(own + "(const " + own + "&");
}

bool needs_docstring(const Declaration& declaration) {
  const std::string_view text = declaration.text;
  if (!declaration.is_public) return false;
  if (declaration.kind == DeclarationKind::other && is_announcement(text)) return false;
  if (text.starts_with("template <>")) return false;                                          // the template carries it
  if (declaration.inside.empty() && has(text, ") -> ") && !has(text, "auto ")) return false;  // deduction guide
  if (!declaration.inside.empty() && is_special_member(declaration)) return false;
  return declaration.kind != DeclarationKind::enumerator ||
         std::none_of(std::begin(described_by_table), std::end(described_by_table),
                      [&](const auto& row) { return row.enumeration == declaration.inside; });
}

TEST(Docstrings, EveryPublicDeclarationHasOne) {
  std::size_t seen = 0;
  for (const auto* file : cpp_files()) {
    if (!file->below("include/s2")) continue;
    for (const auto& declaration : outline(file->text)) {
      if (!needs_docstring(declaration)) continue;
      ++seen;
      if (!declaration.documented) {
        ADD_FAILURE() << at(*file, declaration.first_line, declaration.text)
                      << "\n  say what it means: `///` above it or `///<` beside it";
      }
    }
  }
  EXPECT_GT(seen, 500U) << "the outline reader finds too little to be believed";
}

// A source whose header says it need not say it again; a test is named after what it tests.
bool has_header(const SourceFile& source) {
  return find_file(source.path.substr(0, source.path.size() - 4) + ".hpp") != nullptr;
}

TEST(Docstrings, EveryFileOpensWithWhatItIs) {
  for (const auto* file : cpp_files()) {
    const bool is_header = file->name().ends_with(".hpp");
    if ((!is_header && has_header(*file)) || file->name().ends_with("_test.cpp")) continue;
    const std::size_t line = is_header ? 2 : 1;
    const bool says = file->lines.size() >= line && file->lines[line - 1].starts_with("// ");
    const bool guarded = !is_header || (!file->lines.empty() && file->lines[0] == "#pragma once");
    if (!says || !guarded) {
      ADD_FAILURE() << at(*file, line,
                          is_header ? "a header begins with #pragma once and a line that says what it is"
                                    : "a source begins with a line that says what it does");
    }
  }
}

}  // namespace
}  // namespace s2::tidy
