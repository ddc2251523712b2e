// Walks the repository and reads its files.

#include "source_tree.hpp"

#include <source_dir.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace s2::tidy {
namespace {

namespace fs = std::filesystem;

// Folders that hold what was built or fetched, never what was written.
constexpr std::array<std::string_view, 7> not_ours = {".git",     "build",       ".cache", "node_modules",
                                                      "demo-out", "__pycache__", "target"};

constexpr std::array<std::string_view, 5> not_text = {".png", ".gz", ".s2log", ".ico", ".woff2"};

bool is_skipped_folder(const std::string& name) {
  return std::find(not_ours.begin(), not_ours.end(), name) != not_ours.end();
}

SourceFile read(const fs::path& path, const fs::path& root) {
  std::ifstream stream(path, std::ios::binary);
  SourceFile file{
      path.lexically_relative(root).generic_string(), std::string(std::istreambuf_iterator<char>(stream), {}), {}};
  std::istringstream text(file.text);
  for (std::string line; std::getline(text, line);) file.lines.push_back(line);
  return file;
}

std::vector<SourceFile> read_all() {
  const fs::path root = tests::source_dir();
  std::vector<SourceFile> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->is_directory() && is_skipped_folder(entry->path().filename())) {
      entry.disable_recursion_pending();
      continue;
    }
    const std::string ending = entry->path().extension();
    const bool binary = std::find(not_text.begin(), not_text.end(), ending) != not_text.end();
    // Corpora are bytes of strangers; where the checkout is a worktree, .git is a file.
    const bool is_corpus = entry->path().generic_string().find("/fuzz/corpus/") != std::string::npos;
    if (!entry->is_regular_file() || binary || is_corpus || entry->path().filename() == ".git") continue;
    files.push_back(read(entry->path(), root));
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

}  // namespace

bool SourceFile::below(std::string_view folder) const {
  return path == folder || (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

bool SourceFile::is_cpp() const { return path.ends_with(".hpp") || path.ends_with(".cpp"); }

std::string_view SourceFile::name() const { return std::string_view(path).substr(path.rfind('/') + 1); }

std::string_view SourceFile::folder() const {
  const auto slash = path.rfind('/');
  return slash == path.npos ? std::string_view() : std::string_view(path).substr(0, slash);
}

const std::vector<SourceFile>& all_files() {
  static const std::vector<SourceFile> files = read_all();
  return files;
}

std::vector<const SourceFile*> cpp_files() {
  std::vector<const SourceFile*> found;
  for (const auto& file : all_files()) {
    if (file.is_cpp()) found.push_back(&file);
  }
  return found;
}

const SourceFile* find_file(std::string_view path) {
  const auto& files = all_files();
  const auto found = std::find_if(files.begin(), files.end(), [path](const auto& file) { return file.path == path; });
  return found == files.end() ? nullptr : &*found;
}

std::string at(const SourceFile& file, std::size_t line, std::string_view what) {
  return file.path + ':' + std::to_string(line) + ": " + std::string(what);
}

std::vector<std::string> words_of(std::string_view line) {
  std::istringstream stream{std::string(line)};
  return {std::istream_iterator<std::string>(stream), {}};
}

}  // namespace s2::tidy
