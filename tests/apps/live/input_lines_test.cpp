#include <live/input_lines.hpp>

#include <gmock/gmock.h>

#include <fcntl.h>
#include <unistd.h>

namespace s2::app {
namespace {

using testing::ElementsAre;

// A pipe and what is read from it: lines, "(overlong)", "(end)".
struct Typed {
  Typed() {
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    EXPECT_EQ(::fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    lines.emplace(loop, ends[0],
                  InputLines::Reader{.on_line = [this](const std::string& line) { read.push_back(line); },
                                     .on_overlong = [this] { read.emplace_back("(overlong)"); },
                                     .on_end = [this] { read.emplace_back("(end)"); }});
  }
  Typed(const Typed&) = delete;
  Typed& operator=(const Typed&) = delete;
  ~Typed() {
    lines.reset();
    ::close(ends[0]);
    end();
  }

  // The pipe holds little: what does not fit waits until something was read.
  void type(std::string_view text) {
    while (!text.empty()) {
      const ssize_t written = ::write(ends[1], text.data(), text.size());
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
      if (written < 0) ::usleep(100);
      loop.poll();
    }
  }
  void end() {
    if (ends[1] >= 0) ::close(std::exchange(ends[1], -1));
  }
  void run_until(std::size_t count) {
    for (int i = 0; i < 2000 && read.size() < count; ++i) {
      if (loop.poll() == 0) ::usleep(1000);
    }
  }

  transport::Loop loop;
  int ends[2] = {-1, -1};
  std::vector<std::string> read;
  std::optional<InputLines> lines;
};

TEST(InputLines, LinesComeOneByOneAndTheLastNeedsNoEnd) {
  Typed typed;
  typed.type("one\ntwo\n\nthr");
  typed.type("ee");
  typed.end();
  typed.run_until(5);
  EXPECT_THAT(typed.read, ElementsAre("one", "two", "", "three", "(end)"));
}

TEST(InputLines, ALineBeyondTheBoundIsSkipped) {
  Typed typed;
  const std::string piece(4096, 'x');
  for (std::size_t bytes = 0; bytes <= InputLines::line_bytes; bytes += piece.size()) typed.type(piece);
  typed.type("\nshort\n");
  typed.run_until(2);
  EXPECT_THAT(typed.read, ElementsAre("(overlong)", "short"));
}

TEST(InputLines, ItMayBeDestroyedByWhatItTells) {
  transport::Loop loop;
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  ASSERT_EQ(::write(ends[1], "one\ntwo\n", 8), 8);
  int told = 0;
  std::unique_ptr<InputLines> lines;
  lines = std::make_unique<InputLines>(loop, ends[0],
                                       InputLines::Reader{.on_line =
                                                              [&](const std::string&) {
                                                                ++told;
                                                                lines.reset();
                                                              },
                                                          .on_overlong = [] {},
                                                          .on_end = [&] { ++told; }});
  for (int i = 0; i < 2000 && told == 0; ++i) {
    loop.poll();
    ::usleep(1000);
  }
  loop.poll();
  EXPECT_EQ(told, 1);
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace s2::app
