#include "proxy/proxy_process.hpp"

#include "endpoint_options.hpp"
#include "live/input_lines.hpp"
#include "proxy/control_line.hpp"
#include "proxy/pair.hpp"
#include "proxy/plain_gate.hpp"

#include <house/recorder.hpp>
#include <house/text.hpp>

#include <s2/transport.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

namespace s2::app {
namespace {

// How long frames that do not tell who is who wait for one that does.
constexpr Duration patience{1'000};
constexpr std::size_t name_bytes = 40;

// One client and its way to the server.
struct Way {
  Way(ProxyLine its_line, const LiveJudgeOptions& options, LiveJudge::Tell tell, LiveJudge::TellMissed missed)
      : line(std::move(its_line)), judge(options, line.number, line.rm, std::move(tell), std::move(missed)) {}

  ProxyLine line;
  LiveJudge judge;
  std::unique_ptr<transport::Connection> client;  // until there is a pair
  std::optional<Pair> pair;
  std::uint64_t timer = 0;  // when the judge is to look again
  bool heard = false;       // a frame of it was recorded
};

class Proxy {
 public:
  Proxy(const ProxyOptions& options, Console& console)
      : options_(options), console_(console), log_(make_proxy_log(options.form, console)) {}

  int run() {
    if (const auto begun = begin_recording(); !begun) return fail(begun.error().text);
    auto gate = open_gate();
    if (!gate) return options_.paired ? complain(console_, "proxy", gate.error()) : fail(gate.error().text);
    gate_ = std::move(*gate);
    loop_.on_interrupt([this] { stop(); });
    log_->on_listening(gate_->from(), gate_->to());
    input_ = std::make_unique<InputLines>(
        loop_, options_.input,
        InputLines::Reader{.on_line = [this](const std::string& line) { obey(line); },
                           .on_overlong = [this] { note("the line is too long and was skipped"); },
                           .on_end = [this] { loop_.post([this] { input_.reset(); }); }});
    loop_.run();
    if (failed_) return fail(*failed_);
    log_->on_end(tally_);
    if (options_.once && unreachable_) return could_not_run;
    const bool torn = recorder_ && !recorder_->complete();
    return tally_.errors() > 0 || torn ? refused : done;
  }

 private:
  static Time now() { return transport::system_now(); }
  void note(std::string_view sentence) { log_->on_note(sentence, now()); }
  int fail(const std::string& sentence) {
    console_.complain("proxy: " + sentence);
    return could_not_run;
  }

  Result<void> begin_recording() {
    if (options_.record.empty()) return {};
    auto file = house::open_line_file(options_.record, house::Existing::kept);
    if (!file) return Unexpected{std::move(file).error()};
    auto recorder = house::Recorder::begin(std::move(*file), options_.record, {options_.made_by, now(), std::nullopt},
                                           [this](const std::string& sentence) { note(sentence); });
    if (!recorder) return Unexpected{std::move(recorder).error()};
    recorder_ = std::move(*recorder);
    return {};
  }

  // --- Connections ---

  Result<std::unique_ptr<Gate>> open_gate() {
    GateOwner owner{.on_client = [this](Came came) { welcome(std::move(came)); },
                    .on_note = [this](const std::string& sentence) { note(sentence); },
                    .on_code = [this](const std::string& text) { console_.err << text << std::flush; },
                    .on_failed =
                        [this](const std::string& why) {
                          failed_ = why;
                          stop();
                        }};
    return options_.paired ? open_paired_gate(loop_, *options_.paired, std::move(owner))
                           : open_plain_gate(loop_, options_.listen, options_.url, std::move(owner));
  }

  // How it is judged: S2 Connect has said who is who, and which version they speak.
  LiveJudgeOptions judging(const Came& came) const {
    LiveJudgeOptions judge = options_.judge;
    if (!came.agreed) return judge;
    judge.client = EnergyManagementRole::rm;
    judge.start = Start::connected;
    judge.profile = *came.agreed;
    return judge;
  }

  void welcome(Came came) {
    auto& client = came.connection;
    const std::size_t number = ++last_number_;
    ProxyLine line{
        .number = number, .rm = free_name(client->path()), .client = client->peer(), .url = gate_->to(client->path())};
    auto made = std::make_unique<Way>(
        std::move(line), judging(came), [this](const Heard& heard) { on_heard(heard); },
        [this](const Missed& missed) { on_missed(missed); });
    Way& way = *ways_.emplace(number, std::move(made)).first->second;
    way.client = std::move(client);
    tally_.add_connection();
    gate_->dial(way.line.url, [this, number](auto server) { on_server(number, std::move(server)); });
  }

  void on_server(std::size_t number, Result<std::unique_ptr<transport::Connection>> server) {
    const auto found = ways_.find(number);
    if (found == ways_.end()) return;  // the proxy is being stopped
    Way& way = *found->second;
    if (!server) {
      unreachable_ = true;
      note(server.error().text);
      way.client->close(1013, "the proxy cannot reach the server");
      return forget(number);
    }
    way.pair.emplace(std::move(way.client), std::move(*server),
                     Pair::Owner{.on_frame = [this, &way](End from, std::string_view frame,
                                                          Passage passage) { on_frame(way, from, frame, passage); },
                                 .on_closing =
                                     [this, &way](End by, const transport::Closed& closed) {
                                       settle(way);
                                       log_->on_closed(way.line, by, closed, now());
                                     },
                                 .on_over = [this, number] { forget(number); }});
    log_->on_opened(way.line, now());
    way.pair->start();
  }

  void on_frame(Way& way, End from, std::string_view frame, Passage passage) {
    way.judge.take(from, frame, passage, now());
    watch(way);
  }

  // Sees to it that the judge looks again when no frame comes. Its patience counts from the first frame.
  void watch(Way& way) {
    const bool undecided = way.judge.undecided();
    if (undecided && way.timer != 0) return;
    loop_.cancel(way.timer);
    if (undecided) {
      way.timer = loop_.after(patience, [this, &way] {
        way.judge.decide();
        watch(way);
      });
    } else if (const auto deadline = way.judge.next_deadline()) {
      way.timer = loop_.after(*deadline - now() + Duration(1), [this, &way] {
        way.judge.wake(now());
        watch(way);
      });
    }
  }

  void on_missed(const Missed& missed) {
    tally_.add(missed);
    log_->on_missed(missed);
  }

  void on_heard(const Heard& heard) {
    tally_.add(heard);
    if (recorder_) {
      recorder_->on_frame({.time = heard.time,
                           .direction = heard.direction,
                           .rm = std::string(heard.rm),
                           .frame = std::string(heard.text),
                           .opens = !std::exchange(ways_.at(heard.connection)->heard, true)});
    }
    log_->on_frame(heard);
  }

  // Nothing more is heard on it.
  void settle(Way& way) {
    loop_.cancel(way.timer);
    way.judge.decide();
    if (const auto* conversation = way.judge.conversation()) tally_.add_unanswered(conversation->unanswered().size());
  }

  // Not at once: a callback of the connections may be under way.
  void forget(std::size_t number) {
    loop_.post([this, number] {
      ways_.erase(number);
      if (options_.once && !stopping_) return stop();
      if (stopping_ && ways_.empty()) leave();
    });
  }

  // The path of a client is the name of its resource manager; one that is taken gets a number.
  std::string free_name(std::string_view path) const {
    path = path.substr(0, path.find('?'));
    while (path.starts_with('/')) path.remove_prefix(1);
    const std::string wish = path.empty() ? "rm" : house::printable(path, name_bytes);
    const auto is_taken = [&](const std::string& name) {
      return std::any_of(ways_.begin(), ways_.end(), [&](const auto& entry) { return entry.second->line.rm == name; });
    };
    std::string name = wish;
    for (int number = 2; is_taken(name); ++number) name = fmt::format("{}-{}", wish, number);
    return name;
  }

  void stop() {
    if (std::exchange(stopping_, true)) return;
    gate_->shut();
    for (auto& [number, way] : ways_) {
      if (!way->pair) {
        way->client->close(1001, "the proxy was stopped");
        forget(number);
      } else if (!way->pair->closing()) {
        settle(*way);
        way->pair->close(1001, "the proxy was stopped");
      }
    }
    if (ways_.empty()) leave();
  }

  void leave() {
    gate_->stop([this] { loop_.stop(); });
  }

  // --- What is typed ---

  void obey(const std::string& text) {
    const auto line = read_control_line(text);
    if (!line) return note(line.error().text);
    switch (line->wish) {
      case ControlLine::Wish::nothing:
        return;
      case ControlLine::Wish::quit:
        return stop();
      case ControlLine::Wish::help:
        console_.err << control_help();
        return;
      case ControlLine::Wish::inject:
        return inject(*line);
    }
  }

  void inject(const ControlLine& line) {
    Way* way = wanted(line);
    if (way == nullptr) return;
    way->pair->inject(line.to, line.frame, waits(*way, other(line.to), line.frame));
  }

  Way* wanted(const ControlLine& line) {
    const auto is_open = [](const auto& entry) { return entry.second->pair && !entry.second->pair->closing(); };
    if (line.connection) {
      const auto found = ways_.find(*line.connection);
      if (found != ways_.end() && is_open(*found)) return found->second.get();
      note(fmt::format("there is no open connection {}", *line.connection));
      return nullptr;
    }
    const auto open = std::count_if(ways_.begin(), ways_.end(), is_open);
    if (open == 1) return std::find_if(ways_.begin(), ways_.end(), is_open)->second.get();
    note(open == 0 ? "there is no open connection"
                   : "several connections are open; write the number of one before the arrow");
    return nullptr;
  }

  // Whether a message of this end with the same id waits for an answer.
  static bool waits(const Way& way, End from, std::string_view frame) {
    const auto id = id_to_answer(frame);
    const auto* conversation = way.judge.conversation();
    if (!id || conversation == nullptr) return false;
    const auto open = conversation->unanswered();
    return std::any_of(open.begin(), open.end(),
                       [&](const auto& one) { return one.message_id == *id && one.sender == way.judge.role_of(from); });
  }

  const ProxyOptions& options_;
  Console& console_;
  std::unique_ptr<ProxyLog> log_;
  transport::Loop loop_;
  LiveTally tally_;
  std::unique_ptr<house::Recorder> recorder_;
  std::unique_ptr<Gate> gate_;
  std::unique_ptr<InputLines> input_;
  std::map<std::size_t, std::unique_ptr<Way>> ways_;
  std::size_t last_number_ = 0;
  bool stopping_ = false;
  bool unreachable_ = false;
  std::optional<std::string> failed_;
};

}  // namespace

int run_proxy(const ProxyOptions& options, Console& console) { return Proxy(options, console).run(); }

}  // namespace s2::app
