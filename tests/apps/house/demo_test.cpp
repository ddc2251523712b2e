#include <house/demo.hpp>

#include <s2/recording.hpp>
#include <s2/rules.hpp>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <unistd.h>

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

DemoRun run(std::uint64_t seed, bool json = false) {
  static int number = 0;
  const auto folder = std::filesystem::temp_directory_path() /
                      ("s2-demo-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
  std::ostringstream out;
  std::ostringstream err;
  DemoOptions options;
  options.seed = seed;
  options.headless = true;
  options.json = json;
  options.out = folder.string();
  DemoRun result;
  result.code = run_demo(options, {.out = out, .err = err, .is_terminal = false, .paint = paint_nothing});
  result.out = out.str();
  result.err = err.str();
  result.recording = content(folder / "day.s2log");
  result.plot = content(folder / "day.svg");
  std::filesystem::remove_all(folder);
  return result;
}

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
  const DemoRun summary = run(1, true);
  EXPECT_THAT(summary.out, testing::StartsWith("{\"day\":"));
  EXPECT_THAT(summary.out, HasSubstr("\"findings\":0"));
  EXPECT_THAT(summary.out, HasSubstr("\"done_twice\":0"));
  EXPECT_EQ(std::count(summary.out.begin(), summary.out.end(), '\n'), 1);
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
