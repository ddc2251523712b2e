#pragma once
// Runner: carries out lines one after the other, also those that wait for something.

#include "talk/command.hpp"

#include <house/clock.hpp>

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace s2::app {

/// How lines are carried out.
enum class RunnerMode : std::uint8_t {
  by_hand,  ///< a person types: what fails is told, and the next line comes
  script,   ///< the first line that fails ends it; commands wait for the session that they need
};

/// Carries out lines in their order. A line waits until the one before it is done.
class Runner {
 public:
  /// How long a script waits for a session.
  static constexpr Duration session_patience{30'000};
  /// Lines that may wait.
  static constexpr std::size_t lines_max = 10'000;

  /// Carries out lines on a state; both outlive it. `over` is called once, when nothing more will be carried out.
  Runner(TalkState& state, RunnerMode mode, std::function<void()> over);

  /// The next line.
  void feed(std::string line);
  /// No further line comes.
  void finish();
  /// Something happened: whoever waits looks again.
  void look();

  /// Whether everything held so far.
  bool held() const { return held_; }

 private:
  struct Line {
    std::size_t number;
    std::string text;
  };

  void run();
  Outcome carry_out(const Line& line);
  Outcome later(const Command& command, const Line& line);
  void settle(const Outcome& outcome);
  void begin_wait(Wait wait);
  void end_wait(const std::variant<Done, Failed>& verdict);
  void fail(const std::string& why);
  void stop();

  TalkState& state_;
  RunnerMode mode_;
  std::function<void()> over_;
  std::deque<Line> lines_;
  Line current_{};
  std::optional<Wait> waiting_;
  bool again_ = false;  // the line that waits is carried out when the wait is over
  house::Alarm alarm_;
  std::size_t last_number_ = 0;
  bool finished_ = false;
  bool stopped_ = false;
  bool running_ = false;
  bool held_ = true;
};

}  // namespace s2::app
