#include "replay/page/exchange.hpp"

#include "replay/report.hpp"
#include "text_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace s2::app {
namespace {

constexpr std::size_t listed_kinds = 3;

std::string_view verdict_of(const std::vector<Finding>& findings) {
  if (findings.empty()) return "ok";
  const bool error = std::any_of(findings.begin(), findings.end(),
                                 [](const Finding& finding) { return finding.severity == Severity::error; });
  return error ? "bad" : "warn";
}

std::string answer_of(const Shown& shown, const Row& row) {
  if (row.kind == Kind::ReceptionStatus || (shown.one.answers_assumed && !row.answer)) return {};
  if (!row.answer) return "<span class=\"ack none\">no answer</span>";
  const bool ok = row.answer->status == ReceptionStatusValues::ok;
  return fmt::format("<span class=\"ack {}\">{}{}</span>", ok ? "" : "not", ::s2::name_of(row.answer->status),
                     row.answer->after ? " " + span_text(*row.answer->after) : std::string());
}

// The place of a finding in the table, to link back to; the table has the same findings in the same order.
std::string findings_of(const Shown& shown, const Row& row) {
  const auto& spotted = shown.one.findings.spotted();
  std::string text;
  for (const Finding& finding : row.findings) {
    const auto place = std::find_if(spotted.begin(), spotted.end(),
                                    [&](const Spotted& one) { return one.line == row.line && one.finding == finding; });
    const std::string rule = html(finding.rule);
    const std::string label =
        place == spotted.end()
            ? rule
            : fmt::format("<a href=\"#{}\">{}</a>",
                          shown.finding_anchor(static_cast<std::size_t>(place - spotted.begin())), rule);
    text += fmt::format("<span class=\"found {}\"><b>{}</b> {}{}</span>",
                        finding.severity == Severity::error ? "bad" : "warn", label, html(finding.text),
                        finding.pointer.empty() ? "" : " <code>" + html(shortened(finding.pointer)) + "</code>");
  }
  return text;
}

std::string row_of(const Shown& shown, const Row& row) {
  const std::string_view type = type_text(row.kind);
  return fmt::format(
      "<details class=\"m {} {}\" id=\"{}\"><summary><span class=\"when\"><i>{}</i>{}</span><span class=\"way\">"
      "<span class=\"label\"><b>{}</b> {}</span>{}</span>{}</summary><pre>{}</pre></details>\n",
      row.direction == Direction::cem_to_rm ? "down" : "up", verdict_of(row.findings), shown.anchor(row.line), row.line,
      clock_text(row.time), type, html(row.says), findings_of(shown, row), answer_of(shown, row),
      html_of_frame(row.text));
}

std::string fold_of(const Fold& fold) {
  std::vector<std::pair<std::uint32_t, Kind>> kinds;
  for (std::size_t i = 0; i < kind_count; ++i) {
    if (fold.by_kind[i] > 0) kinds.emplace_back(fold.by_kind[i], static_cast<Kind>(i));
  }
  std::sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string text;
  for (std::size_t i = 0; i < kinds.size() && i < listed_kinds; ++i) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", kinds[i].first, message_type_of(kinds[i].second).name());
  }
  if (kinds.size() > listed_kinds) text += ", …";
  const std::string found = fold.found > 0 ? fmt::format(" ({} with findings)", fold.found) : "";
  return fmt::format(
      "<div class=\"fold\"><span class=\"when\">{}</span><span class=\"way\"><span class=\"label\">{} folded{}, until "
      "{}: {}"
      "</span></span></div>\n",
      clock_text(fold.from), count_text(fold.count, "message", "messages"), found, clock_text(fold.until), text);
}

// What is shown, and what is not.
std::string note(const ConversationReport& one) {
  const std::uint64_t folded = one.sequence.folded();
  std::string text = "All messages.";
  if (folded > 0) {
    text = fmt::format(
        "{} of {} are shown: the beginning and the end, descriptions, the first instructions, and what has "
        "a finding.",
        one.messages - folded, count_text(one.messages, "message", "messages"));
  }
  text += one.answers_assumed
              ? " No answers were recorded; each message is taken as answered the way this program would."
              : " An answer stands beside the message it answers.";
  return text + " Click a message for its JSON.";
}

}  // namespace

std::string exchange(const Shown& shown) {
  std::string text = "<h3>Messages</h3>\n<p class=\"note\">" + note(shown.one) + "</p>\n";
  text += fmt::format(
      "<div class=\"exchange\"><div class=\"sides\"><span class=\"when\">line, UTC</span><span "
      "class=\"way\"><b>{} (RM)</b><b>CEM</b></span><span class=\"ack\">answer</span></div>\n",
      html(shown.one.beginning.rm));
  for (const auto& item : shown.one.sequence.items()) {
    const auto* row = std::get_if<Row>(&item);
    text += row != nullptr ? row_of(shown, *row) : fold_of(*std::get_if<Fold>(&item));
  }
  return text + "</div>\n";
}

}  // namespace s2::app
