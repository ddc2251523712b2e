#include "sparkline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace s2::house {

std::string sparkline(std::span<const double> values, double lowest, double highest) {
  constexpr std::array<std::string_view, 8> blocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const double range = highest - lowest;
  std::string line;
  for (const double value : values) {
    const double part = range > 0 ? std::clamp((value - lowest) / range, 0.0, 1.0) : 0.0;
    line += blocks[static_cast<std::size_t>(std::lround(part * (blocks.size() - 1)))];
  }
  return line;
}

}  // namespace s2::house
