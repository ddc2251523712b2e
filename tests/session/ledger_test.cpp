// Messages that wait for their answer.

#include <s2/base/limits.hpp>
#include <session/ledger.hpp>

#include <gtest/gtest.h>

namespace s2::session {
namespace {

Waiting waiting(const char* id, std::int64_t due_s, Kind kind = Kind::PowerMeasurement) {
  return {Id(id), kind, Time{due_s, 0}};
}

Waiting selection(const char* id, ControlType control_type) {
  Waiting message = waiting(id, 10, Kind::SelectControlType);
  message.selects = control_type;
  return message;
}

TEST(Ledger, AnAnswerTakesOutTheOldestMessageWithItsId) {
  Ledger ledger;
  ledger.expect(waiting("xxx", 10, Kind::PowerMeasurement));
  ledger.expect(waiting("xxx", 11, Kind::PowerForecast));
  EXPECT_EQ(ledger.settle(Id("xxx"))->kind, Kind::PowerMeasurement);
  EXPECT_EQ(ledger.settle(Id("xxx"))->kind, Kind::PowerForecast);
  EXPECT_FALSE(ledger.settle(Id("xxx")));
  EXPECT_EQ(ledger.size(), 0U);
}

TEST(Ledger, AnAnswerToNothingIsNoticed) {
  Ledger ledger;
  EXPECT_FALSE(ledger.settle(Id("anything")));
  ledger.expect(waiting("m1", 10));
  EXPECT_FALSE(ledger.settle(Id("m2")));
  EXPECT_FALSE(ledger.settle(nil_id()));
  EXPECT_EQ(ledger.size(), 1U);
}

TEST(Ledger, AnAnswerMayComeInAnyOrderAndLetterCase) {
  Ledger ledger;
  ledger.expect(waiting("AB3E4567-E89B-12D3-A456-426614174000", 10));
  ledger.expect(waiting("m2", 10));
  EXPECT_TRUE(ledger.settle(Id("m2")));
  EXPECT_TRUE(ledger.settle(Id("ab3e4567-e89b-12d3-a456-426614174000")));
}

TEST(Ledger, WhatIsOverdueIsReportedOnceAndGoesOnWaiting) {
  Ledger ledger;
  ledger.expect(waiting("m1", 10));
  ledger.expect(waiting("m2", 12));
  EXPECT_EQ(ledger.next_due(), (Time{10, 0}));
  EXPECT_TRUE(ledger.overdue(Time{9, 999'999'999}).empty());
  ASSERT_EQ(ledger.overdue(Time{10, 0}).size(), 1U);
  EXPECT_TRUE(ledger.overdue(Time{11, 0}).empty());
  EXPECT_EQ(ledger.next_due(), (Time{12, 0}));
  EXPECT_EQ(ledger.overdue(Time{100, 0}).front().message_id, Id("m2"));
  EXPECT_FALSE(ledger.next_due());
  EXPECT_EQ(ledger.size(), 2U);
  EXPECT_TRUE(ledger.settle(Id("m1")));
}

TEST(Ledger, HasRoomForItsLimitAndThenForgetsOnlyWhatIsOverdue) {
  Ledger ledger;
  for (std::size_t i = 0; i < Limits::unanswered; ++i) {
    ASSERT_TRUE(ledger.make_room()) << i;
    ledger.expect(waiting("m1", 10));
  }
  EXPECT_FALSE(ledger.make_room());
  EXPECT_EQ(ledger.size(), Limits::unanswered);
  EXPECT_EQ(ledger.overdue(Time{10, 0}).size(), Limits::unanswered);
  EXPECT_TRUE(ledger.make_room());
  EXPECT_EQ(ledger.size(), Limits::unanswered - 1);
}

TEST(Ledger, KnowsWhichSelectionsAreUndecided) {
  Ledger ledger;
  ledger.expect(selection("m1", ControlType::fill_rate_based_control));
  ledger.expect(selection("m2", ControlType::power_envelope_based_control));
  ledger.expect(selection("m3", ControlType::no_selection));
  EXPECT_TRUE(ledger.is_selecting(ControlType::fill_rate_based_control));
  EXPECT_FALSE(ledger.is_selecting(ControlType::not_controllable));
  ledger.decide_selection(ControlType::power_envelope_based_control);
  EXPECT_FALSE(ledger.is_selecting(ControlType::fill_rate_based_control));
  EXPECT_FALSE(ledger.is_selecting(ControlType::power_envelope_based_control));
  EXPECT_TRUE(ledger.is_selecting(ControlType::no_selection));
  EXPECT_FALSE(ledger.settle(Id("m1"))->selects);
}

}  // namespace
}  // namespace s2::session
