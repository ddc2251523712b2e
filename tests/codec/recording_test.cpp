// Lines of recordings, there and back, and what is no such line.

#include <s2/recording.hpp>

#include <s2/base/limits.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

const Time noon = parse_time("2024-06-21T12:00:00.25Z")->time;
const std::string status = R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":51})";

RecordedFrame frame(std::string text) { return {noon, Direction::rm_to_cem, "battery", std::move(text)}; }

RecordedFrame read_back(const RecordedFrame& frame) {
  const std::string line = to_line(frame);
  EXPECT_EQ(line.find_first_of("\r\n"), line.npos) << line;
  const auto read = read_recording_line(line);
  return read && std::holds_alternative<RecordedFrame>(*read) ? std::get<RecordedFrame>(*read) : RecordedFrame{};
}

Finding failure(std::string_view line) {
  const auto read = read_recording_line(line);
  return read ? Finding{} : read.error();
}

TEST(Recording, AHeaderIsWrittenAsTheReferencePageShowsIt) {
  EXPECT_EQ(to_line(RecordingHeader{"s2 0.1.0", noon, Profile::v1_0_0}),
            R"({"s2log":1,"made_by":"s2 0.1.0","started":"2024-06-21T12:00:00.250Z","profile":"1.0.0"})");
}

TEST(Recording, AFrameIsWrittenAsTheReferencePageShowsIt) {
  EXPECT_EQ(to_line(frame(status)),
            R"({"t":"2024-06-21T12:00:00.250Z","dir":"rm>cem","rm":"battery","msg":)" + status + "}");
}

TEST(Recording, HeadersReadBackAsTheyWere) {
  for (const std::optional<Profile> profile : {std::optional<Profile>(), std::optional(Profile::v0_0_2_beta)}) {
    const RecordingHeader header{"a \"quoted\" program\n", noon, profile};
    const auto read = read_recording_line(to_line(header));
    ASSERT_TRUE(read);
    EXPECT_EQ(std::get<RecordingHeader>(*read), header);
  }
}

TEST(Recording, FramesReadBackAsTheyWereWhateverTheyHold) {
  for (const std::string& text : {status, std::string("hello"), std::string(""), std::string("[1,2]"),
                                  std::string("{\"a\":"), std::string("{}"), std::string(R"({"message_id":1.50})"),
                                  std::string(R"({"a":1,"a":2,"msg":{"raw":"x"}})"), std::string("null\n\r\t")}) {
    EXPECT_EQ(read_back(frame(text)), frame(text)) << text;
  }
}

TEST(Recording, LineBreaksBetweenTokensBecomeBlanksAndNothingElseChanges) {
  EXPECT_EQ(read_back(frame("{\r\n  \"a\": \"x\\ny\",\n  \"b\": 1.50e0\n}")).frame,
            "{    \"a\": \"x\\ny\",   \"b\": 1.50e0 }");
}

TEST(Recording, WhiteSpaceAroundAMessageIsDropped) {
  EXPECT_EQ(read_back(frame("\r\n {\"a\": 1}\n")).frame, "{\"a\": 1}");
  EXPECT_EQ(to_line(frame(" " + status + "\t\n")), to_line(frame(status)));
}

TEST(Recording, BytesThatAreNoUtf8BecomeReplacementCharacters) {
  EXPECT_EQ(read_back(frame("{\"a\":\"\xC3\xA9\xFF\xFE\"}")).frame, "{\"a\":\"\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\"}");
  RecordedFrame named = frame(status);
  named.rm = "\xFF";
  EXPECT_EQ(read_back(named).rm, "\xEF\xBF\xBD");
}

TEST(Recording, AFrameBeyondTheLimitIsKeptAsText) {
  const std::string at_the_limit = R"({"a":1)" + std::string(Limits::frame_bytes - 7, ' ') + "}";
  const std::string beyond = at_the_limit + " ";
  EXPECT_NE(to_line(frame(at_the_limit)).find("\"msg\":"), std::string::npos);
  EXPECT_NE(to_line(frame(beyond)).find("\"raw\":"), std::string::npos);
  EXPECT_EQ(read_back(frame(at_the_limit)), frame(at_the_limit));
  EXPECT_EQ(read_back(frame(beyond)), frame(beyond));
}

TEST(Recording, OtherWritersMayOrderSpaceAndExtendLinesAsTheyLike) {
  const auto read = read_recording_line(
      "  { \"rm\" : \"pv\", \"note\": [{\"msg\":1}], \"msg\" : {\"x\" : 1.0} , "
      "\"t\":\"2024-06-21T14:00:00.25+02:00\",\t"
      "\"dir\":\"cem>rm\" }\r");
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<RecordedFrame>(*read), (RecordedFrame{noon, Direction::cem_to_rm, "pv", "{\"x\" : 1.0}"}));
}

TEST(Recording, AFrameWithoutNameOfTheResourceManagerHasAnEmptyOne) {
  const auto read = read_recording_line(R"({"t":"2024-06-21T12:00:00.25Z","dir":"cem>rm","msg":{}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<RecordedFrame>(*read), (RecordedFrame{noon, Direction::cem_to_rm, "", "{}"}));
}

TEST(Recording, TheFirstFrameOfAConnectionSaysSo) {
  RecordedFrame first = frame(status);
  first.opens = true;
  EXPECT_NE(to_line(first).find(R"("rm":"battery","opens":true,"msg":)"), std::string::npos);
  EXPECT_EQ(read_back(first), first);
  EXPECT_EQ(to_line(frame(status)).find("opens"), std::string::npos);
  const auto read = read_recording_line(R"({"t":"2024-06-21T12:00:00.25Z","dir":"cem>rm","opens":false,"msg":{}})");
  ASSERT_TRUE(read);
  EXPECT_FALSE(std::get<RecordedFrame>(*read).opens);
}

TEST(Recording, WhatIsNoLineOfARecordingIsNamedWithItsPlace) {
  const std::string start = R"({"t":"2024-06-21T12:00:00Z","dir":"cem>rm","rm":"pv")";
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},
      {"hello", ""},
      {"[]", ""},
      {status, ""},
      {start + R"(,"msg":{"a":1)", ""},
      {start + R"(,"msg":{},"msg":{}})", ""},
      {start + R"(,"msg":{},"raw":""})", ""},
      {start + "}", ""},
      {start + R"(,"msg":{}}x)", ""},
      {start + R"(,"raw":1})", "/raw"},
      {R"({"t":"noon","dir":"cem>rm","rm":"pv","msg":{}})", "/t"},
      {R"({"t":"2024-06-21T12:00:00Z","dir":"up","rm":"pv","msg":{}})", "/dir"},
      {R"({"t":"2024-06-21T12:00:00Z","dir":"cem>rm","rm":1,"msg":{}})", "/rm"},
      {start + R"(,"opens":1,"msg":{}})", "/opens"},
      {R"({"s2log":2,"made_by":"x","started":"2024-06-21T12:00:00Z"})", "/s2log"},
      {R"({"s2log":1,"started":"2024-06-21T12:00:00Z"})", "/made_by"},
      {R"({"s2log":1,"made_by":"x","started":"now"})", "/started"},
      {R"({"s2log":1,"made_by":"x","started":"2024-06-21T12:00:00Z","profile":"2.0"})", "/profile"},
  };
  for (const auto& [line, pointer] : cases) {
    const Finding finding = failure(line);
    EXPECT_EQ(finding.rule, "S2CPP-LOG") << line;
    EXPECT_EQ(finding.pointer, pointer) << line;
    EXPECT_FALSE(finding.text.empty()) << line;
  }
}

}  // namespace
}  // namespace s2
