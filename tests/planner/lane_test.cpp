// Orders, refusals and patience.

#include "fake_battery.hpp"

#include <planner/lane.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace s2::planner {
namespace {

using test::at;
using enum InstructionStatus;

const Id message{"message"}, instruction{"instruction"};

Lane sent_lane() {
  Lane lane;
  lane.sent(message, instruction, at(0));
  return lane;
}

TEST(Lane, IsOpenAtFirst) { EXPECT_TRUE(Lane{}.open(at(0))); }

TEST(Lane, CorrectionsWaitLongerThanOrders) {
  Lane lane = sent_lane();
  EXPECT_FALSE(lane.open(at(0)));
  EXPECT_TRUE(lane.open(at(0) + Pace::order));
  EXPECT_FALSE(lane.open_for_correction(at(0) + Pace::order));
  EXPECT_TRUE(lane.open_for_correction(at(0) + Pace::correction));
}

TEST(Lane, BothWaysOfRefusingCountTheSame) {
  Lane refused = sent_lane(), rejected = sent_lane();
  EXPECT_TRUE(refused.answered(message, ReceptionStatusValues::invalid_content, at(0)));
  rejected.answered(message, ReceptionStatusValues::ok, at(0));
  EXPECT_TRUE(rejected.reported(instruction, InstructionStatus::rejected, at(0)));
  for (const Lane& lane : {refused, rejected}) {
    EXPECT_FALSE(lane.stands());
    EXPECT_FALSE(lane.open(at(0) + BackOff::first - Duration{1}));
    EXPECT_TRUE(lane.open(at(0) + BackOff::first));
  }
}

TEST(Lane, PatienceDoublesUpToABound) {
  Lane lane;
  Time now = at(0);
  Duration expected = BackOff::first;
  for (int n = 0; n < 40; ++n) {
    lane.sent(message, instruction, now);
    lane.refused(now);
    EXPECT_TRUE(lane.silenced(now + expected - Duration{1}));
    EXPECT_FALSE(lane.silenced(now + expected));
    now = now + expected;
    expected = std::min(expected * 2, BackOff::longest);
  }
  EXPECT_EQ(expected, BackOff::longest);
}

TEST(Lane, SuccessAndTimeForgive) {
  Lane lane = sent_lane();
  lane.refused(at(0));
  lane.refused(at(0));
  lane.sent(message, instruction, at(1));
  lane.reported(instruction, succeeded, at(1));
  EXPECT_EQ(lane.refusals(), 0U);
  lane.refused(at(1));
  lane.refused(at(3));
  EXPECT_EQ(lane.refusals(), 1U);
}

TEST(Lane, WhatIsReportedOfAReplacedOrderIsHistory) {
  Lane lane = sent_lane();
  lane.sent(Id{"newer"}, Id{"newer-instruction"}, at(0, 1));
  EXPECT_FALSE(lane.reported(instruction, aborted, at(0, 1)));
  EXPECT_TRUE(lane.stands());
}

TEST(Lane, TheMessageIdIsAcceptedForTheInstruction) {
  Lane lane = sent_lane();
  EXPECT_TRUE(lane.reported(message, InstructionStatus::rejected, at(0)));
}

TEST(Lane, NoAnswerIsARefusal) {
  Lane lane = sent_lane();
  lane.give_up(at(0) + Pace::answer - Duration{1});
  EXPECT_TRUE(lane.stands());
  lane.give_up(at(0) + Pace::answer);
  EXPECT_FALSE(lane.stands());
}

TEST(Lane, AnswersToOthersAreNotOurs) {
  Lane lane = sent_lane();
  EXPECT_FALSE(lane.answered(Id{"other"}, ReceptionStatusValues::invalid_content, at(0)));
  EXPECT_TRUE(lane.waits());
}

}  // namespace
}  // namespace s2::planner
