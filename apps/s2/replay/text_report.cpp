// What was learned of a file, for people.

#include "replay/report.hpp"

#include "text_layout.hpp"

#include <fmt/format.h>

#include <map>

namespace s2::app {
namespace {

constexpr std::size_t shown_unanswered = 5;
constexpr std::size_t shown_instructions = 5;

class Printer {
 public:
  Printer(std::string& out, bool all_findings, const Console& console)
      : out_(out), all_(all_findings), console_(console) {}

  void file(const FileReport& report) {
    out_ += console_.paint(Ink::strong, harmless(report.source)) + '\n';
    if (report.troubles.errors() + report.troubles.warnings() > 0) {
      out_ += "  places that are no messages\n";
      findings(report, report.troubles);
    }
    for (const auto& one : report.conversations) conversation(report, *one);
    if (report.conversations_left_out > 0) {
      line(count_text(report.conversations_left_out, "further conversation", "further conversations") +
           " only counted");
    }
  }

 private:
  void line(std::string_view text) { out_ += "  " + std::string(text) + '\n'; }

  void conversation(const FileReport& report, const ConversationReport& one) {
    out_ += "\n  " + console_.paint(Ink::strong, headline(one)) + '\n';
    line(fmt::format("  {} from {} to {} ({})", count_text(one.messages, "message", "messages"), format_time(one.first),
                     format_time(one.last), span_text(one.last - one.first)));
    if (one.findings.errors() + one.findings.warnings() == 0) {
      line("  " + console_.paint(Ink::good, "no findings"));
    } else {
      findings(report, one.findings);
    }
    unanswered(one);
    instructions(one);
    timing(one);
  }

  static std::string headline(const ConversationReport& one) {
    std::string text = harmless(one.beginning.rm);
    if (one.control_type != ControlType::no_selection) {
      text += fmt::format(", {}", ::s2::name_of(one.control_type));
    }
    if (one.profile) text += fmt::format(", S2 JSON {}", version_of(*one.profile));
    if (one.beginning.again) text += fmt::format(", again from line {}", one.beginning.line);
    return text;
  }

  void findings(const FileReport& report, const FindingBook& book) {
    std::map<std::string_view, std::size_t> shown;
    for (const Spotted& spotted : book.spotted()) {
      if (!all_ && ++shown[spotted.finding.rule] > shown_per_rule) continue;
      finding(report, spotted);
    }
    for (const auto& [rule, count] : book.by_rule()) {
      const std::uint64_t total = count.errors + count.warnings;
      const auto seen = shown.find(rule);
      const std::uint64_t printed = seen == shown.end() ? 0 : std::min<std::uint64_t>(seen->second, shown_per_rule);
      if (!all_ && total > printed) {
        line("  " +
             console_.paint(Ink::faint, fmt::format("and {} more of {} (--all shows them)", total - printed, rule)));
      }
    }
    if (all_ && book.left_out() > 0) {
      line("  " + console_.paint(Ink::faint,
                                 count_text(book.left_out(), "further finding", "further findings") + " only counted"));
    }
  }

  void finding(const FileReport& report, const Spotted& spotted) {
    const bool is_error = spotted.finding.severity == Severity::error;
    const Ink ink = is_error ? Ink::error : Ink::warning;
    std::string where = harmless(report.source) + ':' + std::to_string(spotted.line) + ':';
    out_ += "    " + console_.paint(Ink::strong, where) + ' ' + console_.paint(ink, is_error ? "error:" : "warning:") +
            ' ' + harmless(spotted.finding.text) + ' ' + console_.paint(ink, '[' + spotted.finding.rule + ']') + '\n';
    std::string in;
    if (spotted.direction) in += std::string(name_of(*spotted.direction)) + ' ';
    if (spotted.kind) in += std::string(message_type_of(*spotted.kind).name()) + ' ';
    if (!spotted.message_id.empty()) in += '"' + harmless(spotted.message_id) + "\" ";
    if (!spotted.finding.pointer.empty()) in += "at " + harmless(spotted.finding.pointer) + ' ';
    if (!spotted.finding.value.empty()) in += "= " + harmless(shortened(spotted.finding.value));
    while (in.ends_with(' ')) in.pop_back();
    if (spotted.owes) {
      in += fmt::format("{}due {} from the {}", in.empty() ? "" : ", ", format_time(spotted.time),
                        side_text(*spotted.owes));
    }
    if (!in.empty()) out_ += "      " + console_.paint(Ink::faint, in) + '\n';
  }

