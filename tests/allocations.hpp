#pragma once
// Counts allocations, and what they hold, for promises that there are none or few. Link allocations.cpp into the test
// program.

#include <cstddef>

namespace s2::tests {

/// How many times the program has allocated memory so far, on any thread.
std::size_t allocations();

/// How many bytes it holds at present.
std::size_t allocated_bytes();

}  // namespace s2::tests
