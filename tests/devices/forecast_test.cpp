// Forecasts look far enough, are ordered, and are honest: neither perfect nor worse than they say.

#include <devices/forecast.hpp>
#include <devices/span.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace s2::devices {
namespace {

constexpr double peak_w = 5000;

void expect_ordered(const PowerForecastValue& v) {
  EXPECT_LE(v.value_lower_limit.value_or(*v.value_lower_95ppr), *v.value_lower_95ppr);
  EXPECT_LE(*v.value_lower_95ppr, *v.value_lower_68ppr);
  EXPECT_LE(*v.value_lower_68ppr, v.value_expected);
  EXPECT_LE(v.value_expected, *v.value_upper_68ppr);
  EXPECT_LE(*v.value_upper_68ppr, *v.value_upper_95ppr);
  EXPECT_LE(*v.value_upper_95ppr, v.value_upper_limit.value_or(*v.value_upper_95ppr));
}

TEST(Forecast, BandsAreOrderedForEveryExpectation) {
  for (double expected = 0; expected <= 7000; expected += 37) {
    expect_ordered(load_bands(expected, 0));
    expect_ordered(pv_bands(expected, peak_w));
    EXPECT_LE(*pv_bands(expected, peak_w).value_upper_limit, 0);
    EXPECT_GE(*pv_bands(expected, peak_w).value_lower_limit, -peak_w);
  }
}

TEST(Forecast, BeginsInThePresentStepAndLooksADayAndAHalfAhead) {
  const Day& day = embedded_days().front();
  const Time now = day.start + std::chrono::minutes(635);
  const auto forecast = forecast_of(day.load_forecast_w, 0, load_bands, now);
  EXPECT_EQ(forecast.start_time, day.start + std::chrono::minutes(630));
  Duration length{0};
  for (const auto& element : forecast.elements) length += element.duration;
  EXPECT_GE(forecast.start_time + length, now + std::chrono::hours(36));
  EXPECT_EQ(forecast.elements.front().power_values.front().value_expected, rounded(day.load_forecast_w.at(now), 0.1));
}

TEST(Forecast, BeyondTheSeriesItsLastDayRepeatsAndBeforeItItsFirst) {
  const Day& day = embedded_days().front();
  const Time end = day.start + std::chrono::hours(48);
  for (const Time now : {end + std::chrono::hours(7), end + std::chrono::hours(24 * 400 + 7)}) {
    const auto forecast = forecast_of(day.load_forecast_w, 0, load_bands, now);
    EXPECT_EQ(forecast.elements.front().power_values.front().value_expected,
              rounded(day.load_forecast_w.at(day.start + std::chrono::hours(31)), 0.1));
  }
  const auto before = forecast_of(day.load_forecast_w, 0, load_bands, day.start - std::chrono::hours(1));
  EXPECT_EQ(before.elements.front().power_values.front().value_expected,
            rounded(day.load_forecast_w.at(day.start + std::chrono::hours(23)), 0.1));
}

TEST(Forecast, HasAsManyElementsAsTheStandardAllows) {
  const Series fine{Time{}, Duration{1000}, std::vector<double>(10, 1.0)};
  EXPECT_EQ(forecast_of(fine, 0, load_bands, Time{}).elements.size(), 288u);
}

TEST(Forecast, AnExpectationIsNotTheTruth) {
  for (const Day& day : embedded_days()) {
    const Series expected = expectation(day.pv_w, 0.4, 3);
    double error = 0;
    for (std::size_t i = 0; i < 48; ++i) error += std::abs(expected.values[i] - day.pv_w.values[i]);
    double sum = 0;
    for (std::size_t i = 0; i < 48; ++i) sum += day.pv_w.values[i];
    EXPECT_GT(error / sum, 0.03) << day.name;
    EXPECT_LT(error / sum, 0.60) << day.name;
  }
}

struct Coverage {
  double of_68 = 0, of_95 = 0, all = 0;
  void count(const PowerForecastValue& v, double actual) {
    all += 1;
    of_68 += actual >= *v.value_lower_68ppr && actual <= *v.value_upper_68ppr;
    of_95 += actual >= *v.value_lower_95ppr && actual <= *v.value_upper_95ppr;
  }
};

TEST(Forecast, LoadBandsCoverAboutWhatTheySay) {
  Coverage coverage;
  for (const Day& day : embedded_days()) {
    for (std::size_t i = 0; i < day.load_w.values.size(); ++i) {
      coverage.count(load_bands(day.load_forecast_w.values[i], 0), day.load_w.values[i]);
    }
  }
  EXPECT_NEAR(coverage.of_68 / coverage.all, 0.68, 0.12);
  EXPECT_NEAR(coverage.of_95 / coverage.all, 0.95, 0.05);
}

TEST(Forecast, PvBandsCoverAboutWhatTheySay) {
  Coverage coverage;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    for (const Day& day : embedded_days()) {
      const Series expected = expectation(day.pv_w, 0.4, seed);
      for (std::size_t i = 0; i < day.pv_w.values.size(); ++i) {
        if (expected.values[i] > 0) coverage.count(pv_bands(expected.values[i], peak_w), -day.pv_w.values[i]);
      }
    }
  }
  EXPECT_NEAR(coverage.of_68 / coverage.all, 0.68, 0.12);
  EXPECT_NEAR(coverage.of_95 / coverage.all, 0.95, 0.05);
}

}  // namespace
}  // namespace s2::devices
