#pragma once
// Ids and chance from a seed, for days that can be lived again.

#include <s2/base/id.hpp>

#include <cstdint>
#include <functional>
#include <string_view>

namespace s2::house {

/// Numbers between 0 and 1, evenly spread; for delays.
using Chance = std::function<double()>;

/// UUIDs (version 4 by their form) that depend on nothing but the seed and the name of the stream.
IdSource seeded_ids(std::uint64_t seed, std::string_view stream);

/// Numbers between 0 and 1 that depend on nothing but the seed and the name of the stream.
Chance seeded_chance(std::uint64_t seed, std::string_view stream);

}  // namespace s2::house
