#include <house/plot/day_plot.hpp>

#include <house/day.hpp>

#include <gmock/gmock.h>

namespace s2::house {
namespace {

using testing::HasSubstr;

TEST(DayPlot, ShowsPowerPriceAndFillLevelOverTheHours) {
  const auto day = find_day("").value();
  DayTrack track(day.start, Duration(300'000));
  Bill bill({}, {10, 1});
  const Powers powers{.load = 500, .pv = -2000, .pv_free = -3000, .battery = 1000};
  for (int i = 1; i <= 288; ++i) {
    track.add(day.start + Duration(300'000) * i, Duration(300'000), powers, i < 100 ? -0.02 : 0.1, 50);
  }
  const std::string svg = day_plot(day, track, bill);
  for (const auto* part : {"Power, kW", "Market price, ct/kWh", "Battery, %", "00:00", "24:00", "household",
                           "photovoltaics", "grid without control", "prefers-color-scheme: dark"}) {
    EXPECT_THAT(svg, HasSubstr(part));
  }
  EXPECT_THAT(svg, HasSubstr(day.name));
  EXPECT_LT(svg.size(), 100'000U);
}

TEST(DayPlot, ADayThatHasNotBegunHasNoCurvesAndNoNonsense) {
  const auto day = find_day("").value();
  const std::string svg = day_plot(day, DayTrack(day.start, Duration(300'000)), Bill({}, {10, 1}));
  EXPECT_THAT(svg, testing::Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace s2::house
