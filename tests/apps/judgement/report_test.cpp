// Reports for people and for programs.

#include <judgement/report.hpp>

#include <apps/string_console.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

struct Reports {
  std::string people, programs;
};

Reports reports(Record record, std::size_t width = 80) {
  tests::StringConsole strings;
  strings.console.width = width;
  const Frame frame = frame_of(record, false);
  const Judgement judgement = judge(record, frame, Profile::v1_0_0, {});
  const Judged judged{"dir/f.json", record, frame, judgement};
  Reports reports;
  append_for_people(reports.people, judged, strings.console);
  append_for_programs(reports.programs, judged);
  return reports;
}

Record record(std::string text) {
  Record made;
  made.line = 7;
  made.column = 2;
  made.bytes = text.size();
  made.text = std::move(text);
  return made;
}

const std::string good =
    R"({"message_type":"FRBC.StorageStatus","message_id":"550e8400-e29b-41d4-a716-446655440000","present_fill_level":1})";

TEST(Report, AGoodMessageIsSilentForPeopleAndALineForPrograms) {
  const auto both = reports(record(good));
  EXPECT_EQ(both.people, "");
  EXPECT_EQ(both.programs,
            R"({"source":"dir/f.json","line":7,"type":"FRBC.StorageStatus",)"
            R"("message_id":"550e8400-e29b-41d4-a716-446655440000","verdict":"ok","status":"OK","findings":[]})"
            "\n");
}

TEST(Report, TheShapeForProgramsIsThePromisedOne) {
  const auto both =
      reports(record(R"({"message_type":"FRBC.StorageStatus","message_id":"m-1","present_fill_level":"é\n"})"));
  EXPECT_EQ(both.programs,
            R"({"source":"dir/f.json","line":7,"type":"FRBC.StorageStatus","message_id":"m-1","verdict":"refused",)"
            R"("status":"INVALID_MESSAGE","findings":[{"rule":"GEN-008","severity":"error",)"
            R"("pointer":"/present_fill_level","value":"\"é\\n\"","text":"a number is expected, this is a string"}]})"
            "\n");
  EXPECT_EQ(reports(record("\xFF")).programs.substr(0, 70),
            R"({"source":"dir/f.json","line":7,"type":null,"message_id":null,"verdict)");
}

TEST(Report, ThePlaceIsGivenWithLineAndColumnOfTheFile) {
  const auto first_line = reports(record("{\"message_type\":5}"));
  EXPECT_EQ(first_line.people.substr(0, 15), "dir/f.json:7:3:");
  const auto third_line = reports(
      record("{\n\"message_type\":\"FRBC.StorageStatus\",\"message_id\":\"m-1\",\n \"present_fill_level\": \"1\"}"));
  EXPECT_EQ(third_line.people.substr(0, 17), "dir/f.json:9:24: ");
}

TEST(Report, ALongLineIsCutAroundThePlace) {
  const std::string text = R"({"message_type":"FRBC.StorageStatus","x":")" + std::string(500, 'y') +
                           R"(","message_id":"m-1","present_fill_level":"1","z":")" + std::string(500, 'z') + "\"}";
  std::istringstream lines(reports(record(text), 60).people);
  for (std::string line; std::getline(lines, line);) {
    if (line.find('|') != line.npos) {
      EXPECT_LE(line.size(), 66U) << line;
    }
  }
}

TEST(Report, StrangersBytesCannotDriveTheTerminal) {
  const auto both = reports(record("{\"\x1b[2Jx\":\"\x1b\"} \xC2\x9B"));
  EXPECT_EQ(both.people.find('\x1b'), std::string::npos);
  EXPECT_EQ(both.people.find("\xC2\x9B"), std::string::npos);
}

}  // namespace
}  // namespace s2::app
