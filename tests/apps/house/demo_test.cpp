#include <house/demo.hpp>

#include <s2/codec.hpp>
#include <s2/conversation.hpp>
#include <s2/recording.hpp>
#include <s2/rules.hpp>

#include "../temporary_folder.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace s2::house {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

std::string content(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// One headless run into a folder of its own.
struct DemoRun {
  int code = -1;
  std::string out;
  std::string err;
  std::string recording;
  std::string plot;
};

// What is usual for tests: nobody watches, and nobody takes a second to pair.
DemoOptions usual(std::uint64_t seed) {
  DemoOptions options;
  options.seed = seed;
  options.headless = true;
  options.plain = true;
  return options;
}

DemoRun run(DemoOptions options, const std::filesystem::path& folder) {
  std::ostringstream out;
  std::ostringstream err;
  options.out = folder.string();
  DemoRun result;
  result.code = run_demo(options, {.out = out, .err = err, .is_terminal = false, .paint = paint_nothing});
  result.out = out.str();
  result.err = err.str();
  result.recording = content(folder / "day.s2log");
  result.plot = content(folder / "day.svg");
  return result;
}

DemoRun run(const DemoOptions& options) {
  const tests::TemporaryFolder folder;
  return run(options, folder.path());
}

DemoRun run(std::uint64_t seed) { return run(usual(seed)); }

// A day takes seconds under a sanitizer; the tests that only look share one.
const DemoRun& one_run() {
  static const DemoRun result = run(1);
  return result;
}

TEST(Demo, ADayPassesWithoutAFindingAndSavesMoney) {
  EXPECT_EQ(one_run().code, 0) << one_run().out << one_run().err;
  EXPECT_EQ(one_run().err, "");
  EXPECT_THAT(one_run().out, HasSubstr("saved by control"));
  EXPECT_THAT(one_run().out, EndsWith(" messages, 0 findings\n"));
}

TEST(Demo, TheSameSeedGivesTheSameRecordingByteByByte) {
  const DemoRun again = run(1);
  EXPECT_EQ(again.recording.size(), one_run().recording.size());
  EXPECT_TRUE(again.recording == one_run().recording);
  EXPECT_TRUE(again.plot == one_run().plot);
}

TEST(Demo, AnotherSeedGivesOtherIds) { EXPECT_TRUE(run(2).recording != one_run().recording); }

TEST(Demo, EveryMessageOfTheRecordingIsAcceptedAndCounted) {
  std::istringstream lines(one_run().recording);
  std::string line;
  std::size_t frames = 0;
  std::map<std::string, std::size_t> by_rm;
  while (std::getline(lines, line)) {
    const auto read = read_recording_line(line);
    ASSERT_TRUE(read) << line;
    const auto* frame = std::get_if<RecordedFrame>(&*read);
    if (frame == nullptr) continue;
    ++frames;
    ++by_rm[frame->rm];
    const auto decoded = decode(frame->frame, Profile::v1_0_0);
    ASSERT_TRUE(decoded) << line;
    EXPECT_TRUE(decoded->notes.empty());
    EXPECT_TRUE(check(decoded->message, Strictness::normal).empty()) << line;
  }
  EXPECT_THAT(one_run().out, HasSubstr("\n" + std::to_string(frames) + " messages, 0 findings\n"));
  EXPECT_EQ(by_rm.size(), 3U);
}

// The same day without troubles.
const DemoRun& calm_run() {
  static const DemoRun result = [] {
    DemoOptions options = usual(1);
    options.calm = true;
    return run(options);
  }();
  return result;
}

// What all rules say of a calm day, by rule; `change` may tamper with the messages on their way.
template <class Change>
std::map<std::string, std::size_t> judged(Change change) {
  std::map<std::string, Conversation> conversations;
  std::map<std::string, std::size_t> found;
  std::istringstream lines(calm_run().recording);
  Time last;
  for (std::string line; std::getline(lines, line);) {
    const auto read = read_recording_line(line);
    const auto* frame = read ? std::get_if<RecordedFrame>(&*read) : nullptr;
    if (frame == nullptr) continue;
    ConversationOptions options;
    options.start = Start::bare;
    Conversation& conversation = conversations.try_emplace(frame->rm, options).first->second;
    auto message = decode(frame->frame, Profile::v1_0_0)->message;
    change(message);
    const auto sender = frame->direction == Direction::cem_to_rm ? EnergyManagementRole::cem : EnergyManagementRole::rm;
    const auto text = encode(message, Profile::v1_0_0).value();
    const Observation& seen = conversation.observe({sender, text, frame->time});
    for (const Finding& finding : seen.findings) ++found[finding.rule];
    for (const Omission& omission : seen.omissions) ++found[omission.finding.rule];
    last = frame->time;
  }
  for (auto& [rm, conversation] : conversations) {
    for (const Omission& omission : conversation.finish(last + std::chrono::hours(1))) ++found[omission.finding.rule];
  }
  return found;
}

TEST(Demo, NoRuleHasAnythingToSayAboutTheDay) {
  // Physics included (PLAUS), and what is left undone in the hour after it.
  EXPECT_THAT(judged([](Message&) {}), testing::IsEmpty());
}

TEST(Demo, AMeterInKilowattsWouldBeNoticed) {
  const auto found = judged([](Message& message) {
    auto* measurement = std::get_if<PowerMeasurement>(&message);
    if (measurement == nullptr) return;
    for (auto& value : measurement->values) value.value /= 1000;
  });
  EXPECT_TRUE(found.contains("PLAUS-007"));
}

TEST(Demo, AStorageThatNeverFillsWouldBeNoticed) {
  const auto found = judged([](Message& message) {
    if (auto* status = std::get_if<frbc::StorageStatus>(&message)) status->present_fill_level = 50;
  });
  const auto is_plausibility = [](const auto& rule) { return rule.first.starts_with("PLAUS-"); };
  EXPECT_TRUE(std::any_of(found.begin(), found.end(), is_plausibility));
}

TEST(Demo, EveryConnectionOfTheRecordingIsMarked) {
  std::istringstream lines(one_run().recording);
  std::map<std::string, std::size_t> openings;
  std::map<std::string, std::size_t> frames;
  for (std::string line; std::getline(lines, line);) {
    const auto read = read_recording_line(line);
    const auto* frame = read ? std::get_if<RecordedFrame>(&*read) : nullptr;
    if (frame == nullptr) continue;
    if (frames[frame->rm]++ == 0) {
      EXPECT_TRUE(frame->opens) << line;
    }
    openings[frame->rm] += frame->opens ? 1 : 0;
  }
  // The energy manager restarts once; before that the battery's link is cut.
  EXPECT_EQ(openings["pv"], 2U);
  EXPECT_EQ(openings["load"], 2U);
  EXPECT_EQ(openings["battery"], 3U);
}

TEST(Demo, BothSidesOfEverySessionEndInGoodOrder) {
  std::istringstream lines(one_run().recording);
  std::string line;
  std::map<std::string, std::string> last_request;
  std::map<std::string, std::string> last_frame;
  while (std::getline(lines, line)) {
    const auto read = read_recording_line(line);
    const auto* frame = read ? std::get_if<RecordedFrame>(&*read) : nullptr;
    if (frame == nullptr) continue;
    last_frame[frame->rm] = frame->frame;
    if (frame->frame.find("SessionRequest") != std::string::npos) last_request[frame->rm] = frame->frame;
  }
  for (const auto* rm : {"battery", "pv", "load"}) {
    EXPECT_THAT(last_request[rm], HasSubstr("TERMINATE"));
    EXPECT_THAT(last_frame[rm], HasSubstr("ReceptionStatus"));
  }
}

TEST(Demo, GoesThroughItsTroublesAndDoesNothingTwice) {
  EXPECT_THAT(one_run().out, testing::ContainsRegex("11:30  battery: the link is cut for 10 min .* 0\n"));
  EXPECT_THAT(one_run().out, testing::ContainsRegex("13:00  pv: all it says comes 4 s late, for 30 min .* 0\n"));
  EXPECT_THAT(one_run().out, testing::ContainsRegex("16:00  the energy manager restarts, 45 s down .* 0\n"));
}

TEST(Demo, TheSummaryIsOneJsonObject) {
  DemoOptions options = usual(1);
  options.json = true;
  const DemoRun summary = run(options);
  EXPECT_THAT(summary.out, testing::StartsWith("{\"day\":"));
  EXPECT_THAT(summary.out, HasSubstr("\"findings\":0"));
  EXPECT_THAT(summary.out, HasSubstr("\"done_twice\":0"));
  EXPECT_THAT(summary.out, HasSubstr("\"connect\":null"));
  EXPECT_EQ(std::count(summary.out.begin(), summary.out.end(), '\n'), 1);
}

// Strangers, and the second run of the same house.
struct PairedRuns {
  PairedRuns() {
    const tests::TemporaryFolder folder;
    DemoOptions options = usual(1);
    options.plain = false;
    first = run(options, folder.path());
    second = run(options, folder.path());
    options.json = true;
    third = run(options, folder.path());
  }
  DemoRun first;
  DemoRun second;
  DemoRun third;
};

const PairedRuns& paired_runs() {
  static const PairedRuns runs;
  return runs;
}

TEST(Demo, StrangersPairAndLiveThroughTheDayOverTls) {
  const DemoRun& first = paired_runs().first;
  EXPECT_EQ(first.code, 0) << first.out << first.err;
  EXPECT_THAT(first.out, HasSubstr("paired by a code each\n"));
  EXPECT_THAT(first.out, HasSubstr("  7 sessions over wss:// (TLS 1.3), each begun with a new access token\n"));
  EXPECT_THAT(first.out, EndsWith(" messages, 0 findings\n"));
}

TEST(Demo, ASecondRunReconnectsWithoutPairing) {
  const DemoRun& second = paired_runs().second;
  EXPECT_EQ(second.code, 0) << second.out << second.err;
  EXPECT_THAT(second.out, HasSubstr("know the energy manager from an earlier run and needed no code\n"));
  EXPECT_THAT(paired_runs().third.out,
              HasSubstr("\"connect\":{\"found_by\":\"earlier-run\",\"url\":\"https://localhost:"));
}

TEST(Demo, TheSeedDecidesWhatIsSaidWhoeverHasPairedWhen) {
  EXPECT_FALSE(paired_runs().first.recording.empty());
  EXPECT_TRUE(paired_runs().first.recording == paired_runs().second.recording);
}

TEST(Demo, SessionsOfS2ConnectAreRecordedWithoutHandshake) {
  EXPECT_EQ(paired_runs().first.recording.find("Handshake"), std::string::npos);
  EXPECT_NE(one_run().recording.find("Handshake"), std::string::npos);
}

TEST(Demo, AnUnknownDayAndAFolderThatCannotBeMadeEndItWithTwo) {
  std::ostringstream out;
  std::ostringstream err;
  const DemoStage stage{.out = out, .err = err, .is_terminal = false, .paint = paint_nothing};
  DemoOptions options;
  options.day = "yesterday";
  EXPECT_EQ(run_demo(options, stage), 2);
  options.day = "";
  options.out = "/dev/null/demo";
  EXPECT_EQ(run_demo(options, stage), 2);
  EXPECT_THAT(err.str(), HasSubstr("s2: demo: there is no day 'yesterday'"));
  EXPECT_THAT(err.str(), HasSubstr("s2: demo: cannot make the folder /dev/null/demo: "));
}

}  // namespace
}  // namespace s2::house
