#pragma once
// Quantities as people read them.

#include <cmath>
#include <cstdio>
#include <string>

namespace s2::devices {

/// The size of a power, e.g. "3.2 kW" or "85 W"; the sign is left to the sentence around it.
inline std::string kilowatts(double watts) {
  char text[32];
  const double size = std::abs(watts);
  if (size < 999.5) {
    std::snprintf(text, sizeof text, "%.0f W", size);
  } else {
    std::snprintf(text, sizeof text, "%.1f kW", size / 1000);
  }
  return text;
}

}  // namespace s2::devices
