#include <live/heard_lines.hpp>
#include <live/live_judge.hpp>

#include <gmock/gmock.h>
#include <apps/string_console.hpp>

namespace s2::app {
namespace {

using testing::HasSubstr;

constexpr std::string_view level =
    R"({"message_type":"FRBC.StorageStatus","message_id":"10000000-0000-4000-8000-000000000001",)"
    R"("present_fill_level":0.4})";
constexpr std::string_view answer =
    R"({"message_type":"ReceptionStatus","subject_message_id":"10000000-0000-4000-8000-000000000001","status":"OK"})";

// The lines of frames: text and JSON.
struct Lines {
  std::vector<std::string> text, json;

  void take(End from, std::string_view frame, Passage passage = Passage::passed) {
    const auto seen = static_cast<std::uint32_t>(text.size());
    judge.take(from, frame, passage, {1'700'000'000, 250'000'000 + 7'000'000 * seen});
  }

  tests::StringConsole console;
  LiveJudge judge{{.client = EnergyManagementRole::rm}, 3, "battery", [this](const Heard& heard) {
                    text.push_back(heard_text(heard, console.console));
                    json.push_back(heard_json(heard));
                  }};
};

TEST(HeardLines, AFrameIsALineForPeople) {
  Lines lines;
  lines.take(End::client, level);
  EXPECT_THAT(lines.text[0],
              testing::StartsWith("22:13:20.250  battery     rm>cem  FRBC.StorageStatus            0.4\n"));
}

TEST(HeardLines, AnAnswerSaysWhatItAnswersAndHowLongThatTook) {
  Lines lines;
  lines.take(End::client, level);
  lines.take(End::server, answer);
  EXPECT_THAT(lines.text[1], HasSubstr("ReceptionStatus               OK to FRBC.StorageStatus, 7 ms\n"));
  EXPECT_THAT(lines.json[1], HasSubstr(R"("answers":"FRBC.StorageStatus","answered_after_ms":7)"));
}

TEST(HeardLines, AFindingStandsBelowWithRuleAndPointer) {
  Lines lines;
  lines.take(End::client, R"({"message_type":"FRBC.StorageStatus","message_id":"aa","present_fill_level":"x"})");
  EXPECT_THAT(lines.text[0], HasSubstr("\n              error GEN-008 /present_fill_level: "));
  EXPECT_THAT(lines.json[0],
              HasSubstr(R"("findings":[{"rule":"GEN-008","severity":"error","pointer":"/present_fill_level")"));
}

TEST(HeardLines, AFrameThatIsNoMessageIsShownHarmlessAndCut) {
  Lines lines;
  lines.take(End::client, "\x1b[31mred\n" + std::string(500, 'x'));
  lines.judge.decide();
  EXPECT_THAT(lines.text[0], testing::Not(HasSubstr("\x1b")));
  EXPECT_THAT(lines.text[0], HasSubstr("…"));
  EXPECT_THAT(lines.json[0], HasSubstr(R"("type":null)"));
}

TEST(HeardLines, WhatWasPutInAndWhatWasNotPassedOnIsMarked) {
  Lines lines;
  lines.take(End::client, level, Passage::injected);
  lines.take(End::server, answer, Passage::kept);
  EXPECT_THAT(lines.text[0], HasSubstr("  injected\n"));
  EXPECT_THAT(lines.text[1], HasSubstr("  not passed on\n"));
  EXPECT_THAT(lines.json[0], HasSubstr(R"("passage":"injected")"));
  EXPECT_THAT(lines.json[1], HasSubstr(R"("passage":"kept")"));
}

TEST(HeardLines, WhatDidNotHappenSaysWhoOwesItSinceWhenAndByWhichRule) {
  const tests::StringConsole console;
  const Omission omission = unanswered_omission(Id("m1"), Kind::FrbcStorageStatus, EnergyManagementRole::rm,
                                                {1'700'000'000, 0}, Duration(10'000));
  const Missed missed{.connection = 2, .rm = "battery", .omission = omission};
  EXPECT_THAT(
      missed_text(missed, console.console),
      testing::StartsWith("22:13:30.000  battery     the CEM left something undone, about a FRBC.StorageStatus of "
                          "22:13:20.000\n              "));
  EXPECT_THAT(missed_text(missed, console.console), HasSubstr("REC-002"));
  EXPECT_THAT(missed_json(missed), testing::StartsWith(R"({"what":"missed","connection":2,"rm":"battery",)"
                                                       R"("time":"2023-11-14T22:13:30Z","owes":"CEM",)"));
}

TEST(HeardLines, TheTimeOfDayIsWithinItsDayBeforeTheEpochToo) {
  EXPECT_EQ(time_of_day({-1, 500'000'000}), "23:59:59.500");
  EXPECT_EQ(time_of_day({86'400, 0}), "00:00:00.000");
}

}  // namespace
}  // namespace s2::app
