// Words that must not stand in a file: a table of them.

#include "layers.hpp"
#include "outline.hpp"

#include <gtest/gtest.h>

#include <cctype>

namespace s2::tidy {
namespace {

enum class Where {
  everywhere,  // any text file of the repository
  cpp,         // C++ files
  pure,        // code of the pure layers, comments and literals left out
};

struct WordRule {
  std::string_view word;
  Where where;
  std::string_view advice;
};

constexpr std::string_view io =
    "a pure layer takes time, randomness, ids and text as arguments; I/O is for transport "
    "and apps";
constexpr std::string_view machine = "a path of one machine; make it relative or ask for it";
constexpr std::string_view registry = "registries are reached through their clients, never named";
constexpr std::string_view promise = "finish it, or file an issue; the tree holds no promises";

// Words are split where this very file would otherwise break the rule.
constexpr WordRule rules[] = {
    {"/"
     "work/",
     Where::everywhere, machine},
    {"/"
     "root/",
     Where::everywhere, machine},
    {"/"
     "home/",
     Where::everywhere, machine},
    {"pypi"
     ".org",
     Where::everywhere, registry},
    {"crates"
     ".io",
     Where::everywhere, registry},
    {"npmjs"
     ".org",
     Where::everywhere, registry},
    {"proxy.golang"
     ".org",
     Where::everywhere, registry},
    {"TO"
     "DO",
     Where::everywhere, promise},
    {"FIX"
     "ME",
     Where::everywhere, promise},
    {"XX"
     "X:",
     Where::everywhere, promise},
    {"#def"
     "ine",
     Where::cpp, "no macros: a constant, a function or a table does it"},
    {"using namespace"
     " std",
     Where::cpp, "write std::"},
    {"system_clock", Where::pure, io},
    {"steady_clock", Where::pure, io},
    {"high_resolution_clock", Where::pure, io},
    {"std::time(", Where::pure, io},
    {"gmtime", Where::pure, io},
    {"localtime", Where::pure, io},
    {"random_device", Where::pure, io},
    {"std::rand", Where::pure, io},
    {"std::thread", Where::pure, io},
    {"std::jthread", Where::pure, io},
    {"std::mutex", Where::pure, io},
    {"std::atomic", Where::pure, io},
    {"std::async", Where::pure, io},
    {"this_thread", Where::pure, io},
    {"fstream", Where::pure, io},
    {"std::filesystem", Where::pure, io},
    {"std::cout", Where::pure, io},
    {"std::cerr", Where::pure, io},
    {"printf(", Where::pure, io},
    {"getenv", Where::pure, io},
    {"socket(", Where::pure, io},
};

// Cargo names the source of every pinned crate in its own fixed form.
constexpr std::string_view lock_file = "Cargo.lock";

bool applies(const WordRule& rule, const SourceFile& file) {
  if (rule.advice == registry && file.name() == lock_file) return false;
  if (rule.where == Where::everywhere) return true;
  const Layer* layer = layer_of(file);
  return file.is_cpp() && (rule.where == Where::cpp || (layer && layer->is_pure));
}

// Whole words only: snprintf( is no printf(, and a path is not inside another.
bool stands_in(std::string_view line, std::string_view word) {
  for (auto found = line.find(word); found != line.npos; found = line.find(word, found + 1)) {
    const char before = found == 0 ? ' ' : line[found - 1];
    const bool joined = std::isalnum(static_cast<unsigned char>(before)) || before == '_' || before == '.';
    if (!joined) return true;
  }
  return false;
}

void look(const SourceFile& file, std::string_view text, Where where) {
  std::size_t number = 1;
  for (std::size_t from = 0; from < text.size(); ++number) {
    const auto end = std::min(text.find('\n', from), text.size());
    const auto line = text.substr(from, end - from);
    from = end + 1;
    for (const auto& rule : rules) {
      if (rule.where != where || !applies(rule, file) || !stands_in(line, rule.word)) continue;
      ADD_FAILURE() << at(file, number, rule.word) << "\n  " << rule.advice;
    }
  }
}

TEST(Words, NoneStandsWhereItMustNot) {
  for (const auto& file : all_files()) {
    look(file, file.text, Where::everywhere);
    if (!file.is_cpp()) continue;
    look(file, file.text, Where::cpp);
    look(file, code_of(file.text), Where::pure);
  }
}

TEST(Words, PureLayersIncludeNoHeaderThatReachesOutside) {
  constexpr std::string_view outside[] = {
      "thread", "mutex",     "random",  "fstream",     "iostream",           "filesystem",
      "future", "ctime",     "atomic",  "cstdio",      "condition_variable", "csignal",
      "latch",  "semaphore", "barrier", "shared_mutex"};
  for (const auto* file : cpp_files()) {
    const Layer* layer = layer_of(*file);
    if (!layer || !layer->is_pure) continue;
    for (const auto& include : includes_of(*file)) {
      for (const auto header : outside) {
        if (include.name == header) ADD_FAILURE() << at(*file, include.line, include.name) << "\n  " << io;
      }
    }
  }
}

TEST(Words, LinesEndWithoutBlanks) {
  for (const auto& file : all_files()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& line = file.lines[i];
      if (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) {
        ADD_FAILURE() << at(file, i + 1, "the line ends with a blank");
      }
    }
  }
}

}  // namespace
}  // namespace s2::tidy
