#pragma once
// Forecasts as an appliance can honestly make them: without knowing the future.

#include <s2/devices.hpp>

#include <cstdint>

namespace s2::devices {

/// How far a forecast looks ahead, and how often it is made anew.
inline constexpr Duration forecast_horizon = std::chrono::hours(36);
/// See forecast_horizon.
inline constexpr Duration forecast_interval = std::chrono::hours(1);

/// What somebody who does not know a series could expect of it: the course without its detail (a mean over two hours),
/// and wrong by a share that drifts over the hours, at most `largest_error` of the value, as the seed decides.
Series expectation(const Series& actual, double largest_error, std::uint64_t seed);

/// A forecast element for an expected power.
using Bands = PowerForecastValue (*)(double expected_w, double peak_w);

/// The bands of a household load: most often between two fifths and twice the mean of the past weeks, now and then the
/// cooker or a car on top. Numbers: errors of that mean over the year the embedded days are from. No upper limit can be
/// promised.
PowerForecastValue load_bands(double expected_w, double peak_w);

/// The bands of photovoltaic production, as negative power: a quarter of the expectation either way, and half of it for
/// a cloud or its absence; with certainty between nothing and the peak power. Numbers: the errors of expectation() on
/// the embedded days.
PowerForecastValue pv_bands(double expected_w, double peak_w);

/// A forecast from the step of the series in which `now` lies. Where the series has ended, its last day repeats.
PowerForecast forecast_of(const Series& expected_w, double peak_w, Bands bands, Time now);

}  // namespace s2::devices
