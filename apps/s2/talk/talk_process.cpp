#include "talk/talk_process.hpp"

#include "endpoint_options.hpp"
#include "live/heard_lines.hpp"
#include "live/input_lines.hpp"
#include "talk/completion.hpp"
#include "talk/line_editor.hpp"
#include "talk/runner.hpp"
#include "text_layout.hpp"

#include <house/house_log.hpp>
#include <house/recorder.hpp>
#include <house/wall_clock.hpp>

#include <s2/transport.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <ostream>
#include <utility>

namespace s2::app {
namespace {

constexpr std::size_t shown_candidates = 100;

// Events that the frames on the screen do not show already.
bool is_worth_a_line(const Event& event) {
  return !std::holds_alternative<Received>(event) && !std::holds_alternative<Refused>(event) &&
         !std::holds_alternative<Answered>(event) && !std::holds_alternative<Noticed>(event) &&
         !std::holds_alternative<LeftUndone>(event);
}

class Talk {
 public:
  Talk(const TalkOptions& options, Console& console)
      : options_(options),
        console_(console),
        clock_(loop_),
        state_{.console = console,
               .clock = clock_,
               .ids = transport::random_ids(),
               .say = [this](const std::string& text) { say(text); },
               .record = [this](const std::string& path) { return begin_recording(path); },
               .journal = {},
               .last_sent = {}},
        by_hand_(options.script.empty() && ::isatty(options.input) == 1 && console.out_is_terminal) {}

  int run() {
    if (!options_.record.empty()) {
      if (const auto begun = begin_recording(options_.record); !begun) return fail(begun.error().text);
    }
    if (!options_.script.empty()) {
      script_.open(options_.script, std::ios::binary);
      if (!script_) return fail("cannot read " + options_.script);
    }
    runner_.emplace(state_, by_hand_ ? RunnerMode::by_hand : RunnerMode::script, [this] { wind_up(); });
    loop_.on_interrupt([this] { interrupt(); });
    if (const auto begun = begin(); !begun) return fail(begun.error());
    if (by_hand_) {
      converse();
    } else {
      if (options_.listen) read_lines();
      loop_.run();
    }
    if (cannot_connect_) return fail(*cannot_connect_);
    const bool torn = recorder_ && !recorder_->complete();
    return (by_hand_ || runner_->held()) && !torn ? done : refused;
  }

 private:
  int fail(const Finding& finding) {
    // What keeps strangers apart has an id to look up.
    return options_.paired ? complain(console_, "talk", finding) : fail(finding.text);
  }
  int fail(const std::string& sentence) {
    console_.complain("talk: " + sentence);
    return could_not_run;
  }

  void say(const std::string& text) {
    if (editor_) return editor_->print(text);
    console_.out << text << std::flush;
  }

  void note(const std::string& sentence) {
    say(console_.paint(Ink::faint, time_of_day(clock_.now())) + "  " + console_.paint(Ink::hint, harmless(sentence)) +
        '\n');
  }

  Result<void> begin_recording(const std::string& path) {
    auto file = house::open_line_file(path, house::Existing::kept);
    if (!file) return Unexpected{std::move(file).error()};
    auto recorder = house::Recorder::begin(std::move(*file), path, {options_.made_by, clock_.now(), std::nullopt},
                                           [this](const std::string& sentence) { note(sentence); });
    if (!recorder) return Unexpected{std::move(recorder).error()};
    recorder_ = std::move(*recorder);
    return {};
  }

  // --- The peer ---

  Result<void> begin() {
    if (options_.paired) return meet();
    if (options_.listen) return listen();
    transport::connect(loop_, options_.url, [this](auto connected) { on_connected(std::move(connected)); });
    return {};
  }

  Result<void> meet() {
    auto opened =
        TalkEndpoint::open(loop_, *options_.paired, connect_role(), options_.talker.session.profile,
                           {.on_session = [this](host::SessionOpened session) { welcome(std::move(session)); },
                            .on_note = [this](const std::string& sentence) { note(sentence); },
                            .on_code = [this](const std::string& text) { show_code(text); },
                            .on_unreachable = [this](const std::string& why) { on_unreachable(why); }});
    if (!opened) return Unexpected{std::move(opened).error()};
    endpoint_ = std::move(*opened);
    return {};
  }

