// Messages that wait for their answer.

#include "allocations.hpp"

#include <s2/base/limits.hpp>
#include <session/ledger.hpp>

#include <gtest/gtest.h>

namespace s2::session {
namespace {

void expect(Ledger& ledger, const char* id, std::int64_t due_s, Kind kind = Kind::PowerMeasurement) {
  Waiting& waiting = ledger.expect();
  waiting.message_id = Id(id);
  waiting.digest = digest_of(waiting.message_id);
  waiting.kind = kind;
  waiting.due = Time{due_s, 0};
  waiting.course.reset();
}

bool settle(Ledger& ledger, const char* id) {
  if (!ledger.find(Id(id))) return false;
  ledger.settle();
  return true;
}

TEST(Ledger, AnAnswerTakesOutTheOldestMessageWithItsId) {
  Ledger ledger;
  expect(ledger, "xxx", 10, Kind::PowerMeasurement);
  expect(ledger, "xxx", 11, Kind::PowerForecast);
  EXPECT_EQ(ledger.find(Id("xxx"))->kind, Kind::PowerMeasurement);
  ledger.settle();
  EXPECT_EQ(ledger.find(Id("xxx"))->kind, Kind::PowerForecast);
  ledger.settle();
  EXPECT_FALSE(ledger.find(Id("xxx")));
  EXPECT_EQ(ledger.size(), 0U);
}

TEST(Ledger, AnAnswerToNothingIsNoticed) {
  Ledger ledger;
  EXPECT_FALSE(ledger.find(Id("anything")));
  expect(ledger, "m1", 10);
  EXPECT_FALSE(ledger.find(Id("m2")));
  EXPECT_FALSE(ledger.find(nil_id()));
  EXPECT_EQ(ledger.size(), 1U);
}

TEST(Ledger, TheTextOfALargeMessageGoesWithIt) {
  Ledger ledger;
  expect(ledger, "m1", 10);
  const std::string text(100'000, 'x');
  const std::size_t before = tests::allocated_bytes();
  ledger.keep(text);
  EXPECT_GT(tests::allocated_bytes(), before);
  EXPECT_TRUE(settle(ledger, "m1"));
  EXPECT_EQ(tests::allocated_bytes(), before);
}

TEST(Ledger, AnAnswerMayComeInAnyOrderAndLetterCase) {
  Ledger ledger;
  expect(ledger, "AB3E4567-E89B-12D3-A456-426614174000", 10);
  expect(ledger, "m2", 10);
  EXPECT_TRUE(settle(ledger, "m2"));
  EXPECT_TRUE(settle(ledger, "ab3e4567-e89b-12d3-a456-426614174000"));
}

TEST(Ledger, WhatWasSentLatelyAndIsNotAnsweredIsWaitedFor) {
  Ledger ledger;
  expect(ledger, "m1", 10);
  expect(ledger, "m2", 12);
  ledger.find(Id("m1"))->sent = Time{1, 0};
  ledger.find(Id("m2"))->sent = Time{2, 0};
  EXPECT_TRUE(ledger.waits(digest_of(Id("m1")), Time{0, 0}));
  EXPECT_FALSE(ledger.waits(digest_of(Id("m1")), Time{1, 0}));
  EXPECT_FALSE(ledger.waits(digest_of(Id("m3")), Time{0, 0}));
  ASSERT_TRUE(ledger.find(Id("m2")));
  ledger.repeat_at(Time{20, 0});
  EXPECT_TRUE(ledger.waits(digest_of(Id("m2")), Time{15, 0})) << "it will be sent again";
  EXPECT_TRUE(settle(ledger, "m1"));
  EXPECT_FALSE(ledger.waits(digest_of(Id("m1")), Time{0, 0}));
}

TEST(Ledger, WhatWasAnsweredAfterAllIsNotRepeated) {
  Ledger ledger;
  expect(ledger, "m1", 10);
  ledger.keep("frame");
  ASSERT_TRUE(ledger.find(Id("m1")));
  ledger.repeat_at(Time{20, 0});
  Waiting out;
  EXPECT_FALSE(ledger.was_answered(Id("m2"), out));
  ASSERT_TRUE(ledger.was_answered(Id("m1"), out));
  EXPECT_EQ(out.message_id, Id("m1"));
  EXPECT_FALSE(ledger.due_repeat(Time{20, 0}, out));
  EXPECT_EQ(ledger.size(), 0U);
}

TEST(Ledger, WhatIsOverdueIsReportedOnceAndGoesOnWaiting) {
  Ledger ledger;
  expect(ledger, "m1", 10);
  expect(ledger, "m2", 12);
  EXPECT_EQ(ledger.next_due(), (Time{10, 0}));
  EXPECT_FALSE(ledger.overdue(Time{9, 999'999'999}));
  ASSERT_TRUE(ledger.overdue(Time{10, 0}));
  EXPECT_FALSE(ledger.overdue(Time{11, 0}));
  EXPECT_EQ(ledger.next_due(), (Time{12, 0}));
  EXPECT_EQ(ledger.overdue(Time{100, 0})->message_id, Id("m2"));
  EXPECT_FALSE(ledger.next_due());
  EXPECT_EQ(ledger.size(), 2U);
  EXPECT_TRUE(settle(ledger, "m1"));
}

TEST(Ledger, HasRoomForItsLimitAndThenForgetsOnlyWhatIsOverdue) {
  Ledger ledger;
  for (std::size_t i = 0; i < Limits::unanswered; ++i) {
    ASSERT_TRUE(ledger.make_room()) << i;
    expect(ledger, "m1", 10);
  }
  EXPECT_FALSE(ledger.make_room());
  EXPECT_EQ(ledger.size(), Limits::unanswered);
  std::size_t overdue = 0;
  while (ledger.overdue(Time{10, 0})) ++overdue;
  EXPECT_EQ(overdue, Limits::unanswered);
  EXPECT_TRUE(ledger.make_room());
  EXPECT_EQ(ledger.size(), Limits::unanswered - 1);
}

TEST(Ledger, AMessageThatIsRepeatedWaitsForItsMomentAndNotForAnAnswer) {
  Ledger ledger;
  expect(ledger, "m1", 10);
  ledger.keep("text");
  ASSERT_TRUE(ledger.find(Id("m1")));
  ledger.repeat_at(Time{11, 0});
  EXPECT_FALSE(ledger.find(Id("m1")));
  EXPECT_EQ(ledger.size(), 1U);
  EXPECT_EQ(ledger.next_due(), (Time{11, 0}));
  Waiting again;
  EXPECT_FALSE(ledger.due_repeat(Time{10, 999'000'000}, again));
  ASSERT_TRUE(ledger.due_repeat(Time{11, 0}, again));
  EXPECT_EQ(again.frame, "text");
  EXPECT_EQ(ledger.size(), 0U);
}

TEST(Ledger, OnlyTheNewestOfACourseIsRepeated) {
  const Message level = frbc::StorageStatus{.message_id = Id("m1"), .present_fill_level = 1};
  frbc::TimerStatus timer;
  timer.timer_id = Id("t1");
  frbc::TimerStatus other = timer;
  other.timer_id = Id("t2");
  EXPECT_EQ(course_of(level), course_of(frbc::StorageStatus{.message_id = Id("m2"), .present_fill_level = 2}));
  EXPECT_NE(course_of(level), course_of(timer));
  EXPECT_NE(course_of(timer), course_of(other));
  EXPECT_FALSE(course_of(InstructionStatusUpdate{}));

  Ledger ledger;
  expect(ledger, "m1", 10);
  ledger.find(Id("m1"))->course = course_of(level);
  ledger.repeat_at(Time{11, 0});
  Waiting gone;
  EXPECT_FALSE(ledger.overtaken(course_of(timer), gone));
  EXPECT_TRUE(ledger.overtaken(course_of(level), gone));
  EXPECT_EQ(gone.message_id, Id("m1"));
  EXPECT_EQ(ledger.size(), 0U);
}

TEST(Ledger, AnObjectIsOvertakenByItsRevocation) {
  frbc::Instruction instruction;
  instruction.id = Id("i1");
  RevokeObject revocation;
  revocation.object_id = Id("i1");
  EXPECT_EQ(course_of(instruction), course_of(revocation));
  instruction.id = Id("i2");
  EXPECT_NE(course_of(instruction), course_of(revocation));
}

TEST(Ledger, WhatWaitsForItsAnswerIsNotRepeatedOnceItIsOvertaken) {
  const auto course = course_of(frbc::StorageStatus{});
  Ledger ledger;
  for (const char* id : {"m1", "m2"}) {
    expect(ledger, id, 10);
    ledger.keep("text");
  }
  ledger.find(Id("m1"))->course = course;
  ledger.overtake(*course);
  EXPECT_TRUE(ledger.find(Id("m1"))->frame.empty());
  EXPECT_EQ(ledger.find(Id("m2"))->frame, "text");
}

TEST(Ledger, AChangeOfControlTypeLeavesNothingToRepeatButItsSelection) {
  Ledger ledger;
  expect(ledger, "m1", 10);
  ledger.keep("text");
  expect(ledger, "m2", 10, Kind::SelectControlType);
  ledger.keep("text");
  ledger.overtake({});
  EXPECT_EQ(ledger.find(Id("m1"))->frame, "");
  EXPECT_EQ(ledger.find(Id("m2"))->frame, "text");
  ledger.repeat_at(Time{11, 0});
  Waiting gone;
  EXPECT_FALSE(ledger.overtaken({}, gone));
}

TEST(Ledger, TextsAreKeptUpToALimitOfBytes) {
  Ledger ledger;
  const std::string half(Limits::repeatable_bytes / 2, 'x');
  for (const char* id : {"m1", "m2", "m3"}) {
    expect(ledger, id, 10);
    ledger.keep(half);
  }
  EXPECT_EQ(ledger.find(Id("m2"))->frame.size(), half.size());
  EXPECT_TRUE(ledger.find(Id("m3"))->frame.empty());
  EXPECT_TRUE(settle(ledger, "m1"));
  expect(ledger, "m4", 10);
  ledger.keep(half);
  EXPECT_FALSE(ledger.find(Id("m4"))->frame.empty());
}

}  // namespace
}  // namespace s2::session
