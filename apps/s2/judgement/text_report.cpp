// Judgements as a compiler would print them.

#include "judgement/hint.hpp"
#include "judgement/place.hpp"
#include "judgement/report.hpp"
#include "text_layout.hpp"

#include <algorithm>
#include <optional>

namespace s2::app {
namespace {

// Bytes of an id, name or line that are shown at most.
constexpr std::size_t shown_bytes = 80;
// Columns left of the underlined place that are worth showing when the line is too long.
constexpr std::size_t context_columns = 24;

// A place in the file: line, column, and the text of that line.
struct Spot {
  std::uint64_t line = 1;
  std::optional<std::size_t> column;  // bytes before it; empty when the text stands in the file in another spelling
  std::string_view text;              // the line as far as it belongs to the record
  std::size_t from = 0;               // the place in `text`
  std::size_t length = 1;
};

Spot spot_in(const Judged& judged, const Finding& finding) {
  const std::string_view frame = judged.frame.text(judged.record);
  const bool verbatim = judged.frame.unescaped.empty();
  const auto place = judged.frame.trouble ? std::nullopt : place_of(finding, frame);
  Spot spot{judged.record.line, judged.record.column, {}, 0, 1};
  if (!verbatim) spot.column = std::nullopt;
  const std::string_view text = verbatim ? std::string_view(judged.record.text) : frame;
  if (text.empty()) return spot;
  const std::size_t offset = (verbatim ? judged.frame.offset : 0) + (place ? place->offset : 0);
  const std::size_t line_from = text.rfind('\n', offset == 0 ? 0 : offset - 1);
  const std::size_t from = line_from == text.npos || offset == 0 ? 0 : line_from + 1;
  spot.line +=
      static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(from), '\n'));
  spot.text = text.substr(from, text.find_first_of("\r\n", from) - from);
  spot.from = offset - from;
  spot.length = place ? place->length : 1;
  if (spot.column) spot.column = spot.from + (from == 0 ? judged.record.column : 0);
  return spot;
}

// A part of the line around the place, and the columns before and of the place in it.
struct Excerpt {
  std::string text;
  std::size_t before = 0;
  std::size_t columns = 1;
};

bool is_inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

Excerpt excerpt_of(const Spot& spot, std::size_t width) {
  std::size_t begin = spot.text.size() <= width || spot.from <= context_columns ? 0 : spot.from - context_columns;
  while (is_inside_character(spot.text, begin)) --begin;
  std::size_t end = std::min(begin + width, spot.text.size());
  while (is_inside_character(spot.text, end)) --end;
  const std::size_t place_end = std::min(spot.from + spot.length, end);
  Excerpt excerpt;
  if (begin > 0) excerpt.text = "…";
  excerpt.text += harmless(spot.text.substr(begin, spot.from - begin));
  excerpt.before = columns_of(excerpt.text);
  const std::string place = harmless(spot.text.substr(spot.from, place_end - std::min(spot.from, place_end)));
  excerpt.columns = std::max<std::size_t>(columns_of(place), 1);
  excerpt.text += place + harmless(spot.text.substr(place_end, end - place_end));
  if (end < spot.text.size()) excerpt.text += "…";
  return excerpt;
}

std::string shortened(std::string_view text) {
  if (text.size() <= shown_bytes) return harmless(text);
  return harmless(text.substr(0, shown_bytes)) + "…";
}

class Printer {
 public:
  Printer(std::string& out, const Console& console) : out_(out), console_(console) {}

  void finding(const Judged& judged, const Finding& finding) {
    const Spot spot = spot_in(judged, finding);
    margin_ = std::to_string(spot.line).size() + 1;
    headline(judged, finding, spot);
    if (!spot.text.empty()) source(spot, finding);
    note("in", whereabouts(judged, finding));
    if (!finding.value.empty()) note("value", shortened(finding.value));
    const std::string hint = hint_for(finding, judged.judgement, judged.frame.text(judged.record));
    if (!hint.empty()) note(console_.paint(Ink::hint, "hint"), harmless(hint));
  }

 private:
  static Ink ink_of(const Finding& finding) { return finding.severity == Severity::error ? Ink::error : Ink::warning; }

  void headline(const Judged& judged, const Finding& finding, const Spot& spot) {
    std::string place = harmless(judged.source) + ':' + std::to_string(spot.line) + ':';
    if (spot.column) place += std::to_string(*spot.column + 1) + ':';
    const std::string_view severity = finding.severity == Severity::error ? "error:" : "warning:";
    out_ += console_.paint(Ink::strong, place) + ' ' + console_.paint(ink_of(finding), severity) + ' ' +
            harmless(finding.text) + ' ' + console_.paint(ink_of(finding), '[' + finding.rule + ']') + '\n';
  }

  void source(const Spot& spot, const Finding& finding) {
    const std::size_t room = std::max<std::size_t>(console_.width, margin_ + 24) - margin_ - 6;
    const Excerpt excerpt = excerpt_of(spot, room);
    out_ += ' ' + console_.paint(Ink::faint, std::to_string(spot.line) + " |") + ' ' + excerpt.text + '\n';
    out_ += std::string(margin_, ' ') + console_.paint(Ink::faint, " |") + ' ' + std::string(excerpt.before, ' ') +
            console_.paint(ink_of(finding), std::string(excerpt.columns, '^')) + '\n';
  }

  void note(std::string_view title, std::string_view text) {
    out_ += std::string(margin_, ' ') + console_.paint(Ink::faint, " =") + ' ';
    out_ += title;
    out_ += ": ";
    out_ += text;
    out_ += '\n';
  }

  // Which message, where it begins, and the pointer.
  static std::string whereabouts(const Judged& judged, const Finding& finding) {
    const Judgement& judgement = judged.judgement;
    if (judged.frame.trouble) return judged.frame.was_sent ? "a message" : "the file";
    std::string text = judgement.type ? shortened(*judgement.type) : "a message of unknown type";
    if (judgement.message_id) text += " \"" + shortened(*judgement.message_id) + '"';
    text += " (line " + std::to_string(judged.record.line) + ')';
    if (!finding.pointer.empty()) text += " at " + harmless(finding.pointer);
    return text;
  }

  std::string& out_;
  const Console& console_;
  std::size_t margin_ = 0;
};

}  // namespace

void append_for_people(std::string& out, const Judged& judged, const Console& console) {
  Printer printer(out, console);
  for (const Finding& finding : judged.judgement.findings) printer.finding(judged, finding);
}

}  // namespace s2::app
