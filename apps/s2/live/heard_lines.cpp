#include "live/heard_lines.hpp"

#include "catalogue/rule_words.hpp"
#include "finding_json.hpp"
#include "replay/describe.hpp"
#include "replay/report.hpp"
#include "text_layout.hpp"

#include <house/text.hpp>

#include <s2/base/limits.hpp>

#include <fmt/format.h>

namespace s2::app {
namespace {

constexpr std::size_t name_columns = 10;
constexpr std::size_t type_columns = 28;
constexpr std::size_t meaning_bytes = 160;
// Findings stand below the direction.
constexpr std::size_t finding_indent = 14;

std::string_view type_of_frame(const Observation& seen) {
  return seen.kind ? message_type_of(*seen.kind).name() : std::string_view("(unreadable)");
}

std::string_view mark_of(Passage passage) {
  constexpr std::string_view marks[] = {"", "  injected", "  not passed on"};
  return marks[static_cast<std::size_t>(passage)];
}

std::string what_became_of(const Observation& seen) {
  if (seen.repeated) return "  (repeated)";
  if (seen.ignored) return "  (ignored)";
  return "";
}

}  // namespace

std::string time_of_day(Time time) {
  const std::int64_t day = 24 * 3600;
  const std::int64_t second = (time.seconds % day + day) % day;
  return fmt::format("{:02}:{:02}:{:02}.{:03}", second / 3600, second / 60 % 60, second % 60,
                     time.nanoseconds / 1'000'000);
}

std::string words_of(const Heard& heard) {
  const Observation& seen = heard.observation;
  if (seen.message == nullptr) return house::printable(heard.text, meaning_bytes);
  std::string words = house::printable(describe(*seen.message, heard.registry), meaning_bytes);
  if (seen.answered_kind) {
    words += fmt::format(" to {}", message_type_of(*seen.answered_kind).name());
    if (seen.answered_after) words += ", " + span_text(*seen.answered_after);
  }
  return words;
}

std::string finding_line(const Finding& finding, const Console& console) {
  const Ink ink = finding.severity == Severity::error ? Ink::error : Ink::warning;
  std::string line(finding_indent, ' ');
  line += console.paint(ink, fmt::format("{} {}", word_for(finding.severity), finding.rule));
  if (!finding.pointer.empty()) line += ' ' + house::printable(finding.pointer, meaning_bytes);
  line += ": " + house::printable(finding.text, Limits::shown_frame_bytes);
  if (!finding.value.empty()) line += " (" + house::printable(finding.value, Limits::finding_value_bytes) + ')';
  return line + '\n';
}

std::string heard_text(const Heard& heard, const Console& console, Columns columns) {
  const Observation& seen = heard.observation;
  const bool is_good_answer = seen.kind == Kind::ReceptionStatus && seen.findings.empty();
  std::string out = console.paint(Ink::faint, time_of_day(heard.time)) + "  ";
  if (columns == Columns::all) out += house::fit(heard.rm, name_columns) + "  ";
  out += std::string(name_of(heard.direction)) + "  ";
  const std::string words = words_of(heard);
  const std::string type =
      words.empty() ? std::string(type_of_frame(seen)) : house::fit(type_of_frame(seen), type_columns) + "  ";
  out += console.paint(is_good_answer ? Ink::faint : Ink::strong, type);
  out += is_good_answer ? console.paint(Ink::faint, words) : words;
  out += console.paint(Ink::hint, mark_of(heard.passage)) + console.paint(Ink::faint, what_became_of(seen)) + '\n';
  for (const Finding& finding : seen.findings) out += finding_line(finding, console);
  return out;
}

std::string missed_text(const Missed& missed, const Console& console, Columns columns) {
  const Omission& omission = missed.omission;
  std::string out = console.paint(Ink::faint, time_of_day(omission.due)) + "  ";
  if (columns == Columns::all) out += house::fit(missed.rm, name_columns) + "  ";
  out += fmt::format("the {} left something undone", side_text(omission.owes));
  if (omission.kind) out += fmt::format(", about a {}", message_type_of(*omission.kind).name());
  out += fmt::format(" of {}\n", time_of_day(omission.since));
  return out + finding_line(omission.finding, console);
}

std::string missed_json(const Missed& missed) {
  const Omission& omission = missed.omission;
  using Text = std::optional<std::string_view>;
  const bool has_id = !omission.message_id.empty() && omission.message_id != nil_id();
  return JsonLine()
      .member("what", "missed")
      .member("connection", missed.connection)
      .member("rm", missed.rm)
      .member("time", format_time(omission.due))
      .member("owes", side_text(omission.owes))
      .member("since", format_time(omission.since))
      .member_or_null("type", omission.kind ? Text(message_type_of(*omission.kind).name()) : std::nullopt)
      .member_or_null("message_id", has_id ? Text(omission.message_id.text()) : std::nullopt)
      .raw("finding", finding_json(omission.finding))
      .str();
}

std::string heard_json(const Heard& heard) {
  const Observation& seen = heard.observation;
  using Text = std::optional<std::string_view>;
  constexpr std::string_view passages[] = {"passed", "injected", "kept"};
  const bool has_id = !seen.message_id.empty() && seen.message_id != nil_id();
  const std::string answered_after = seen.answered_after ? std::to_string(seen.answered_after->count()) : "null";
  return JsonLine()
      .member("what", "frame")
      .member("connection", heard.connection)
      .member("rm", heard.rm)
      .member("time", format_time(heard.time))
      .member("direction", name_of(heard.direction))
      .member("passage", passages[static_cast<std::size_t>(heard.passage)])
      .member_or_null("type", seen.kind ? Text(message_type_of(*seen.kind).name()) : std::nullopt)
      .member_or_null("message_id", has_id ? Text(seen.message_id.text()) : std::nullopt)
      .member("meaning", words_of(heard))
      .member_or_null("answer", seen.answer ? Text(::s2::name_of(*seen.answer)) : std::nullopt)
      .raw("repeated", seen.repeated ? "true" : "false")
      .raw("ignored", seen.ignored ? "true" : "false")
      .member_or_null("answers", seen.answered_kind ? Text(message_type_of(*seen.answered_kind).name()) : std::nullopt)
      .raw("answered_after_ms", answered_after)
      .raw("findings", findings_json(seen.findings))
      .str();
}

}  // namespace s2::app
