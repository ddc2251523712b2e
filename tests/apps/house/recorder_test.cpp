#include <house/recorder.hpp>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

namespace s2::house {
namespace {

using testing::HasSubstr;

// A file name of its own for every test, gone afterwards.
class RecorderTest : public testing::Test {
 protected:
  RecorderTest()
      : path_(std::filesystem::temp_directory_path() /
              ("s2-recorder-" + std::to_string(::getpid()) + "-" +
               testing::UnitTest::GetInstance()->current_test_info()->name())) {}
  ~RecorderTest() override { std::filesystem::remove(path_); }

  std::string content() const {
    std::ostringstream text;
    text << std::ifstream(path_).rdbuf();
    return text.str();
  }

  std::filesystem::path path_;
};

const RecordingHeader header{"s2 test", Time{0, 0}, std::nullopt};
const RecordedFrame frame{Time{1, 0}, Direction::rm_to_cem, "battery", R"({"message_type":"X"})"};

// A disk with room for some lines.
class SmallDisk : public LineSink {
 public:
  SmallDisk(std::size_t room, std::vector<std::string>& lines) : room_(room), lines_(lines) {}
  std::error_code append(std::string_view line) override {
    if (lines_.size() == room_) return std::make_error_code(std::errc::no_space_on_device);
    lines_.emplace_back(line);
    return {};
  }

 private:
  std::size_t room_;
  std::vector<std::string>& lines_;
};

TEST_F(RecorderTest, WritesAHeaderAndEveryFrameAtOnce) {
  auto recorder = Recorder::begin(std::move(*open_line_file(path_, Existing::replaced)), path_, header, {});
  ASSERT_TRUE(recorder);
  (*recorder)->on_frame(frame);
  EXPECT_EQ(content(), to_line(header) + "\n" + to_line(frame) + "\n");
  EXPECT_EQ((*recorder)->frames(), 1U);
}

TEST_F(RecorderTest, AppendsToWhatIsThereBehindALineThatWasTorn) {
  std::ofstream(path_) << to_line(frame) << "\n{\"t\":\"20";
  auto recorder = Recorder::begin(std::move(*open_line_file(path_, Existing::kept)), path_, header, {});
  ASSERT_TRUE(recorder);
  EXPECT_EQ(content(), to_line(frame) + "\n{\"t\":\"20\n" + to_line(header) + "\n");
}

TEST_F(RecorderTest, AFullDiskIsSaidOnceAndTheHouseGoesOn) {
  std::vector<std::string> lines;
  std::vector<std::string> complaints;
  auto recorder = Recorder::begin(std::make_unique<SmallDisk>(2, lines), "house.s2log", header,
                                  [&](const std::string& sentence) { complaints.push_back(sentence); });
  ASSERT_TRUE(recorder);
  for (int i = 0; i < 3; ++i) (*recorder)->on_frame(frame);
  EXPECT_EQ(lines.size(), 2U);
  EXPECT_FALSE((*recorder)->complete());
  EXPECT_THAT(complaints, testing::ElementsAre("the recording house.s2log ends after 1 frames: No space left on "
                                               "device; everything else goes on"));
}

TEST_F(RecorderTest, AFileThatCannotBeOpenedIsNamedWithTheReason) {
  const auto file = open_line_file("/no/such/folder/day.s2log", Existing::kept);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().rule, "S2CPP-RECORD");
  EXPECT_EQ(file.error().text, "cannot record to /no/such/folder/day.s2log: No such file or directory");
}

TEST_F(RecorderTest, ADeviceThatIsFullFailsAtTheHeader) {
  auto file = open_line_file("/dev/full", Existing::kept);
  ASSERT_TRUE(file);
  const auto recorder = Recorder::begin(std::move(*file), "/dev/full", header, {});
  ASSERT_FALSE(recorder);
  EXPECT_THAT(recorder.error().text, HasSubstr("No space left on device"));
}

}  // namespace
}  // namespace s2::house
