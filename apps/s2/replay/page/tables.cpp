#include "replay/page/tables.hpp"

#include "replay/report.hpp"
#include "text_layout.hpp"

#include <s2/rules.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>

namespace s2::app {
namespace {

constexpr std::size_t listed_findings = 500;
// Findings of one rule that are to be seen at once.
constexpr std::size_t listed_at_once = 5;
constexpr std::size_t listed_instructions = 100;
constexpr std::size_t listed_unanswered = 50;
// Longer tables are folded until somebody wants to see them.
constexpr std::size_t open_rows = 15;

std::string pill(std::uint64_t errors, std::uint64_t warnings) {
  if (errors + warnings == 0) return "<span class=\"pill good\">no findings</span>";
  std::string text;
  if (errors > 0) text += "<span class=\"pill bad\">" + count_text(errors, "error", "errors") + "</span>";
  if (warnings > 0) text += "<span class=\"pill warn\">" + count_text(warnings, "warning", "warnings") + "</span>";
  return text;
}

std::string figure(std::string_view value, std::string_view text) {
  return fmt::format("<div class=\"figure\"><b>{}</b><span>{}</span></div>", value, text);
}

std::string grouped(std::uint64_t count) {
  std::string text = count_text(count, "", "");
  text.pop_back();
  return text;
}

std::string folded(std::string_view title, std::size_t rows, const std::string& table) {
  return fmt::format("<details class=\"table\"{}><summary><h3>{}</h3></summary>\n{}</details>\n",
                     rows <= open_rows ? " open" : "", title, table);
}

// The slowest answer of a conversation, whichever side gave it.
const AnswerTimes& slower(const ConversationReport& one) {
  const AnswerTimes& rm = one.timing.answers_to(Direction::cem_to_rm);
  const AnswerTimes& cem = one.timing.answers_to(Direction::rm_to_cem);
  return rm.slowest >= cem.slowest ? rm : cem;
}

std::string finding_row(const Shown& shown, std::size_t index) {
  const Spotted& one = shown.one.findings.spotted()[index];
  std::string type(type_text(one.kind));
  if (one.owes) type += fmt::format(" · the {} owes it", side_text(*one.owes));
  return fmt::format(
      "<tr id=\"{}\"><td>{}</td><td class=\"nowrap\">{}</td><td>{}</td><td>{}{}{}</td></tr>\n",
      shown.finding_anchor(index), shown.link(one.line, std::to_string(one.line)), clock_text(one.time), type,
      html(one.finding.text),
      one.finding.pointer.empty() ? "" : "<br><code>" + html(shortened(one.finding.pointer, 120)) + "</code>",
      one.finding.value.empty() ? "" : " <code class=\"value\">" + html(shortened(one.finding.value)) + "</code>");
}

std::string findings_rows(const Shown& shown, std::span<const std::size_t> places) {
  std::string rows = "<table class=\"findings\"><tbody>\n";
  for (const std::size_t place : places) rows += finding_row(shown, place);
  return rows + "</tbody></table>\n";
}

// Everything about one rule: what it wants, and where it was broken.
std::string rule_block(const Shown& shown, std::string_view id, const RuleCount& count,
                       std::span<const std::size_t> places) {
  const Rule* rule = find_rule(id);
  std::string text = fmt::format(
      "<div class=\"rule {}\"><p><b>{}</b> {}{}</p>\n", count.errors > 0 ? "bad" : "warn", html(id),
      count_text(count.errors + count.warnings, "time", "times"),
      rule == nullptr ? std::string() : fmt::format(" · {} <i>{}</i>", html(rule->says), html(rule->cites)));
  const std::size_t open = std::min(places.size(), listed_at_once);
  if (open > 0) text += findings_rows(shown, places.first(open));
  if (places.size() > open) {
    text += fmt::format("<details><summary>{} more</summary>\n{}</details>\n", places.size() - open,
                        findings_rows(shown, places.subspan(open)));
  }
  const std::uint64_t rest = count.errors + count.warnings - places.size();
  if (rest > 0) text += "<p class=\"note\">" + count_text(rest, "finding", "findings") + " not listed.</p>\n";
  return text + "</div>\n";
}

std::string instruction_row(const Shown& shown, const Lifecycle& cycle) {
  const std::string_view end = cycle.end();
  const bool bad = end == "refused" || end == "REJECTED" || end == "ABORTED";
  std::string reports;
  for (const Reported& one : cycle.reports) {
    reports += fmt::format("{}{} <i>+{}</i>", reports.empty() ? "" : " → ",
                           shown.link(one.line, ::s2::name_of(one.status)), span_text(one.time - cycle.time));
  }
  return fmt::format(
      "<tr class=\"{}\"><td>{}</td><td class=\"nowrap\">{}</td><td>{}</td><td "
      "class=\"nowrap\">{}</td><td>{}</td><td>{}</td>"
      "</tr>\n",
      bad ? "bad" : "", shown.link(cycle.line, std::to_string(cycle.line)), clock_text(cycle.time), html(cycle.wish),
      clock_text(cycle.execution_time), reports.empty() ? "<i>nothing reported</i>" : reports, html(end));
}

std::string who(const ConversationReport& one) {
  if (!one.details) return {};
  std::string text;
  const auto add = [&](std::string_view title, const std::optional<std::string>& value) {
    if (value && !value->empty()) {
      text += fmt::format("<dt>{}</dt><dd>{}</dd>", title, html(shortened(*value)));
    }
  };
  add("Name", one.details->name);
  add("Manufacturer", one.details->manufacturer);
  add("Model", one.details->model);
  add("Firmware", one.details->firmware_version);
  add("Serial number", one.details->serial_number);
  return text;
}

std::string messages_by_type(const ConversationReport& one) {
  std::string text;
  for (const Direction direction : {Direction::rm_to_cem, Direction::cem_to_rm}) {
    std::string list;
    const auto& kinds = one.kinds[static_cast<std::size_t>(direction)];
    for (std::size_t i = 0; i < kind_count; ++i) {
      if (kinds[i] == 0) continue;
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ", grouped(kinds[i]),
                          message_type_of(static_cast<Kind>(i)).name());
    }
    if (list.empty()) continue;
    text += fmt::format("<dt>{}</dt><dd>{}</dd>", direction == Direction::rm_to_cem ? "RM sent" : "CEM sent", list);
  }
  if (one.unreadable > 0) text += fmt::format("<dt>No message</dt><dd>{} frames</dd>", grouped(one.unreadable));
  return text;
}

std::string answer_times(const Shown& shown, Direction direction) {
  const AnswerTimes& times = shown.one.timing.answers_to(direction);
  if (times.count == 0) return {};
  return fmt::format("<dt>{} answers</dt><dd>after {:.1f} ms on average, {} at most ({} of line {})</dd>",
                     direction == Direction::cem_to_rm ? "RM" : "CEM", times.mean_ms(), span_text(times.slowest),
                     times.slowest_kind ? message_type_of(*times.slowest_kind).name() : "?",
                     shown.link(times.slowest_line, std::to_string(times.slowest_line)));
}

}  // namespace

