#pragma once
// Place: where in the text of a frame a finding points to.

#include <s2/base/finding.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace s2::app {

/// A stretch of text.
struct Place {
  std::size_t offset = 0;  ///< first byte
  std::size_t length = 1;  ///< bytes to underline, within one line
};

/// The place of a finding: the value it points to; the name of a member that should not be there; the object a member
/// is missing in; the byte that is no JSON. Empty when the pointer leads nowhere.
std::optional<Place> place_of(const Finding& finding, std::string_view frame);

}  // namespace s2::app
