#pragma once
// What two registries of one conversation say differently.

#include <s2/registry.hpp>

#include <string>
#include <vector>

namespace s2::tests {

/// Where the two sides of a conversation have understood different things: standing, details, measurements, forecasts,
/// descriptions, modes and timers, offers, tasks, open instructions and how far they have come. When something was
/// received is not compared: the two sides cannot agree on that. Both are to be advanced to the same moment.
std::vector<std::string> differences(const Registry& rm, const Registry& cem);

/// The lists of a registry that are longer than Limits allows.
std::vector<std::string> over_limits(const Registry& registry);

}  // namespace s2::tests
