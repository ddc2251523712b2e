#include "household.hpp"

#include "chance.hpp"

#include <utility>

namespace s2::devices {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t kettle_minutes = 3;
constexpr double kettle_w = 2'000;
constexpr double kettle_chance = 0.3;         // that it is used in a step
constexpr double kettle_largest_share = 0.5;  // of the energy of the step; else nobody is at home

// How busy a minute is compared with others, 0.7 to 1.3.
double weight(std::uint64_t seed, std::int64_t step, std::int64_t minute) {
  return 0.7 + 0.6 * chance(seed, static_cast<std::uint64_t>(step * 4096 + minute));
}

}  // namespace

Household::Household(Series mean_w, std::uint64_t seed) : mean_w_(std::move(mean_w)), seed_(seed) {}

double Household::power(Time moment) const {
  const double mean = mean_w_.at(moment);
  const std::int64_t minutes = mean_w_.step.count() / minute_ms;
  if (minutes <= kettle_minutes || mean_w_.step.count() % minute_ms != 0) return mean;
  const std::int64_t since = (moment - mean_w_.start).count();
  if (since < 0 || since / mean_w_.step.count() >= static_cast<std::int64_t>(mean_w_.values.size())) return mean;

  const std::int64_t step = since / mean_w_.step.count();
  const std::int64_t minute = since % mean_w_.step.count() / minute_ms;
  const std::uint64_t place = static_cast<std::uint64_t>(step);
  const double kettle_mean = kettle_w * static_cast<double>(kettle_minutes) / static_cast<double>(minutes);
  const bool kettle = kettle_mean <= kettle_largest_share * mean && chance(seed_ ^ 0x6b657474, place) < kettle_chance;
  const auto begin =
      static_cast<std::int64_t>(chance(seed_ ^ 0x6c65, place) * static_cast<double>(minutes - kettle_minutes + 1));
  double weights = 0;
  for (std::int64_t i = 0; i < minutes; ++i) weights += weight(seed_, step, i);

  const double rest = mean - (kettle ? kettle_mean : 0);
  double power = rest * weight(seed_, step, minute) * static_cast<double>(minutes) / weights;
  if (kettle && minute >= begin && minute < begin + kettle_minutes) power += kettle_w;
  return power;
}

}  // namespace s2::devices
