// What a peer, or an application that does not listen, can make a session hold: each limit at N and N+1.

#include "pair.hpp"

#include <codec/utf8.hpp>
#include <s2/base/limits.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

using tests::controlled_rm;
using tests::fill_level;
using tests::quiet;

// An instruction of the peer with this number.
std::string instruction_frame(std::size_t i) {
  auto message = tests::instruction(Id("i-" + std::to_string(i)));
  message.message_id = Id("p-" + std::to_string(i + 10));
  return encode(message, Profile::v1_0_0).value();
}

// The same, out of its range: it is refused, which is told and remembered as well.
std::string bad_instruction_frame(std::size_t i) {
  auto message = tests::instruction(Id("i-" + std::to_string(i)));
  message.message_id = Id("p-" + std::to_string(i + 10));
  message.operation_mode_factor = 2;
  return encode(message, Profile::v1_0_0).value();
}

TEST(SessionLimits, AsManyMessagesOfOursMayBeUnansweredAndNoMore) {
  RmSession rm = controlled_rm();
  for (std::size_t i = 0; i < Limits::unanswered; ++i) {
    ASSERT_TRUE(rm.send(fill_level(1), Time{})) << i;
    quiet(rm);
  }
  EXPECT_EQ(rm.unanswered(), Limits::unanswered);
  const auto one_more = rm.send(fill_level(1), Time{});
  ASSERT_FALSE(one_more);
  EXPECT_EQ(one_more.error().rule, "S2CPP-UNANSWERED");
  EXPECT_FALSE(rm.next_frame());
  // An overdue message makes room; the peer may be one of those that never answer.
  rm.wake(Time{10, 0});
  EXPECT_TRUE(rm.send(fill_level(1), Time{10, 0}));
  EXPECT_EQ(rm.unanswered(), Limits::unanswered);
}

TEST(SessionLimits, AnApplicationThatTakesNoEventsMakesThePeerWait) {
  RmSession rm = controlled_rm();
  std::size_t sent = 0;
  for (; sent < Limits::queued_events; ++sent) {
    rm.receive(bad_instruction_frame(sent), Time{});
    ASSERT_NE(rm.next_frame()->find(R"("status":"INVALID_CONTENT")"), std::string::npos) << sent;
  }
  rm.receive(instruction_frame(sent), Time{});
  EXPECT_NE(rm.next_frame()->find(R"("status":"TEMPORARY_ERROR")"), std::string::npos);
  rm.receive("no JSON", Time{});  // answered, but not told any more
  EXPECT_NE(rm.next_frame()->find(R"("status":"INVALID_DATA")"), std::string::npos);

  // The same message is taken when there is room again, for nothing of it was remembered.
  ASSERT_TRUE(rm.next_event());
  rm.receive(instruction_frame(sent), Time{});
  EXPECT_NE(rm.next_frame()->find(R"("status":"OK")"), std::string::npos);
  std::size_t events = 0;
  while (rm.next_event()) ++events;
  EXPECT_EQ(events, Limits::queued_events);
}

TEST(SessionLimits, AsManyInstructionsMayBeOpenAndOneMoreHasToWait) {
  RmSession rm = controlled_rm();
  for (std::size_t i = 0; i < Limits::open_instructions; ++i) {
    rm.receive(instruction_frame(i), Time{});
    ASSERT_NE(rm.next_frame()->find(R"("status":"OK")"), std::string::npos) << i;
    quiet(rm);
  }
  rm.receive(instruction_frame(Limits::open_instructions), Time{});
  EXPECT_NE(rm.next_frame()->find(R"("status":"TEMPORARY_ERROR")"), std::string::npos);
  EXPECT_EQ(rm.counters().turned_away, 1U);
  ASSERT_TRUE(rm.report(Id("i-0"), InstructionStatus::aborted, Time{}));
  quiet(rm);
  rm.receive(instruction_frame(Limits::open_instructions), Time{});
  EXPECT_NE(rm.next_frame()->find(R"("status":"OK")"), std::string::npos);
}

TEST(SessionLimits, ASessionWhoseFramesNobodyTakesEnds) {
  RmSession rm = controlled_rm();
  for (std::size_t i = 0; i < Limits::queued_frames; ++i) {
    rm.receive("no JSON", Time{});
    while (rm.next_event()) {
    }
  }
  EXPECT_FALSE(rm.ended());
  const auto refused = rm.send(fill_level(1), Time{});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().rule, "S2CPP-NOT-DRAINED");

  rm.receive("no JSON", Time{});
  EXPECT_TRUE(rm.ended());
  const auto event = rm.next_event();
  ASSERT_TRUE(event);
  EXPECT_EQ(std::get<Ended>(*event).reason, EndReason::not_drained);
  EXPECT_FALSE(rm.next_event());
  std::size_t frames = 0;
  while (rm.next_frame()) ++frames;
  EXPECT_EQ(frames, Limits::queued_frames);
}

