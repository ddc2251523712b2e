#pragma once
// Chance: everything in a simulation that looks like luck, from one seed.

#include <s2/base/time.hpp>

#include <cstdint>
#include <random>

namespace s2::tests {

/// A source of luck. Equal seeds give equal luck on every machine.
class Chance {
 public:
  /// Luck that belongs to a seed.
  explicit Chance(std::uint64_t seed) : random_(seed) {}

  /// A whole number from 0 to `end`, without `end`.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }
  /// True once in so many times.
  bool one_in(std::size_t times) { return below(times) == 0; }
  /// A span from `shortest` to `longest`.
  Duration between(Duration shortest, Duration longest) {
    return shortest +
           Duration(static_cast<std::int64_t>(below(static_cast<std::size_t>((longest - shortest).count() + 1))));
  }
  /// One of a list that is not empty.
  template <class List>
  const auto& of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace s2::tests
