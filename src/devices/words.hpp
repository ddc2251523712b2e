#pragma once
// Quantities as people read them.

#include <cmath>
#include <string>

namespace s2::devices {

/// The size of a power, e.g. "3.2 kW" or "85 W"; the sign is left to the sentence around it.
inline std::string kilowatts(double watts) {
  const double size = std::abs(watts);
  if (size < 999.5) return std::to_string(std::lround(size)) + " W";
  const long tenths = std::lround(size / 100);
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " kW";
}

}  // namespace s2::devices
