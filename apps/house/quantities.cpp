#include "quantities.hpp"

#include <fmt/format.h>

#include <cmath>

namespace s2::house {
namespace {

// Rounds first, so that nothing reads "-0.00".
double rounded(double value, double steps) {
  const double whole = std::round(value * steps) / steps;
  return whole == 0 ? 0.0 : whole;
}

}  // namespace

std::string kilowatts(double watts) {
  const double value = rounded(watts / 1000, 100);
  return value == 0 ? "0.00 kW" : fmt::format("{:+.2f} kW", value);
}

std::string kilowatt_hours(double kwh) { return fmt::format("{:.2f} kWh", rounded(kwh, 100)); }

std::string euros(double eur) { return fmt::format("{:.2f} €", rounded(eur, 100)); }

std::string cents(double eur_per_kwh) { return fmt::format("{:.2f} ct/kWh", rounded(eur_per_kwh * 100, 100)); }

std::string percent(double value) { return fmt::format("{:.0f} %", rounded(value, 1)); }

std::string grouped(std::size_t count) {
  std::string text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ' ');
  return text;
}

}  // namespace s2::house
