#pragma once
// What looks like chance and is none: numbers that follow from a seed and a place, in any order of asking.

#include <cstdint>

namespace s2::devices {

/// Mixes the bits of a number so that neighbours have nothing in common (the finaliser of SplitMix64).
constexpr std::uint64_t mixed(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
  return value ^ (value >> 31);
}

/// A number in [0, 1) that belongs to a seed and a place.
constexpr double chance(std::uint64_t seed, std::uint64_t place) {
  return static_cast<double>(mixed(mixed(seed) ^ place) >> 11) * 0x1p-53;
}

}  // namespace s2::devices
