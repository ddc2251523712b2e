#include "forecast.hpp"

#include "chance.hpp"
#include "house.hpp"
#include "span.hpp"

#include <algorithm>
#include <cmath>

namespace s2::devices {
namespace {

constexpr Duration a_day = std::chrono::hours(24);
constexpr Duration blur = std::chrono::hours(1);  // either way
constexpr double mood_seconds = 4 * 3600;
constexpr double watt = 0.1;  // forecasts in finer steps would pretend to know more

// The same time of day within a series, for moments before and after it.
Time within(const Series& series, Time moment) {
  const Time end = series.start + series.step * static_cast<std::int64_t>(series.values.size());
  const auto days_between = [](Time earlier, Time later) { return (later - earlier) / a_day; };
  if (moment >= end) moment = moment - a_day * (days_between(end, moment) + 1);
  if (moment < series.start) moment = moment + a_day * (days_between(moment, series.start) + 1);
  return moment;
}

// The step of the series a moment lies in, extended before and after it.
Time begin_of_step(const Series& series, Time moment) {
  const auto step = series.step.count();
  const auto since = (moment - series.start).count();
  const auto into = ((since % step) + step) % step;
  return series.start + Duration{since - into};
}

// Between -1 and 1: how a forecaster is disposed at a point in time, drifting from one disposition to the next.
double mood(std::uint64_t seed, double point) {
  const double whole = std::floor(point);
  const auto disposition = [seed](double place) {
    return 2 * chance(seed, static_cast<std::uint64_t>(static_cast<std::int64_t>(place))) - 1;
  };
  return std::lerp(disposition(whole), disposition(whole + 1), point - whole);
}

}  // namespace

Series expectation(const Series& actual, double largest_error, std::uint64_t seed) {
  Series out{actual.start, actual.step, {}};
  for (std::size_t i = 0; i < actual.values.size(); ++i) {
    const Time middle = actual.start + actual.step * static_cast<std::int64_t>(i) + actual.step / 2;
    const double error = largest_error * mood(seed, seconds_between(actual.start, middle) / mood_seconds);
    out.values.push_back((1 + error) * actual.mean(middle - blur, middle + blur));
  }
  return out;
}

PowerForecastValue load_bands(double expected_w, double) {
  constexpr double surprise_w = 2'000;
  return {
      .value_upper_limit = {},
      .value_upper_95ppr = rounded(2.0 * expected_w + surprise_w, watt),
      .value_upper_68ppr = rounded(2.0 * expected_w, watt),
      .value_expected = rounded(expected_w, watt),
      .value_lower_68ppr = rounded(0.4 * expected_w, watt),
      .value_lower_95ppr = rounded(0.1 * expected_w, watt),
      .value_lower_limit = 0,
      .commodity_quantity = power_quantity,
  };
}

PowerForecastValue pv_bands(double expected_w, double peak_w) {
  // By night even the worst forecaster is certain.
  const bool night = expected_w <= 0;
  const double expected = std::clamp(expected_w, 0.0, peak_w);
  // 0 - x, because the negative of nothing would be written as "-0".
  const auto production = [&](double share, double extra_w) {
    return night ? 0.0 : 0.0 - rounded(std::clamp(share * expected + extra_w, 0.0, peak_w), watt);
  };
  return {
      .value_upper_limit = 0,
      .value_upper_95ppr = production(0.5, -60),
      .value_upper_68ppr = production(0.75, -20),
      .value_expected = production(1, 0),
      .value_lower_68ppr = production(1.25, 20),
      .value_lower_95ppr = production(1.5, 60),
      .value_lower_limit = night ? 0.0 : -peak_w,
      .commodity_quantity = power_quantity,
  };
}

PowerForecast forecast_of(const Series& expected_w, double peak_w, Bands bands, Time now) {
  constexpr std::size_t most_elements = 288;  // S2 JSON, messages/PowerForecast
  PowerForecast out{.message_id = {}, .start_time = begin_of_step(expected_w, now), .elements = {}};
  for (Time at = out.start_time; at < now + forecast_horizon && out.elements.size() < most_elements;
       at = at + expected_w.step) {
    const double expected = expected_w.at(within(expected_w, at));
    out.elements.push_back({.duration = expected_w.step, .power_values = {bands(expected, peak_w)}});
  }
  return out;
}

}  // namespace s2::devices
