// The message inside a record.

#include <input/frame.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

const std::string message = R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":1.50})";
const std::string start = R"({"t":"2024-06-21T12:00:00Z","dir":"cem>rm","rm":"pv",)";

Record record(std::string text) {
  Record made;
  made.bytes = text.size();
  made.text = std::move(text);
  return made;
}

TEST(Frame, ABareMessageIsItselfAlsoInARecording) {
  for (const bool in_recording : {false, true}) {
    const Record one = record(message);
    const Frame frame = frame_of(one, in_recording);
    EXPECT_EQ(frame.text(one), message);
    EXPECT_EQ(frame.offset, 0U);
    EXPECT_FALSE(frame.trouble);
  }
}

TEST(Frame, AMessageIsTakenOutOfALineExactlyAsItStands) {
  for (const bool in_recording : {false, true}) {
    const Record one = record(start + "\"msg\": " + message + " }");
    const Frame frame = frame_of(one, in_recording);
    EXPECT_EQ(frame.text(one), message);
    EXPECT_EQ(one.text.substr(frame.offset, message.size()), message);
  }
}

TEST(Frame, AFrameThatWasNoMessageIsTakenOutOfItsString) {
  const Record one = record(start + R"("raw":"say \"hello\"\n"})");
  EXPECT_EQ(frame_of(one, true).text(one), "say \"hello\"\n");
  const Record empty = record(start + R"("raw":""})");
  EXPECT_EQ(frame_of(empty, true).text(empty), "");
  EXPECT_FALSE(frame_of(empty, true).trouble);
}

TEST(Frame, ALineOfARecordingThatIsNoneIsTroubleWithTheFile) {
  const Frame frame = frame_of(record("{\"t\":\"noon\"}"), true);
  ASSERT_TRUE(frame.trouble);
  EXPECT_EQ(frame.trouble->rule, "S2CPP-LOG");
  EXPECT_EQ(frame.trouble->severity, Severity::error);
  EXPECT_FALSE(frame.was_sent);
}

TEST(Frame, ATornLastLineOfARecordingIsAWarning) {
  Record torn = record(start + R"("msg":{"mess)");
  torn.torn = true;
  const Frame frame = frame_of(torn, true);
  ASSERT_TRUE(frame.trouble);
  EXPECT_EQ(frame.trouble->severity, Severity::warning);
}

TEST(Frame, ARecordTooLongToBeKeptIsAFrameTooLarge) {
  Record large;
  large.bytes = 5'000'000;
  const Frame frame = frame_of(large, false);
  ASSERT_TRUE(frame.trouble);
  EXPECT_EQ(frame.trouble->rule, "GEN-013");
  EXPECT_TRUE(frame.was_sent);
}

TEST(Frame, OnlyAHeaderIsAHeader) {
  const auto header =
      header_of(record(R"({"s2log":1,"made_by":"x","started":"2024-06-21T12:00:00Z","profile":"0.0.2-beta"})"));
  ASSERT_TRUE(header);
  EXPECT_EQ(header->profile, Profile::v0_0_2_beta);
  EXPECT_FALSE(header_of(record(message)));
  EXPECT_FALSE(header_of(record(R"({"s2log":2})")));
  EXPECT_FALSE(header_of(record("hello")));
}

}  // namespace
}  // namespace s2::app
