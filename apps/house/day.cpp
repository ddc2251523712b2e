#include "day.hpp"

#include <fmt/format.h>

namespace s2::house {
namespace {

devices::Series repeated(const devices::Series& series, Duration shift, int days) {
  devices::Series longer{series.start + shift, series.step, {}};
  const auto per_day = static_cast<std::size_t>(day_length / series.step);
  for (int day = 0; day < days; ++day) {
    for (std::size_t i = 0; i < per_day; ++i) {
      longer.values.push_back(series.at(series.start + series.step * static_cast<Duration::rep>(i)));
    }
  }
  return longer;
}

}  // namespace

Result<devices::Day> find_day(const std::string& name) {
  const auto& days = devices::embedded_days();
  if (name.empty()) return days.front();
  std::string names;
  for (const auto& day : days) {
    if (day.name == name) return day;
    names += (names.empty() ? "" : ", ") + day.name;
  }
  return Unexpected{
      Finding{"S2CPP-DAY", Severity::error, "", name, fmt::format("there is no day '{}'; there are {}", name, names)}};
}

devices::Day repeated_from(const devices::Day& day, Time now, int days) {
  const auto length = day_length.count();
  const auto passed = (now - day.start).count();
  const auto whole_days = passed / length - (passed % length < 0 ? 1 : 0);
  const Duration shift = day_length * whole_days;
  return {.name = day.name,
          .text = day.text,
          .start = day.start + shift,
          .price_eur_kwh = repeated(day.price_eur_kwh, shift, days),
          .load_w = repeated(day.load_w, shift, days),
          .pv_w = repeated(day.pv_w, shift, days),
          .load_forecast_w = repeated(day.load_forecast_w, shift, days)};
}

std::vector<planner::Price> prices_of(const devices::Day& day) {
  std::vector<planner::Price> prices;
  Time from = day.price_eur_kwh.start;
  for (const double price : day.price_eur_kwh.values) {
    prices.push_back({from, price});
    from = from + day.price_eur_kwh.step;
  }
  return prices;
}

std::string clock_text(const devices::Day& day, Time now) {
  const auto minutes = (now - day.start).count() / 60'000;
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace s2::house
