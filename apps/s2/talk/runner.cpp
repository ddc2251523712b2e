#include "talk/runner.hpp"

#include "replay/report.hpp"
#include "suggest.hpp"
#include "talk/command_words.hpp"
#include "text_layout.hpp"

#include <fmt/format.h>

#include <utility>

namespace s2::app {

Runner::Runner(TalkState& state, RunnerMode mode, std::function<void()> over)
    : state_(state), mode_(mode), over_(std::move(over)), alarm_(state.clock) {}

void Runner::feed(std::string line) {
  ++last_number_;
  if (stopped_) return;
  if (lines_.size() >= lines_max) return fail("too many lines wait");
  lines_.push_back({last_number_, std::move(line)});
  run();
}

void Runner::finish() {
  finished_ = true;
  run();
}

void Runner::look() {
  if (!waiting_) return;
  if (const auto verdict = waiting_->look()) end_wait(*verdict);
  run();
}

void Runner::run() {
  if (std::exchange(running_, true)) return;
  while (!stopped_ && !waiting_ && !lines_.empty()) {
    current_ = std::move(lines_.front());
    lines_.pop_front();
    settle(carry_out(current_));
  }
  running_ = false;
  if (finished_ && !waiting_ && lines_.empty()) stop();
}

Outcome Runner::carry_out(const Line& line) {
  const auto words = command_words(line.text);
  if (words.empty()) return Done{};
  if (mode_ == RunnerMode::script && !again_) {
    state_.say(state_.console.paint(Ink::faint, "> " + harmless(line.text)) + '\n');
  }
  again_ = false;
  const Command* command = find_command(words[0]);
  if (command == nullptr) {
    std::vector<std::string_view> names;
    for (const Command& one : commands()) names.push_back(one.name);
    const std::string_view meant = nearest(words[0], names);
    return Failed{fmt::format("there is no command '{}'{}; 'help' names them", shortened(words[0]),
                              meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant))};
  }
  if (!state_.has(command->needs)) return later(*command, line);
  return command->run(state_, std::span(words).subspan(1), after_first_word(line.text));
}

// What it needs is not there, or not yet.
Outcome Runner::later(const Command& command, const Line& line) {
  const bool over = state_.talker != nullptr && state_.talker->over();
  if (over) return Failed{"the session is over"};
  if (mode_ == RunnerMode::by_hand) {
    return Failed{state_.talker == nullptr ? "nobody is connected"
                                           : "the handshake is not over; 'wait ready' waits for it"};
  }
  again_ = true;
  lines_.push_front(line);
  return Wait{.what = fmt::format("a session for '{}'", command.name),
              .patience = session_patience,
              .look = [this, needs = command.needs]() -> std::optional<std::variant<Done, Failed>> {
                if (state_.has(needs)) return Done{};
                if (state_.talker != nullptr && state_.talker->over())
                  return Failed{"the session ended in its handshake"};
                return std::nullopt;
              }};
}

void Runner::settle(const Outcome& outcome) {
  if (const auto* failed = std::get_if<Failed>(&outcome)) return fail(failed->why);
  if (const auto* wait = std::get_if<Wait>(&outcome)) return begin_wait(*wait);
  if (std::holds_alternative<Quit>(outcome)) stop();
}

void Runner::begin_wait(Wait wait) {
  waiting_ = std::move(wait);
  if (const auto verdict = waiting_->look()) return end_wait(*verdict);
  alarm_.set(state_.clock.now() + waiting_->patience, [this] {
    if (waiting_->holds_in_silence) {
      end_wait(Done{});
    } else {
      end_wait(Failed{fmt::format("{} did not come within {}", waiting_->what, span_text(waiting_->patience))});
    }
    run();
  });
}

void Runner::end_wait(const std::variant<Done, Failed>& verdict) {
  alarm_.clear();
  waiting_.reset();
  if (const auto* failed = std::get_if<Failed>(&verdict)) fail(failed->why);
}

void Runner::fail(const std::string& why) {
  held_ = false;
  const std::string where = mode_ == RunnerMode::script ? fmt::format("line {}: ", current_.number) : "";
  state_.say(state_.console.paint(Ink::error, "failed") + ": " + where + harmless(why) + '\n');
  if (mode_ == RunnerMode::script) stop();
}

void Runner::stop() {
  if (std::exchange(stopped_, true)) return;
  lines_.clear();
  alarm_.clear();
  waiting_.reset();
  over_();
}

}  // namespace s2::app
