// What a storage has said about itself.

#include "fake_battery.hpp"

#include <planner/bounds.hpp>
#include <planner/frbc_book.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using test::at;

const Id inverter{"inverter"}, pause_timer{"pause"};

frbc::SystemDescription description(std::string_view id, Time valid_from,
                                    test::Style style = test::Style::three_modes) {
  test::BatteryNature nature;
  nature.style = style;
  auto message = test::describe(nature);
  message.message_id = Id(id);
  message.valid_from = valid_from;
  return message;
}

frbc::ActuatorStatus status(std::string_view mode) {
  return {Id{"s"}, inverter, Id(mode), 0, std::nullopt, std::nullopt};
}

TEST(FrbcBook, ADescriptionWaitsForItsTime) {
  FrbcBook book;
  book.take(description("now", at(10)), at(10));
  book.take(description("later", at(12)), at(10));
  EXPECT_EQ(book.description()->message_id, Id{"now"});
  EXPECT_FALSE(book.settle(at(11, 59)));
  EXPECT_TRUE(book.settle(at(12)));
  EXPECT_EQ(book.description()->message_id, Id{"later"});
}

TEST(FrbcBook, AClockAFewSecondsAheadIsNoFuture) {
  FrbcBook book;
  book.take(description("now", at(10) + Pace::skew), at(10));
  EXPECT_NE(book.description(), nullptr);
  FrbcBook other;
  other.take(description("later", at(10) + Pace::skew + Duration{1}), at(10));
  EXPECT_EQ(other.description(), nullptr);
}

TEST(FrbcBook, ARevokedDescriptionLeavesNone) {
  FrbcBook book;
  book.take(description("now", at(10)), at(10));
  book.take(description("later", at(12)), at(10));
  book.revoke(Id{"now"});
  EXPECT_EQ(book.description(), nullptr);
  book.revoke(Id{"later"});
  EXPECT_FALSE(book.settle(at(12)));
}

TEST(FrbcBook, KeepsABoundedNumberOfPlans) {
  FrbcBook book;
  book.take(description("now", at(0)), at(0));
  for (int n = 1; n <= static_cast<int>(Bounds::scheduled) + 1; ++n) {
    book.take(description("later", at(n)), at(0));
  }
  EXPECT_TRUE(book.settle(at(static_cast<int>(Bounds::scheduled))));
  EXPECT_FALSE(book.settle(at(100))) << "the last one was dropped";
}

TEST(FrbcBook, StatusesOfStrangersAreNotKept) {
  FrbcBook book;
  book.take(status("idle"), at(0));
  EXPECT_EQ(book.status(inverter), nullptr);
  book.take(description("now", at(0)), at(0));
  book.take(status("idle"), at(0));
  EXPECT_NE(book.status(inverter), nullptr);
}

TEST(FrbcBook, StatusesBeforeTheirDescriptionIsInForceAreKept) {
  FrbcBook book;
  book.take(description("later", at(1)), at(0));
  book.take(status("idle"), at(0));
  EXPECT_NE(book.status(inverter), nullptr);
}

TEST(FrbcBook, ANewDescriptionCarriesOverWhatItKnows) {
  FrbcBook book;
  book.take(description("now", at(0)), at(0));
  book.take(status("idle"), at(0));
  auto renamed = description("next", at(0));
  book.take(renamed, at(0));
  EXPECT_NE(book.status(inverter), nullptr);
  renamed.actuators.front().id = Id{"another"};
  book.take(renamed, at(0));
  EXPECT_EQ(book.status(inverter), nullptr);
}

TEST(FrbcBook, AReportedMovePredictsItsTimers) {
  FrbcBook book;
  book.take(description("now", at(0), test::Style::with_timer), at(0));
  book.take(status("charge"), at(0));
  auto moved = status("idle");
  moved.transition_timestamp = at(0, 5);
  book.take(moved, at(0, 6));
  EXPECT_TRUE(book.runs(inverter, pause_timer, at(0, 14, 59)));
  EXPECT_FALSE(book.runs(inverter, pause_timer, at(0, 15)));
  book.take(frbc::TimerStatus{Id{"t"}, pause_timer, inverter, at(0, 10)});
  EXPECT_FALSE(book.runs(inverter, pause_timer, at(0, 10))) << "the report overrules the prediction";
}

TEST(FrbcBook, LossesDependOnTheLevel) {
  FrbcBook book;
  book.take(frbc::LeakageBehaviour{Id{"l"}, at(0), {{{0, 50}, 0.1}, {{50, 100}, 0.2}}}, at(0));
  EXPECT_EQ(book.leakage(49), 0.1);
  EXPECT_EQ(book.leakage(50), 0.2);
  EXPECT_EQ(book.leakage(100), 0.2) << "the highest band owns its end";
  EXPECT_EQ(book.leakage(101), 0);
}

TEST(FrbcBook, UsageAndTargetsHoldOverTheirSpans) {
  FrbcBook book;
  constexpr Duration hour{3'600'000};
  book.take(frbc::UsageForecast{Id{"u"}, at(1), {{hour, {}, {}, {}, 0.001, {}, {}, {}}}}, at(0));
  EXPECT_DOUBLE_EQ(book.usage(at(0), at(1, 30)), 1.8);
  book.take(frbc::FillLevelTargetProfile{Id{"t"}, at(1), {{hour, {0, 100}}, {hour, {80, 90}}}}, at(0));
  EXPECT_FALSE(book.target(at(0), at(0, 30)));
  EXPECT_EQ(*book.target(at(1, 30), at(2, 30)), (NumberRange{80, 90}));
}

}  // namespace
}  // namespace s2::planner
