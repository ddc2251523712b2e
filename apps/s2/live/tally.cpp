#include "live/tally.hpp"

#include "json_line.hpp"
#include "replay/report.hpp"
#include "text_layout.hpp"

#include <s2/rules.hpp>

#include <fmt/format.h>

namespace s2::app {

void LiveTally::add(const Heard& heard) {
  ++frames_[static_cast<std::size_t>(heard.direction)];
  const Observation& seen = heard.observation;
  if (seen.message == nullptr) ++unreadable_;
  if (heard.passage == Passage::injected) {
    ++injected_;
    return;
  }
  for (const Finding& finding : seen.findings) add(finding);
  if (!seen.answered_after || !seen.answered_kind) return;
  if (slowest_ && *seen.answered_after <= slowest_->time) return;
  slowest_ = {*seen.answered_after, *seen.answered_kind, sender_of(heard.direction), std::string(heard.rm)};
}

void LiveTally::add(const Finding& finding) {
  const bool is_error = finding.severity == Severity::error;
  RuleCount& count = by_rule_[finding.rule];
  ++(is_error ? count.errors : count.warnings);
  ++(is_error ? errors_ : warnings_);
}

std::string tally_text(const LiveTally& tally) {
  const auto rm = tally.frames(Direction::rm_to_cem);
  const auto cem = tally.frames(Direction::cem_to_rm);
  std::string out =
      fmt::format("{}, {}: {} rm>cem, {} cem>rm", count_text(tally.connections(), "connection", "connections"),
                  count_text(rm + cem, "message", "messages"), rm, cem);
  if (tally.injected() > 0) out += fmt::format(", {} injected", tally.injected());
  if (tally.unreadable() > 0) out += fmt::format(", {} unreadable", tally.unreadable());
  out += '\n';
  if (const auto& slowest = tally.slowest()) {
    out += fmt::format("slowest answer: {}, by the {}, to {} ({})\n", span_text(slowest->time),
                       side_text(slowest->answerer), message_type_of(slowest->kind).name(), slowest->rm);
  }
  if (tally.unanswered() > 0) {
    out += count_text(tally.unanswered(), "message", "messages") + " without an answer\n";
  }
  if (tally.by_rule().empty()) return out + "no findings\n";
  out +=
      count_text(tally.errors(), "error", "errors") + ", " + count_text(tally.warnings(), "warning", "warnings") + "\n";
  constexpr std::size_t column = 24;
  constexpr std::size_t width = 100;
  for (const auto& [rule, count] : tally.by_rule()) {
    const Rule* known = find_rule(rule);
    const std::string term = fmt::format("{:<10} {:>6}", rule, count.errors + count.warnings);
    out += entry(term, known != nullptr ? known->says : std::string_view(), column, width);
  }
  return out;
}

std::string tally_json(const LiveTally& tally) {
  std::string rules = "{";
  for (const auto& [rule, count] : tally.by_rule()) {
    if (rules.size() > 1) rules += ',';
    rules += fmt::format("\"{}\":{}", rule,
                         JsonLine().member("errors", count.errors).member("warnings", count.warnings).str());
  }
  rules += '}';
  JsonLine slowest;
  if (const auto& one = tally.slowest()) {
    slowest.member("ms", static_cast<std::uint64_t>(one->time.count()))
        .member("type", message_type_of(one->kind).name())
        .member("by", ::s2::name_of(one->answerer))
        .member("rm", one->rm);
  }
  return JsonLine()
      .member("what", "summary")
      .member("connections", tally.connections())
      .member("messages", tally.frames(Direction::rm_to_cem) + tally.frames(Direction::cem_to_rm))
      .member("rm_to_cem", tally.frames(Direction::rm_to_cem))
      .member("cem_to_rm", tally.frames(Direction::cem_to_rm))
      .member("unreadable", tally.unreadable())
      .member("injected", tally.injected())
      .member("unanswered", tally.unanswered())
      .member("errors", tally.errors())
      .member("warnings", tally.warnings())
      .raw("by_rule", rules)
      .raw("slowest_answer", tally.slowest() ? slowest.str() : "null")
      .str();
}

}  // namespace s2::app
