// Values over time.

#include "fake_battery.hpp"

#include <planner/timeline.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using test::at;

struct Element {
  Duration duration;
  int value;
};
constexpr Duration hour{3'600'000};

void replace(Timeline<int>& timeline, Time start, std::vector<Element> elements, Time now = at(0)) {
  timeline.replace(start, elements, now, [](const Element& element) { return element.value; });
}

TEST(Timeline, ElementsFollowEachOther) {
  Timeline<int> timeline;
  replace(timeline, at(10), {{hour, 1}, {hour, 2}});
  EXPECT_EQ(timeline.at(at(9, 59)), nullptr);
  EXPECT_EQ(*timeline.at(at(10)), 1);
  EXPECT_EQ(*timeline.at(at(11)), 2);
  EXPECT_EQ(timeline.at(at(12)), nullptr);
}

TEST(Timeline, NewerElementsReplaceFromTheirStartOn) {
  Timeline<int> timeline;
  replace(timeline, at(10), {{hour, 1}, {hour, 2}, {hour, 3}});
  replace(timeline, at(10, 30), {{hour, 9}});
  EXPECT_EQ(*timeline.at(at(10, 15)), 1);
  EXPECT_EQ(*timeline.at(at(10, 45)), 9);
  EXPECT_EQ(timeline.at(at(11, 45)), nullptr);
}

TEST(Timeline, WhatIsPastIsForgotten) {
  Timeline<int> timeline;
  replace(timeline, at(10), {{hour, 1}, {hour, 2}});
  replace(timeline, at(14), {{hour, 3}}, at(13));
  EXPECT_EQ(timeline.size(), 1U);
}

TEST(Timeline, VisitsWhatOverlaps) {
  Timeline<int> timeline;
  replace(timeline, at(10), {{hour, 1}, {hour, 2}});
  double sum = 0;
  timeline.within(at(10, 30), at(11, 15), [&](int value, double seconds) { sum += value * seconds; });
  EXPECT_DOUBLE_EQ(sum, 1 * 1800 + 2 * 900);
}

TEST(Timeline, KeepsNoMoreThanItsBound) {
  Timeline<int> timeline;
  const std::vector<Element> largest(288, {Duration{1'000}, 1});
  Time start = at(0);
  for (int message = 0; message < 3; ++message) {
    replace(timeline, start, largest);
    start = start + Duration{288'000};
    EXPECT_LE(timeline.size(), Bounds::timeline_spans);
  }
  EXPECT_EQ(timeline.size(), Bounds::timeline_spans);
}

}  // namespace
}  // namespace s2::planner
