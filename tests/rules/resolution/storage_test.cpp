// The course of a fill level.

#include "home.hpp"

#include <s2/storage.hpp>

#include <gtest/gtest.h>

#include <random>

namespace s2 {
namespace {

using namespace tests;
using std::chrono::hours;
using std::chrono::seconds;

frbc::UsageForecast usage_of(std::initializer_list<std::pair<Duration, double>> elements) {
  frbc::UsageForecast usage{Id("m"), noon, {}};
  for (const auto& [duration, rate] : elements) {
    frbc::UsageForecastElement element;
    element.duration = duration;
    element.usage_rate_expected = rate;
    usage.elements.push_back(element);
  }
  return usage;
}

TEST(Storage, WithoutAnythingTheLevelStays) {
  EXPECT_EQ(level_after({}, 12, noon, hours(5)), 12);
  EXPECT_EQ(seconds_to_level({}, 12, 13, noon), std::nullopt);
  EXPECT_EQ(seconds_to_level({}, 12, 12, noon), 0);
}

TEST(Storage, UsageFollowsItsForecastAndIsNothingOutsideIt) {
  const auto usage = usage_of({{seconds(100), 0.1}, {Duration(0), 55}, {seconds(100), 0.2}});
  const StorageFlow flow{{}, nullptr, &usage};
  EXPECT_NEAR(level_after(flow, 50, noon, seconds(100)), 40, 1e-9);
  EXPECT_NEAR(level_after(flow, 50, noon, seconds(150)), 30, 1e-9);
  EXPECT_NEAR(level_after(flow, 50, noon, hours(3)), 20, 1e-9);
  EXPECT_NEAR(level_after(flow, 50, noon - seconds(100), seconds(150)), 45, 1e-9);
  EXPECT_NEAR(level_after(flow, 50, noon + seconds(150), hours(1)), 40, 1e-9);
  EXPECT_NEAR(*seconds_to_level(flow, 50, 35, noon), 125, 1e-9);
}

TEST(Storage, LeakageDependsOnTheLevel) {
  const frbc::LeakageBehaviour leakage{Id("m"), noon, {{{50, 100}, 0.2}, {{0, 50}, 0.1}}};
  const StorageFlow flow{{}, &leakage, nullptr};
  EXPECT_NEAR(level_after(flow, 60, noon, seconds(50)), 50, 1e-9);
  EXPECT_NEAR(level_after(flow, 60, noon, seconds(150)), 40, 1e-9);
}

TEST(Storage, ALevelBetweenRiseAndFallStaysOnTheBorder) {
  const auto mode = filling_mode("m", {{{0, 80}, {0.1, 0.1}, {1000, 1000}}, {{80, 100}, {-0.1, -0.1}, {0, 0}}});
  const StorageFlow flow{{{&mode, 0}}};
  EXPECT_EQ(level_after(flow, 79, noon, hours(1)), 80);
  EXPECT_EQ(level_after(flow, 81, noon, hours(1)), 80);
  EXPECT_LE(storage_course(flow, 79, noon, hours(1)).size(), 2U);
}

TEST(Storage, OutsideAllBandsTheNearestCounts) {
  const auto mode = filling_mode("m", {{{0, 100}, {0.1, 0.1}, {1000, 1000}}});
  EXPECT_NEAR(level_after({{{&mode, 0}}}, 100, noon, seconds(10)), 101, 1e-9);
}

TEST(Storage, ACourseHasNoGapsAndTheTimeToALevelIsThatOfTheCourse) {
  std::mt19937_64 chance(4);
  std::uniform_real_distribution<double> rate(-0.02, 0.05);
  std::uniform_real_distribution<double> level(0, 100);
  for (int i = 0; i < 500; ++i) {
    const auto one = filling_mode(
        "a", {{{0, 40}, {rate(chance), rate(chance)}, {0, 100}}, {{40, 100}, {rate(chance), rate(chance)}, {0, 100}}});
    const auto other = filling_mode(
        "b", {{{0, 70}, {rate(chance), rate(chance)}, {0, 100}}, {{70, 100}, {rate(chance), rate(chance)}, {0, 100}}});
    const auto usage = usage_of({{seconds(300), rate(chance)}, {seconds(900), rate(chance)}});
    const StorageFlow flow{{{&one, 0.3}, {&other, 1}}, nullptr, &usage};
    const double start = level(chance);
    const auto course = storage_course(flow, start, noon, seconds(2000));
    ASSERT_FALSE(course.empty());
    double moment = 0;
    double reached = start;
    for (const StoragePiece& piece : course) {
      EXPECT_EQ(piece.from_s, moment);
      EXPECT_EQ(piece.level_from, reached);
      moment = piece.until_s;
      reached = piece.level_until;
    }
    EXPECT_EQ(moment, 2000);
    EXPECT_EQ(level_after(flow, start, noon, seconds(2000)), reached);
    const auto found = seconds_to_level(flow, start, reached, noon, seconds(2001));
    ASSERT_TRUE(found) << start << " to " << reached;
    EXPECT_LE(*found, 2000.001);
  }
}

TEST(Storage, NoForecastMakesACourseEndless) {
  frbc::UsageForecast usage{Id("m"), noon, {}};
  usage.elements.resize(10'000);
  for (auto& element : usage.elements) element.duration = seconds(1);
  EXPECT_EQ(storage_course({{}, nullptr, &usage}, 50, noon, hours(100)).size(), Limits::storage_pieces);
}

}  // namespace
}  // namespace s2