std::string summary(const std::vector<Shown>& all) {
  std::uint64_t messages = 0, errors = 0, warnings = 0, unanswered = 0, differing = 0;
  Duration slowest{0};
  std::string rows;
  for (const Shown& shown : all) {
    const ConversationReport& one = shown.one;
    messages += one.messages;
    errors += one.findings.errors();
    warnings += one.findings.warnings();
    unanswered += one.unanswered.size();
    differing += one.differing;
    slowest = std::max(slowest, slower(one).slowest);
    rows += fmt::format(
        "<tr><td><a href=\"#c{}\">{}</a></td><td>{}</td><td class=\"num\">{}</td><td>{}</td><td class=\"num\">{}</td>"
        "<td class=\"num\">{}</td><td class=\"num\">{}</td></tr>\n",
        shown.number, html(one.beginning.rm),
        one.control_type == ControlType::no_selection ? "" : html(::s2::name_of(one.control_type)),
        grouped(one.messages), pill(one.findings.errors(), one.findings.warnings()), grouped(one.unanswered.size()),
        grouped(one.instructions.count()), span_text(slower(one).slowest));
  }
  return fmt::format(
      "<div class=\"figures\">{}{}{}{}{}{}</div>\n<table class=\"overview\"><thead><tr><th>Resource "
      "manager</th><th>Control "
      "type</th><th class=\"num\">Messages</th><th>Findings</th><th class=\"num\">Unanswered</th><th class=\"num\">"
      "Instructions</th><th class=\"num\">Slowest answer</th></tr></thead><tbody>\n{}</tbody></table>\n",
      figure(grouped(messages), "messages"), figure(grouped(errors), "errors"), figure(grouped(warnings), "warnings"),
      figure(grouped(unanswered), "unanswered"), figure(grouped(differing), "answers that differ from ours"),
      figure(span_text(slowest), "slowest answer"), rows);
}

