#pragma once
// Counts allocations, for promises that there are none. Link allocations.cpp into the test program.

#include <cstddef>

namespace s2::tests {

/// How many times the program has allocated memory so far, on any thread.
std::size_t allocations();

}  // namespace s2::tests
