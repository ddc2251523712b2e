#include "replay/page/markup.hpp"

#include "text_layout.hpp"

#include <house/plot/svg.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace s2::app {
namespace {

// Brackets deeper than this get no more indentation.
constexpr std::size_t deepest = 16;

// JSON text with line breaks after commas and around brackets; strings stay as they are. What is no JSON comes out a
// little odd, and whole.
class Indenter {
 public:
  std::string run(std::string_view text) {
    for (const char c : text) take(c);
    return std::move(out_);
  }

 private:
  void take(char c) {
    if (in_string_) {
      out_ += c;
      in_string_ = escaped_ || c != '"';
      escaped_ = !escaped_ && c == '\\';
      return;
    }
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return;
    const bool closes = c == '}' || c == ']';
    if (closes) depth_ -= depth_ > 0 ? 1 : 0;
    if (fresh_ != closes && (fresh_ || closes)) line_break();
    fresh_ = false;
    out_ += c;
    if (c == '"') in_string_ = true;
    if (c == ':') out_ += ' ';
    if (c == ',') line_break();
    if (c == '{' || c == '[') {
      ++depth_;
      fresh_ = true;
    }
  }

  void line_break() { out_ += '\n' + std::string(2 * std::min(depth_, deepest), ' '); }

  std::string out_;
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool fresh_ = false;  // a bracket was opened and nothing stands in it yet
};

// Harmless to read as well: marks that turn the direction of writing could make a text say something else.
std::string plain(std::string_view text) {
  std::string safe = harmless(text);
  for (const std::string_view mark :
       {"\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"}) {
    for (auto at = safe.find(mark); at != safe.npos; at = safe.find(mark, at)) safe.replace(at, mark.size(), "\uFFFD");
  }
  return safe;
}

bool may_be_json(std::string_view text) { return text.starts_with('{') || text.starts_with('['); }

}  // namespace

std::string html(std::string_view text) { return house::xml_escaped(plain(text)); }

std::string html_of_frame(std::string_view frame) {
  const std::string safe = plain(frame);
  return house::xml_escaped(may_be_json(safe) ? Indenter().run(safe) : safe);
}

std::string clock_text(Time time) {
  const std::string text = format_time(time);
  return text.substr(11, text.size() - 12);
}

std::string date_text(Time time) {
  std::string text = format_time({time.seconds, 0});
  text[10] = ' ';
  text.pop_back();
  return text;
}

std::string Shown::anchor(std::uint64_t line) const { return fmt::format("c{}m{}", number, line); }

std::string Shown::finding_anchor(std::size_t index) const { return fmt::format("c{}f{}", number, index); }

bool Shown::is_shown(std::uint64_t line) const {
  const auto& items = one.sequence.items();
  return std::any_of(items.begin(), items.end(), [&](const auto& item) {
    const auto* row = std::get_if<Row>(&item);
    return row != nullptr && row->line == line;
  });
}

std::string Shown::link(std::uint64_t line, std::string_view markup) const {
  if (!is_shown(line)) return std::string(markup);
  return fmt::format("<a href=\"#{}\">{}</a>", anchor(line), markup);
}

}  // namespace s2::app
