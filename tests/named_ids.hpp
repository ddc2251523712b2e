#pragma once
// Short names for ids in the texts of tests; what is tested sees UUIDs in their place.

#include <string>
#include <string_view>

namespace s2::tests {

/// A text with every short name replaced by the UUID it stands for. Short names are words such as p-2, we-1, i1, a1,
/// o1, xxx; which ones is said in named_ids.cpp.
std::string with_uuids(std::string_view text);

/// The opposite: a text with these UUIDs replaced by their short names.
std::string with_names(std::string_view text);

}  // namespace s2::tests
