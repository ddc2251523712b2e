#pragma once
// SourceTree: the files of this repository, read once, as the tidy tests look at them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace s2::tidy {

/// One text file of the repository.
struct SourceFile {
  std::string path;                ///< relative to the repository, with forward slashes
  std::string text;                ///< the whole text
  std::vector<std::string> lines;  ///< the text by lines, without line ends

  /// Whether it lies below a folder or is that file, e.g. below("src/codec").
  bool below(std::string_view folder) const;
  /// Whether it is a C++ source or header.
  bool is_cpp() const;
  /// The file name without its folder.
  std::string_view name() const;
  /// The folder, without a slash at the end; empty at the top.
  std::string_view folder() const;
};

/// All text files that belong to the repository, in order of their paths. What .gitignore names is left out.
const std::vector<SourceFile>& all_files();

/// The C++ files among them.
std::vector<const SourceFile*> cpp_files();

/// The file with this path; nullptr when there is none.
const SourceFile* find_file(std::string_view path);

/// "path:line: what", as editors understand it; `line` counts from 1.
std::string at(const SourceFile& file, std::size_t line, std::string_view what);

/// The words of a line.
std::vector<std::string> words_of(std::string_view line);

}  // namespace s2::tidy