  connect::Role connect_role() const {
    return options_.talker.role == EnergyManagementRole::cem ? connect::Role::cem : connect::Role::rm;
  }

  // The output may end up in a log of CI; the code is for people.
  void show_code(const std::string& text) {
    if (editor_) return editor_->print(text);
    console_.err << text << std::flush;
  }

  Result<void> listen() {
    auto server = transport::WebsocketServer::listen(
        loop_, options_.listen->host, options_.listen->port,
        [this](std::unique_ptr<transport::Connection> connection) { welcome(std::move(connection)); });
    if (!server) return Unexpected{std::move(server).error()};
    server_ = std::move(*server);
    note(fmt::format("listening on {}", house::websocket_url({options_.listen->host, server_->port()})));
    return {};
  }

  bool is_taken() const { return state_.talker != nullptr && (!by_hand_ || !closed_); }
  static void turn_away(transport::Connection& connection) {
    connection.close(1013, "this is a talk between two; somebody is here already");
  }

  void welcome(std::unique_ptr<transport::Connection> connection) {
    if (is_taken()) return turn_away(*connection);
    adopt(End::server, std::move(connection));
  }

  void welcome(host::SessionOpened session) {
    if (winding_up_ || is_taken()) return turn_away(*session.connection);
    note("in session with " + paired::name_of(session.peer));
    const bool is_first = state_.talker == nullptr;
    adopt(session.role == connect::CommunicationRole::client ? End::client : End::server,
          std::move(session.connection));
    if (is_first && !by_hand_) read_lines();
  }

  void on_unreachable(const std::string& why) {
    if (winding_up_) return;
    cannot_connect_ = why;
    leave();
  }

  void on_connected(Result<std::unique_ptr<transport::Connection>> connected) {
    if (winding_up_) return;
    if (!connected) {
      cannot_connect_ = connected.error().text;
      return leave();
    }
    adopt(End::client, std::move(*connected));
    // Not before: input that ends at once must not end the talk before it is known whether anybody is there.
    if (!by_hand_) read_lines();
  }

  void adopt(End end, std::unique_ptr<transport::Connection> connection) {
    closed_ = false;
    first_ = true;
    TalkerOptions talker = options_.talker;
    talker_.reset();
    talker_ = std::make_unique<Talker>(
        talker, end, std::move(connection), clock_, transport::random_ids(),
        Talker::Owner{.on_heard = [this](const Heard& heard) { on_heard(heard); },
                      .on_missed = [this](const Missed& missed) { on_missed(missed); },
                      .on_event = [this](const Event& event) { on_event(event); },
                      .on_closed = [this](const transport::Closed& closed) { on_closed(closed); }});
    state_.talker = talker_.get();
    note(fmt::format("connected, {}", talker_->peer()));
    talker_->start();
    look_soon();
  }

  void on_heard(const Heard& heard) {
    const bool ours = sender_of(heard.direction) == options_.talker.role;
    std::string line = heard_text(heard, console_, Columns::no_name);
    say(line);
    if (!ours) {
      for (const Finding& finding : heard.observation.findings) {
        state_.peer_errors += finding.severity == Severity::error ? 1 : 0;
      }
    }
    if (recorder_) {
      recorder_->on_frame({.time = heard.time,
                           .direction = heard.direction,
                           .rm = "rm",
                           .frame = std::string(heard.text),
                           .opens = first_});
    }
    first_ = false;
    state_.journal.add(heard, ours, std::move(line));
    look_soon();
  }

  void on_missed(const Missed& missed) {
    say(missed_text(missed, console_, Columns::no_name));
    const Omission& omission = missed.omission;
    if (omission.owes != options_.talker.role && omission.finding.severity == Severity::error) ++state_.peer_errors;
    look_soon();
  }

  void on_event(const Event& event) {
    if (is_worth_a_line(event)) {
      if (const std::string sentence = house::sentence_of(event); !sentence.empty()) note(sentence);
    }
    look_soon();
  }

