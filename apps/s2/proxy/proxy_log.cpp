#include "proxy/proxy_log.hpp"

#include "json_line.hpp"
#include "live/heard_lines.hpp"
#include "text_layout.hpp"

#include <house/text.hpp>

#include <fmt/format.h>

#include <ostream>

namespace s2::app {
namespace {

constexpr std::size_t reason_bytes = 123;  // longest in a WebSocket close

std::string_view name_of(End end) { return end == End::client ? "client" : "server"; }

class TextLog : public ProxyLog {
 public:
  TextLog(Console& console, bool only_findings) : console_(console), only_findings_(only_findings) {}

  void on_listening(const std::string& from, const std::string& to) override {
    console_.err << fmt::format("s2: proxy: listening on {}, for {}; Ctrl-C ends it\n", from, to);
  }

  void on_opened(const ProxyLine& line, Time now) override {
    say(now, line, fmt::format("connection {}: {} to {}", line.number, line.client, line.url));
  }

  void on_frame(const Heard& heard) override {
    if (only_findings_ && heard.observation.findings.empty()) return;
    console_.out << heard_text(heard, console_) << std::flush;
  }

  void on_missed(const Missed& missed) override { console_.out << missed_text(missed, console_) << std::flush; }

  void on_closed(const ProxyLine& line, End by, const transport::Closed& closed, Time now) override {
    const std::string reason = closed.text.empty() ? "" : ": " + house::printable(closed.text, reason_bytes);
    // What the transport does not let through is closed here, not by the end that sent it.
    const std::string doer =
        closed.by_peer ? std::string(name_of(by)) : fmt::format("proxy towards the {}", name_of(by));
    say(now, line, fmt::format("connection {} closed by the {}, {}{}", line.number, doer, closed.code, reason));
  }

  void on_note(std::string_view sentence, Time) override { console_.complain(fmt::format("proxy: {}", sentence)); }

  void on_end(const LiveTally& tally) override { console_.out << '\n' << tally_text(tally) << std::flush; }

 private:
  void say(Time now, const ProxyLine& line, const std::string& sentence) {
    if (only_findings_) return;
    console_.out << console_.paint(Ink::faint, time_of_day(now)) << "  " << house::fit(line.rm, 10) << "  "
                 << console_.paint(Ink::hint, harmless(sentence)) << '\n'
                 << std::flush;
  }

  Console& console_;
  bool only_findings_;
};

class JsonLog : public ProxyLog {
 public:
  explicit JsonLog(Console& console) : console_(console) {}

  void on_listening(const std::string& from, const std::string& to) override {
    write(JsonLine().member("what", "listening").member("url", from).member("server", to));
  }

  void on_opened(const ProxyLine& line, Time now) override {
    write(begin("opened", line, now).member("client", line.client).member("server", line.url));
  }

  void on_frame(const Heard& heard) override { write(heard_json(heard)); }

  void on_missed(const Missed& missed) override { write(missed_json(missed)); }

  void on_closed(const ProxyLine& line, End by, const transport::Closed& closed, Time now) override {
    write(begin("closed", line, now)
              .member("by", closed.by_peer ? name_of(by) : "proxy")
              .member("end", name_of(by))
              .member("code", closed.code)
              .member("reason", closed.text));
  }

  void on_note(std::string_view sentence, Time now) override {
    write(JsonLine().member("what", "note").member("time", format_time(now)).member("text", sentence));
  }

  void on_end(const LiveTally& tally) override { write(tally_json(tally)); }

 private:
  static JsonLine begin(std::string_view what, const ProxyLine& line, Time now) {
    return JsonLine()
        .member("what", what)
        .member("connection", line.number)
        .member("rm", line.rm)
        .member("time", format_time(now));
  }
  void write(const JsonLine& line) { write(line.str()); }
  void write(const std::string& line) { console_.out << line << '\n' << std::flush; }

  Console& console_;
};

}  // namespace

std::unique_ptr<ProxyLog> make_proxy_log(ProxyForm form, Console& console) {
  if (form == ProxyForm::json) return std::make_unique<JsonLog>(console);
  return std::make_unique<TextLog>(console, form == ProxyForm::quiet);
}

}  // namespace s2::app
