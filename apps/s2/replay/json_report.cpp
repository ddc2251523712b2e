// What was learned of a file as JSON Lines: a promise to users, see docs/reference/replay.md.

#include "finding_json.hpp"
#include "replay/report.hpp"

#include <fmt/format.h>

namespace s2::app {
namespace {

using Text = std::optional<std::string_view>;

std::string moment(Time time) { return format_time(time); }

Text kind_text(const std::optional<Kind>& kind) { return kind ? Text(message_type_of(*kind).name()) : std::nullopt; }

std::string_view role_text(EnergyManagementRole role) { return role == EnergyManagementRole::cem ? "cem" : "rm"; }

// A list of JSON values.
template <class Items, class ToJson>
std::string list_of(const Items& items, ToJson to_json) {
  std::string list = "[";
  for (const auto& item : items) {
    if (list.size() > 1) list += ',';
    list += to_json(item);
  }
  return list + ']';
}

class Writer {
 public:
  Writer(std::string& out, const FileReport& report) : out_(out), report_(report) {}

  void write() {
    findings(report_.troubles, std::nullopt);
    for (const auto& one : report_.conversations) {
      findings(one->findings, one->beginning.rm);
      for (const auto& open : one->unanswered) unanswered(*one, open);
      for (const auto& cycle : one->instructions.kept_ones()) instruction(*one, cycle);
      conversation(*one);
    }
    out_ += begin("file")
                .member("messages", report_.messages)
                .member("conversations", std::uint64_t{report_.conversations.size()} + report_.conversations_left_out)
                .member("errors", report_.errors())
                .member("warnings", report_.warnings())
                .str();
    out_ += '\n';
  }

 private:
  JsonLine begin(std::string_view what) const {
    return JsonLine().member("what", what).member("source", report_.source);
  }

  void add(const JsonLine& line) { out_ += line.str() + '\n'; }

  void findings(const FindingBook& book, Text rm) {
    for (const Spotted& one : book.spotted()) {
      JsonLine line = begin("finding");
      line.member_or_null("rm", rm)
          .member("line", one.line)
          .member_or_null("time", one.direction || one.owes ? Text(moment_ = moment(one.time)) : std::nullopt)
          .member_or_null("direction", one.direction ? Text(name_of(*one.direction)) : std::nullopt)
          .member_or_null("type", kind_text(one.kind))
          .member_or_null("message_id", one.message_id.empty() ? std::nullopt : Text(one.message_id));
      add(add_finding(line, one.finding).member_or_null("owes", one.owes ? Text(role_text(*one.owes)) : std::nullopt));
    }
  }

  void unanswered(const ConversationReport& one, const Unanswered& open) {
    add(begin("unanswered")
            .member("rm", one.beginning.rm)
            .member("line", open.line)
            .member("time", moment(open.time))
            .member("direction", name_of(open.direction))
            .member_or_null("type", kind_text(open.kind))
            .member("message_id", open.message_id)
            .raw("late", open.late ? "true" : "false"));
  }

  void instruction(const ConversationReport& one, const Lifecycle& cycle) {
    const auto report = [](const Reported& reported) {
      return JsonLine()
          .member("status", ::s2::name_of(reported.status))
          .member("time", moment(reported.time))
          .member("line", reported.line)
          .str();
    };
    add(begin("instruction")
            .member("rm", one.beginning.rm)
            .member("line", cycle.line)
            .member("time", moment(cycle.time))
            .member("type", message_type_of(cycle.kind).name())
            .member("id", cycle.id)
            .member("wish", cycle.wish)
            .member("execution_time", moment(cycle.execution_time))
            .member_or_null("answer", cycle.answer ? Text(::s2::name_of(*cycle.answer)) : std::nullopt)
            .raw("reports", list_of(cycle.reports, report))
            .member("end", cycle.end()));
  }

  static std::string answer_times(const AnswerTimes& times) {
    return JsonLine()
        .member("count", times.count)
        .raw("mean_ms", fmt::format("{:.3f}", times.mean_ms()))
        .raw("slowest_ms", std::to_string(times.slowest.count()))
        .member("slowest_line", times.slowest_line)
        .str();
  }

  void conversation(const ConversationReport& one) {
    const ClockSkew& skew = one.timing.skew();
    add(begin("conversation")
            .member("rm", one.beginning.rm)
            .member("line", one.beginning.line)
            .member("last_line", one.last_line)
            .raw("again", one.beginning.again ? "true" : "false")
            .member_or_null("profile", one.profile ? Text(version_of(*one.profile)) : std::nullopt)
            .member("control_type", ::s2::name_of(one.control_type))
            .member("first", moment(one.first))
            .member("last", moment(one.last))
            .member("messages", one.messages)
            .member("unreadable", one.unreadable)
            .member("errors", one.findings.errors())
            .member("warnings", one.findings.warnings())
            .member("findings_left_out", one.findings.left_out())
            .member("differing_answers", one.differing)
            .member("unanswered", std::uint64_t{one.unanswered.size()})
            .member("instructions", one.instructions.count())
            .raw("answers_of_rm", answer_times(one.timing.answers_to(Direction::cem_to_rm)))
            .raw("answers_of_cem", answer_times(one.timing.answers_to(Direction::rm_to_cem)))
            .raw("clock_ahead_ms", skew.stamps == 0 ? "null" : std::to_string(skew.newest.count())));
  }

  std::string& out_;
  const FileReport& report_;
  std::string moment_;  // holds a text while its line is written
};

}  // namespace

void append_json(std::string& out, const FileReport& report) { Writer(out, report).write(); }

}  // namespace s2::app