  void on_closed(const transport::Closed& closed) {
    closed_ = true;
    note(fmt::format("connection closed by {}, {}{}", closed.by_peer ? "the peer" : "us", closed.code,
                     closed.text.empty() ? "" : ": " + closed.text));
    if (winding_up_) return leave();
    look_soon();
  }

  // Not from inside the session: a line that is carried out sends through it.
  void look_soon() {
    if (std::exchange(looking_, true)) return;
    loop_.post([this] {
      looking_ = false;
      runner_->look();
    });
  }

  // --- The lines ---

  void read_lines() {
    if (script_.is_open()) {
      loop_.post([this] {
        for (std::string line; std::getline(script_, line);) runner_->feed(std::move(line));
        runner_->finish();
      });
      return;
    }
    input_ = std::make_unique<InputLines>(
        loop_, options_.input,
        InputLines::Reader{.on_line = [this](std::string line) { runner_->feed(std::move(line)); },
                           .on_overlong = [this] { note("the line is too long and was skipped"); },
                           .on_end = [this] { runner_->finish(); }});
  }

  void converse() {
    editor_ = std::make_unique<LineEditor>(loop_, "s2> ", [this](std::string_view line) { return completed(line); });
    note("'help' names the commands, Tab completes, Ctrl-D ends");
    while (auto line = editor_->read()) {
      runner_->feed(std::move(*line));
      if (winding_up_) break;
    }
    editor_.reset();
    if (left_) return;
    if (!winding_up_) wind_up();
    loop_.run();
  }

  LineEditor::Completed completed(std::string_view line) const {
    const Completions found = complete(line, state_);
    if (found.words.empty()) return {found.begin, std::string(line.substr(found.begin)), ""};
    LineEditor::Completed result{found.begin, common_beginning(found.words), ""};
    if (found.words.size() == 1) return result;
    for (std::size_t i = 0; i < std::min(found.words.size(), shown_candidates); ++i) {
      result.candidates += (i == 0 ? "" : "  ") + found.words[i];
    }
    result.candidates = wrapped(result.candidates, console_.width);
    return result;
  }

  // --- The end ---

  void interrupt() {
    if (editor_) editor_->stop();
    wind_up();
  }

  // Ends the session in good order, then the program.
  void wind_up() {
    if (std::exchange(winding_up_, true)) return;
    server_.reset();
    if (editor_) editor_->stop();
    loop_.post([this] {
      if (!talker_ || closed_) return leave();
      if (!talker_->over()) talker_->end(SessionRequestType::terminate, "the talk is over");
    });
  }

  void leave() {
    left_ = true;
    if (editor_) editor_->stop();
    loop_.post([this] {
      if (!endpoint_) return loop_.stop();
      endpoint_->stop([this] { loop_.stop(); });
    });
  }

  const TalkOptions& options_;
  Console& console_;
  transport::Loop loop_;
  house::WallClock clock_;
  TalkState state_;
  bool by_hand_;
  std::unique_ptr<house::Recorder> recorder_;
  std::unique_ptr<Talker> talker_;
  std::unique_ptr<transport::WebsocketServer> server_;
  std::unique_ptr<TalkEndpoint> endpoint_;
  std::optional<Runner> runner_;
  std::unique_ptr<InputLines> input_;
  std::unique_ptr<LineEditor> editor_;
  std::ifstream script_;
  std::optional<std::string> cannot_connect_;
  bool closed_ = false;
  bool first_ = true;  // the next frame is the first one of its connection
  bool looking_ = false;
  bool winding_up_ = false;
  bool left_ = false;
};

}  // namespace

ResourceManagerDetails usual_details(IdSource ids) {
  ResourceManagerDetails details;
  details.resource_id = ids();
  details.name = "s2 talk";
  details.roles = {{RoleType::energy_storage, Commodity::electricity}};
  details.instruction_processing_delay = Duration(0);
  details.available_control_types = {ControlType::power_envelope_based_control,
                                     ControlType::power_profile_based_control,
                                     ControlType::operation_mode_based_control, ControlType::fill_rate_based_control,
                                     ControlType::demand_driven_based_control};
  details.currency = Currency::eur;
  details.provides_forecast = true;
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_l1};
  return details;
}

int run_talk(const TalkOptions& options, Console& console) { return Talk(options, console).run(); }

}  // namespace s2::app
