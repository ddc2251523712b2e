// The embedded days are what they claim to be.

#include <s2/devices.hpp>

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace s2::devices {
namespace {

using testing::Each;
using testing::Ge;
using testing::Le;

double kwh(const Series& series) {
  return series.mean(series.start, series.start + std::chrono::hours(24)) * 24 / 1000;
}

TEST(Days, ThereIsAHandfulAndTheirNamesDiffer) {
  std::set<std::string> names;
  for (const auto& day : embedded_days()) names.insert(day.name);
  EXPECT_EQ(names.size(), embedded_days().size());
  EXPECT_GE(names.size(), 4u);
  EXPECT_EQ(embedded_days().front().name, "2024-05-12");
}

TEST(Days, EachHasTwoFullDaysFromLocalMidnight) {
  for (const auto& day : embedded_days()) {
    SCOPED_TRACE(day.name);
    EXPECT_FALSE(day.text.empty());
    EXPECT_EQ(day.price_eur_kwh.step, std::chrono::hours(1));
    EXPECT_EQ(day.price_eur_kwh.values.size(), 48u);
    for (const auto* series : {&day.load_w, &day.pv_w, &day.load_forecast_w}) {
      EXPECT_EQ(series->start, day.start);
      EXPECT_EQ(series->step, std::chrono::minutes(30));
      EXPECT_EQ(series->values.size(), 96u);
      EXPECT_THAT(series->values, Each(Ge(0)));
      EXPECT_THAT(series->values, Each(Le(10'000)));
    }
    // Berlin is one hour ahead of UTC, two in summer.
    const std::string utc = format_time(day.start).substr(11);
    EXPECT_TRUE(utc == "23:00:00Z" || utc == "22:00:00Z") << utc;
    EXPECT_EQ(format_time(day.start + std::chrono::hours(2)).substr(0, 10), day.name);
  }
}

// What the text of each day promises: how low and how high its prices go, EUR/kWh, and how much of its load the sun
// covers.
struct Story {
  std::string_view day;
  double lowest_price, highest_price;
  double least_sun, most_sun;
};

constexpr Story stories[] = {
    {"2024-05-12", -0.13545, 0.07647, 1.5, 3.0},  //
    {"2024-04-28", -0.06518, 0.07923, 0.1, 0.5},  //
    {"2024-08-26", 0.01785, 0.23090, 1.0, 2.0},   //
    {"2024-10-15", 0.04100, 0.18500, 0.5, 2.0},   //
    {"2024-12-06", 0.00190, 0.15100, 0.1, 0.5},   //
    {"2024-12-12", 0.10700, 0.93628, 0.1, 0.5},
};

TEST(Days, TheStoriesAreTrue) {
  ASSERT_EQ(std::size(stories), embedded_days().size()) << "a new day needs its story here";
  for (std::size_t i = 0; i < std::size(stories); ++i) {
    const Day& day = embedded_days()[i];
    const Story& story = stories[i];
    SCOPED_TRACE(day.name);
    EXPECT_EQ(day.name, story.day);
    const auto first = day.price_eur_kwh.values.begin();
    const auto [low, high] = std::minmax_element(first, first + 24);
    EXPECT_NEAR(*low, story.lowest_price, 0.001);
    EXPECT_NEAR(*high, story.highest_price, 0.001);
    EXPECT_GE(kwh(day.pv_w), story.least_sun * kwh(day.load_w));
    EXPECT_LE(kwh(day.pv_w), story.most_sun * kwh(day.load_w));
  }
}

TEST(Days, TheSunDoesNotShineAtMidnight) {
  for (const auto& day : embedded_days()) {
    EXPECT_EQ(day.pv_w.at(day.start), 0) << day.name;
    EXPECT_GT(day.pv_w.mean(day.start + std::chrono::hours(10), day.start + std::chrono::hours(15)), 0) << day.name;
  }
}

}  // namespace
}  // namespace s2::devices
