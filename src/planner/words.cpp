// Numbers as people read them.

#include "words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace s2::planner {
namespace {

// A number with `digits` fraction digits, without a minus before zero.
std::string number(double value, int digits) {
  const double scale = std::pow(10.0, digits);
  const double rounded = std::round(std::clamp(value, -1e12, 1e12) * scale) / scale;
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), rounded == 0 ? 0.0 : rounded,
                                 std::chars_format::fixed, digits);
  return {text.data(), end.ptr};
}

}  // namespace

std::string cents(double eur_per_kwh) {
  const double value = eur_per_kwh * 100;
  return number(value, std::abs(value) < 9.95 ? 1 : 0) + " ct";
}

std::string watts(double power_w) {
  const double size = std::abs(power_w);
  return size < 999.5 ? number(size, 0) + " W" : number(size / 1000, 1) + " kW";
}

}  // namespace s2::planner