  void unanswered(const ConversationReport& one) {
    if (one.differing > 0) {
      line("  " + count_text(one.differing, "answer differs", "answers differ") + " from ours [REC-010]");
    }
    if (one.unanswered.empty()) return;
    line("  " + count_text(one.unanswered.size(), "message", "messages") + " without an answer");
    for (std::size_t i = 0; i < std::min(one.unanswered.size(), shown_unanswered); ++i) {
      const Unanswered& open = one.unanswered[i];
      line(fmt::format("    line {}: {} {}{}", open.line, name_of(open.direction), type_text(open.kind),
                       open.late ? "" : ", just before the recording ends"));
    }
    if (one.unanswered.size() > shown_unanswered) {
      line(fmt::format("    and {} more", one.unanswered.size() - shown_unanswered));
    }
  }

  void instructions(const ConversationReport& one) {
    const Lifecycles& all = one.instructions;
    if (all.count() == 0) return;
    std::map<std::string_view, std::size_t> ends;
    for (const Lifecycle& cycle : all.kept_ones()) ++ends[cycle.end()];
    std::string text = count_text(all.count(), "instruction", "instructions");
    for (const auto& [end, count] : ends) text += fmt::format(", {} {}", count, end);
    if (all.count() > all.kept_ones().size()) {
      text += fmt::format(" (of the first {})", all.kept_ones().size());
    }
    line("  " + text);
    std::size_t shown = 0;
    for (const Lifecycle& cycle : all.kept_ones()) {
      if (cycle.status() == InstructionStatus::succeeded || shown == shown_instructions) continue;
      ++shown;
      line(fmt::format("    line {}: {}, {}: {}", cycle.line, message_type_of(cycle.kind).name(), harmless(cycle.wish),
                       life_of(cycle)));
    }
  }

  static std::string life_of(const Lifecycle& cycle) {
    std::string text(cycle.end());
    for (const Reported& reported : cycle.reports) {
      text += fmt::format("{} {} after {}", &reported == &cycle.reports.front() ? ";" : ",",
                          ::s2::name_of(reported.status), span_text(reported.time - cycle.time));
    }
    return text;
  }

  void timing(const ConversationReport& one) {
    if (one.times_assumed) return line("  the file has no times; they were worked out");
    for (const Direction direction : {Direction::cem_to_rm, Direction::rm_to_cem}) {
      const AnswerTimes& times = one.timing.answers_to(direction);
      if (times.count == 0) continue;
      line(fmt::format("  {} answered after {:.1f} ms on average, {} at most (line {}, {})",
                       direction == Direction::cem_to_rm ? "RM" : "CEM", times.mean_ms(), span_text(times.slowest),
                       times.slowest_line,
                       times.slowest_kind ? message_type_of(*times.slowest_kind).name() : std::string_view("?")));
    }
    const ClockSkew& skew = one.timing.skew();
    if (skew.stamps > 0) {
      line(fmt::format("  the RM's times against the recording: {} to {} ({})", signed_text(skew.oldest),
                       signed_text(skew.newest), count_text(skew.stamps, "time", "times")));
    }
  }

  static std::string signed_text(Duration span) { return (span > Duration(0) ? "+" : "") + span_text(span); }

  std::string& out_;
  bool all_;
  const Console& console_;
};

}  // namespace

void append_text(std::string& out, const FileReport& report, bool all_findings, const Console& console) {
  Printer(out, all_findings, console).file(report);
}

}  // namespace s2::app
