// Every source is built.

#include "source_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

namespace s2::tidy {
namespace {

// The CMakeLists.txt that would list a file: of its folder, or of the nearest one above.
const SourceFile* build_list_of(const SourceFile& file) {
  for (std::string folder(file.folder()); !folder.empty();) {
    if (const auto* list = find_file(folder + "/CMakeLists.txt")) return list;
    const auto slash = folder.rfind('/');
    folder = slash == folder.npos ? "" : folder.substr(0, slash);
  }
  return nullptr;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.'; }

bool lists(std::string_view text, std::string_view name) {
  for (auto found = text.find(name); found != text.npos; found = text.find(name, found + 1)) {
    const bool begins = found == 0 || !is_word(text[found - 1]);
    const bool ends = found + name.size() == text.size() || !is_word(text[found + name.size()]);
    if (begins && ends) return true;
  }
  return false;
}

// Whether another folder builds it, by its path: ../allocations.cpp.
bool is_borrowed(const SourceFile& file) {
  const std::string path = '/' + std::string(file.name());
  const auto& files = all_files();
  return std::any_of(files.begin(), files.end(), [&](const auto& one) {
    return one.name() == "CMakeLists.txt" && one.text.find(path) != std::string::npos;
  });
}

TEST(BuildLists, EverySourceIsListed) {
  for (const auto* file : cpp_files()) {
    if (!file->name().ends_with(".cpp")) continue;
    const SourceFile* list = build_list_of(*file);
    // fuzz, bench and examples make one program of each source and list it without its ending.
    const auto stem = file->name().substr(0, file->name().size() - 4);
    const bool listed = list && (lists(list->text, file->name()) || lists(list->text, stem));
    if (!listed && !is_borrowed(*file)) {
      ADD_FAILURE() << at(*file, 1, "is built nowhere") << "\n  list it in "
                    << (list ? list->path : "a CMakeLists.txt");
    }
  }
}

}  // namespace
}  // namespace s2::tidy
