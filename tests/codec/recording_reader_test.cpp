// Recordings line by line, whoever wrote them.

#include <s2/recording.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

const std::string status = R"({"message_type":"FRBC.StorageStatus","message_id":"m-1","present_fill_level":51})";
const Time noon = parse_time("2024-06-21T12:00:00Z")->time;

std::string line(std::string_view time, std::string_view rest) {
  return R"({"t":")" + std::string(time) + R"(",)" + std::string(rest) + "}";
}

// A frame that has to be there.
ReadFrame frame_on(RecordingReader& reader, std::string_view text) {
  const auto read = reader.read(text);
  EXPECT_TRUE(read && *read) << text;
  return read && *read ? **read : ReadFrame{};
}

TEST(RecordingReader, OurOwnRecordingIsReadWithItsHeader) {
  RecordingReader reader;
  const auto header =
      reader.read(R"({"s2log":1,"made_by":"s2","started":"2024-06-21T12:00:00Z","profile":"0.0.2-beta"})");
  ASSERT_TRUE(header);
  EXPECT_FALSE(*header);
  ASSERT_TRUE(reader.header());
  EXPECT_EQ(reader.header()->profile, Profile::v0_0_2_beta);
  const std::string text = line("2024-06-21T12:00:00Z", R"("dir":"cem>rm","rm":"ba\"ttery","raw":"no \"JSON\"")");
  const ReadFrame frame = frame_on(reader, text);
  EXPECT_EQ(frame.time, noon);
  EXPECT_EQ(frame.direction, Direction::cem_to_rm);
  EXPECT_EQ(frame.rm, "ba\"ttery");
  EXPECT_EQ(frame.frame, "no \"JSON\"");
  EXPECT_FALSE(frame.worked_out);
}

TEST(RecordingReader, ARecordingOfS2KitNeedsNeitherHeaderNorNames) {
  RecordingReader reader({.start = {}, .rm = "boiler"});
  const std::string text = line("2024-06-21T12:00:00Z", R"("dir":"rm>cem","msg":)" + status);
  const ReadFrame frame = frame_on(reader, text);
  EXPECT_EQ(frame.rm, "boiler");
  EXPECT_EQ(frame.frame, status);
  EXPECT_EQ(frame.time, noon);
}

TEST(RecordingReader, PlainMessagesGetTheirTimesFromStartAndStep) {
  RecordingReader reader({.start = noon, .step = Duration(500)});
  EXPECT_EQ(frame_on(reader, status).time, noon);
  EXPECT_EQ(frame_on(reader, "  " + status + "\r").time, noon + Duration(500));
  EXPECT_EQ(frame_on(reader, status).frame, status);
  EXPECT_TRUE(frame_on(reader, status).worked_out);
}

TEST(RecordingReader, APlainMessageThatSaysWhenItWasSentMovesTheClockForward) {
  const std::string measured = R"({"message_type":"PowerMeasurement","message_id":"m-2","measurement_timestamp":")";
  RecordingReader reader({.start = noon, .step = Duration(1000)});
  EXPECT_EQ(frame_on(reader, status).time, noon);
  EXPECT_EQ(frame_on(reader, measured + R"(2024-06-21T12:05:00Z","values":[]})").time, noon + Duration(300'000));
  EXPECT_EQ(frame_on(reader, status).time, noon + Duration(301'000));
  EXPECT_EQ(frame_on(reader, measured + R"(2024-06-21T12:00:00Z","values":[]})").time, noon + Duration(302'000));
  EXPECT_EQ(frame_on(reader, measured + R"(2034-06-21T12:00:00Z","values":[]})").time, noon + Duration(303'000));
}

TEST(RecordingReader, BlankLinesAreNothing) {
  RecordingReader reader;
  for (const std::string_view text : {"", "  ", "\r", "\t\r"}) {
    const auto read = reader.read(text);
    ASSERT_TRUE(read);
    EXPECT_FALSE(*read);
  }
}

TEST(RecordingReader, ALineThatIsNoneIsReportedAndTheNextOnesAreRead) {
  RecordingReader reader;
  const std::string good = line("2024-06-21T12:00:00Z", R"("dir":"rm>cem","rm":"pv","msg":)" + status);
  frame_on(reader, good);
  for (const std::string_view text : {R"({"t":"2024-06)", "hello", R"({"a":1})"}) {
    const auto read = reader.read(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().rule, "S2CPP-LOG");
    EXPECT_EQ(read.error().severity, Severity::error);
    frame_on(reader, good);
  }
}

TEST(RecordingReader, ATornLastLineIsAWarning) {
  RecordingReader reader;
  const std::string good = line("2024-06-21T12:00:00Z", R"("dir":"rm>cem","rm":"pv","msg":)" + status);
  frame_on(reader, good);
  const auto read = reader.read(good.substr(0, good.size() - 20), LineEnd::missing);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().severity, Severity::warning);
  EXPECT_TRUE(reader.read(good, LineEnd::missing));
}

TEST(RecordingReader, AmongPlainMessagesGarbageIsAFrame) {
  RecordingReader reader({.start = noon});
  EXPECT_FALSE(reader.read("garbage before any message"));
  frame_on(reader, status);
  EXPECT_EQ(frame_on(reader, "what a peer sent").frame, "what a peer sent");
}

}  // namespace
}  // namespace s2
