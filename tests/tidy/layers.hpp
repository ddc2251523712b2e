#pragma once
// Layers: the house from the ground up, and who may include whom.

#include "source_tree.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace s2::tidy {

/// One layer.
struct Layer {
  std::string_view name;                    ///< its folder below src, or apps
  bool is_pure;                             ///< no socket, clock, thread, randomness or file
  std::vector<std::string_view> may_use;    ///< the layers it may include, besides itself
  std::vector<std::string_view> headers;    ///< its public headers and folders of them, below include/s2
  std::vector<std::string_view> libraries;  ///< third-party headers it may include in its sources, by how they begin
};

/// All layers, from the ground up.
const std::vector<Layer>& layers();

/// The layer a file belongs to; nullptr for tests, examples and everything else that may use what it likes.
const Layer* layer_of(const SourceFile& file);

/// The layer of an include as it is written between <> or ""; nullptr when it is none of ours.
const Layer* layer_of_include(std::string_view include);

/// One #include line.
struct Include {
  std::size_t line;  ///< from 1
  std::string name;  ///< what stands between the brackets or quotes
  bool is_quoted;    ///< "x.hpp" rather than <x.hpp>
};

/// The includes of a file, in order.
std::vector<Include> includes_of(const SourceFile& file);

}  // namespace s2::tidy
