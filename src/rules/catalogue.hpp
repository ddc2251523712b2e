#pragma once
// The list of all rules with their checks.

#include "rule.hpp"

namespace s2::rules {

/// Every entry, in catalogue order.
Family entries();

}  // namespace s2::rules