std::string facts(const Shown& shown) {
  const ConversationReport& one = shown.one;
  std::string text = who(one);
  text += fmt::format("<dt>From</dt><dd>{} UTC, for {}; lines {} to {}</dd>", date_text(one.first),
                      span_text(one.last - one.first), one.beginning.line, one.last_line);
  if (one.profile) text += fmt::format("<dt>S2 JSON</dt><dd>{}</dd>", version_of(*one.profile));
  text += messages_by_type(one);
  if (one.times_assumed)
    return "<dl>" + text + "<dt>Times</dt><dd>The file has none; they were worked out.</dd></dl>\n";
  text += answer_times(shown, Direction::cem_to_rm) + answer_times(shown, Direction::rm_to_cem);
  const ClockSkew& skew = one.timing.skew();
  if (skew.stamps > 0) {
    const bool ahead = skew.newest > Duration(0);
    text += fmt::format(
        "<dt>Clock of the RM</dt><dd>{}; its {} are up to {} older than their messages</dd>",
        ahead ? "at least " + span_text(skew.newest) + " ahead of the recording" : "not seen ahead of the recording",
        count_text(skew.stamps, "time stamp", "time stamps"), span_text(std::max(-skew.oldest, Duration(0))));
  }
  return "<dl>" + text + "</dl>\n";
}

std::string findings_table(const Shown& shown) {
  const FindingBook& book = shown.one.findings;
  if (book.by_rule().empty()) return "<h3>Findings</h3>\n<p class=\"note\">None.</p>\n";
  std::map<std::string_view, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < std::min(book.spotted().size(), listed_findings); ++i) {
    places[book.spotted()[i].finding.rule].push_back(i);
  }
  std::string text = "<h3>Findings</h3>\n";
  for (const bool errors : {true, false}) {
    for (const auto& [rule, count] : book.by_rule()) {
      if ((count.errors > 0) == errors) text += rule_block(shown, rule, count, places[rule]);
    }
  }
  return text;
}

std::string unanswered_table(const Shown& shown) {
  const auto& all = shown.one.unanswered;
  if (all.empty()) return {};
  std::string rows;
  const std::size_t listed = std::min(all.size(), listed_unanswered);
  for (std::size_t i = 0; i < listed; ++i) {
    const Unanswered& open = all[i];
    rows += fmt::format(
        "<tr class=\"{}\"><td>{}</td><td>{}</td><td>{} of the {}</td><td>{}</td></tr>\n", open.late ? "warn" : "",
        shown.link(open.line, std::to_string(open.line)), clock_text(open.time), type_text(open.kind),
        open.direction == Direction::rm_to_cem ? "RM" : "CEM", open.late ? "" : "just before the recording ends");
  }
  if (listed < all.size()) rows += fmt::format("<tr><td colspan=\"4\">and {} more</td></tr>", all.size() - listed);
  return folded("Messages without an answer", listed,
                "<table><thead><tr><th>Line</th><th>UTC</th><th>Message</th><th></th></tr></thead><tbody>\n" + rows +
                    "</tbody></table>\n");
}

std::string instructions_table(const Shown& shown) {
  const Lifecycles& all = shown.one.instructions;
  if (all.count() == 0) return {};
  std::map<std::string_view, std::size_t> ends;
  for (const Lifecycle& cycle : all.kept_ones()) ++ends[cycle.end()];
  std::string title = "Instructions: " + grouped(all.count());
  for (const auto& [end, count] : ends) title += fmt::format(", {} {}", grouped(count), end);
  std::string rows;
  std::size_t listed = 0;
  // Those that did not go well first of all.
  for (const bool well : {false, true}) {
    for (const Lifecycle& cycle : all.kept_ones()) {
      if ((cycle.status() == InstructionStatus::succeeded) != well || listed == listed_instructions) continue;
      ++listed;
      rows += instruction_row(shown, cycle);
    }
  }
  std::string note;
  if (listed < all.count()) {
    note = fmt::format("<p class=\"note\">{} of {} are listed; those that did not succeed come first.</p>\n", listed,
                       grouped(all.count()));
  }
  return folded(html(title), listed,
                "<table><thead><tr><th>Line</th><th>UTC</th><th>Wish</th><th>To be carried out</th><th>Reported</th>"
                "<th>End</th></tr></thead><tbody>\n" +
                    rows + "</tbody></table>\n" + note);
}

std::string troubles_table(const FileReport& file) {
  if (file.troubles.spotted().empty()) return {};
  std::string rows;
  for (const Spotted& one : file.troubles.spotted()) {
    rows += fmt::format("<tr class=\"{}\"><td>{}</td><td><b>{}</b></td><td>{}</td></tr>\n",
                        one.finding.severity == Severity::error ? "bad" : "warn", one.line, html(one.finding.rule),
                        html(one.finding.text));
  }
  return "<h2>Places that are no messages: " + html(file.source) +
         "</h2>\n<table><thead><tr><th>Line</th><th>Rule</th><th>What</th></tr></thead><tbody>\n" + rows +
         "</tbody></table>\n";
}

}  // namespace s2::app
