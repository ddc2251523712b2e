// Includes point down, and nothing of others shows where it must not.

#include "layers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace s2::tidy {
namespace {

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::find(std::begin(range), std::end(range), value) != std::end(range);
}

bool is_ours(const Include& include) {
  return include.is_quoted || include.name.starts_with("s2/") || find_file("src/" + include.name) ||
         find_file("apps/" + include.name);
}

// <vector>, <chrono>: neither a folder nor an ending.
bool is_standard(const Include& include) { return include.name.find_first_of("./") == std::string::npos; }

TEST(Includes, PointDown) {
  for (const auto* file : cpp_files()) {
    const Layer* layer = layer_of(*file);
    if (!layer) continue;
    for (const auto& include : includes_of(*file)) {
      const Layer* used = layer_of_include(include.name);
      if (!used || used == layer || contains(layer->may_use, used->name)) continue;
      ADD_FAILURE() << at(*file, include.line, include.name) << "\n  " << layer->name << " may not use " << used->name
                    << " (tests/tidy/layers.cpp says who may use whom)";
    }
  }
}

TEST(Includes, EveryPublicHeaderBelongsToALayer) {
  for (const auto* file : cpp_files()) {
    if (file->below("include") && !layer_of(*file)) {
      ADD_FAILURE() << at(*file, 1, "no layer owns this header; add it to tests/tidy/layers.cpp");
    }
  }
}

TEST(Includes, EveryLayerOfSrcIsKnown) {
  for (const auto* file : cpp_files()) {
    if (file->below("src") && !layer_of(*file)) {
      ADD_FAILURE() << at(*file, 1, "no layer has this folder; add it to tests/tidy/layers.cpp");
    }
  }
}

TEST(Includes, NoPublicHeaderShowsAThirdParty) {
  for (const auto* file : cpp_files()) {
    if (!file->below("include/s2")) continue;
    for (const auto& include : includes_of(*file)) {
      if (include.name.starts_with("s2/") || is_standard(include)) continue;
      ADD_FAILURE() << at(*file, include.line, include.name)
                    << "\n  a public header includes <s2/...> and the standard library only";
    }
  }
}

TEST(Includes, ALayerUsesOnlyTheLibrariesItNames) {
  for (const auto* file : cpp_files()) {
    const Layer* layer = layer_of(*file);
    if (!layer) continue;
    for (const auto& include : includes_of(*file)) {
      if (is_ours(include) || is_standard(include)) continue;
      const bool named = std::any_of(layer->libraries.begin(), layer->libraries.end(),
                                     [&](std::string_view begin) { return include.name.starts_with(begin); });
      if (!named) {
        ADD_FAILURE() << at(*file, include.line, include.name) << "\n  " << layer->name
                      << " does not use this library; a new dependency needs a note in docs/decisions and a row in "
                         "tests/tidy/layers.cpp";
      }
    }
  }
}

TEST(Includes, ASourceIncludesItsOwnHeaderFirst) {
  for (const auto* file : cpp_files()) {
    if (!file->below("src") || !file->name().ends_with(".cpp")) continue;
    const std::string stem(file->name().substr(0, file->name().size() - 4));
    const auto includes = includes_of(*file);
    const bool has_header = find_file(std::string(file->folder()) + '/' + stem + ".hpp") != nullptr;
    if (has_header && (includes.empty() || includes[0].name != stem + ".hpp")) {
      ADD_FAILURE() << at(*file, includes.empty() ? 1 : includes[0].line, "include \"" + stem + ".hpp\" first");
    }
  }
}

}  // namespace
}  // namespace s2::tidy