TEST(SessionLimits, ARepeatedMessageIsKnownUntilItsAnswerIsForgotten) {
  RmSession rm = controlled_rm();  // one answer is remembered already
  rm.receive(instruction_frame(0), Time{});
  quiet(rm);
  const auto repeat = [&rm] {
    rm.receive(instruction_frame(0), Time{});
    const auto event = rm.next_event();
    quiet(rm);
    return std::holds_alternative<Noticed>(*event);
  };
  for (std::size_t i = 1; i < Limits::remembered_answers; ++i) {
    rm.receive(bad_instruction_frame(i), Time{});
    quiet(rm);
  }
  EXPECT_TRUE(repeat());
  rm.receive(bad_instruction_frame(Limits::remembered_answers), Time{});
  quiet(rm);
  EXPECT_FALSE(repeat());  // forgotten: judged again, and refused because its instruction id is used
}

TEST(SessionLimits, AFrameOfOursIsNoLongerThanAPeerHasToRead) {
  SessionOptions options;
  options.start = Start::connected;
  RmSession rm(options, tests::resource(), tests::numbered_ids("rm-"), Time{});
  quiet(rm);
  auto details = tests::resource();
  details.message_id = Id("m1");
  details.name = "";
  const std::size_t size = encode(details, Profile::v1_0_0).value().size();
  details.name = std::string(Limits::frame_bytes - size, 'x');
  EXPECT_TRUE(rm.send(details, Time{}));
  EXPECT_EQ(rm.next_frame()->size(), Limits::frame_bytes);
  *details.name += 'x';
  const auto refused = rm.send(details, Time{});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().rule, "GEN-013");
  EXPECT_FALSE(rm.next_frame());
}

// All text that comes out of a session in answer to a frame.
void expect_readable(RmSession& rm, const std::string& frame) {
  rm.receive(frame, Time{});
  while (const auto out = rm.next_frame()) {
    EXPECT_EQ(codec::valid_utf8_prefix(*out), out->size());
    EXPECT_LE(out->size(), 2 * Limits::diagnostic_bytes + 1000) << frame.substr(0, 100);
  }
  while (const auto event = rm.next_event()) {
    const auto fits = [](const std::string& text, std::size_t bytes) {
      EXPECT_EQ(codec::valid_utf8_prefix(text), text.size());
      EXPECT_LE(text.size(), bytes + std::string("…").size());
    };
    if (const auto* refused = std::get_if<Refused>(&*event)) {
      fits(refused->frame, Limits::shown_frame_bytes);
      for (const auto& finding : refused->findings) {
        fits(finding.pointer, Limits::shown_frame_bytes);
        fits(finding.value, Limits::finding_value_bytes);
        fits(finding.text, Limits::shown_frame_bytes);
      }
    }
    if (const auto* answered = std::get_if<Answered>(&*event)) fits(answered->diagnostic, Limits::shown_frame_bytes);
    if (const auto* noticed = std::get_if<Noticed>(&*event)) fits(noticed->finding.text, 3 * Limits::shown_frame_bytes);
    if (const auto* ended = std::get_if<Ended>(&*event)) fits(ended->text, 2 * Limits::shown_frame_bytes);
  }
}

TEST(SessionLimits, WhatIsSaidAboutAFrameIsShortAndReadable) {
  const std::string big(900'000, 'x');
  for (const std::string& frame :
       {std::string("\xFF\xFE\x00garbage\x80", 12), std::string(5000, '\xC3'), std::string(341, 'a') + "€€€€" + big,
        R"({"message_type":"FRBC.Instruction","message_id":"p-2",")" + big + R"(":1})",
        R"({"message_type":")" + big + R"(","message_id":"p-2"})",
        R"({"message_type":"SelectControlType","message_id":"p-2","control_type":")" + big + R"("})",
        R"({"message_type":"ReceptionStatus","subject_message_id":")" + big + R"(","status":"OK"})",
        R"({"message_type":"ReceptionStatus","subject_message_id":"rm-1","status":"OK","diagnostic_label":")" + big +
            R"("})",
        R"({"message_type":"SessionRequest","message_id":"p-3","request":"TERMINATE","diagnostic_label":")" + big +
            R"("})"}) {
    RmSession rm = controlled_rm();
    expect_readable(rm, frame);
  }
}

TEST(SessionLimits, LongIdsAreNotHoarded) {
  // An id of 900 kB is legal. It is answered, which takes as much, and then forgotten but for 16 bytes.
  RmSession rm = controlled_rm();
  const Id id(std::string(900'000, 'i'));
  auto message = tests::instruction(Id("i-1"));
  message.message_id = id;
  const std::string frame = encode(message, Profile::v1_0_0).value();
  rm.receive(frame, Time{});
  EXPECT_NE(rm.next_frame()->find(R"("status":"OK")"), std::string::npos);
  EXPECT_TRUE(std::holds_alternative<Received>(*rm.next_event()));
  rm.receive(frame, Time{});
  EXPECT_EQ(std::get<Noticed>(*rm.next_event()).finding.rule, "GEN-019");
}

}  // namespace
}  // namespace s2
