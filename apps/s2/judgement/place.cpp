#include "judgement/place.hpp"

#include <codec/cursor.hpp>
#include <codec/scan.hpp>
#include <codec/text.hpp>

#include <algorithm>
#include <charconv>
#include <string>

namespace s2::app {
namespace {

using codec::Cursor;

// A value and, if it is a member, its name; both as positions in the frame.
struct Spot {
  std::size_t name = 0, name_end = 0;
  std::size_t value = 0, value_end = 0;
};

// The first reference token of a pointer, unescaped (RFC 6901).
std::string take_token(std::string_view& pointer) {
  pointer.remove_prefix(1);
  const std::size_t end = std::min(pointer.find('/'), pointer.size());
  std::string token;
  for (std::size_t i = 0; i < end; ++i) {
    const bool escape = pointer[i] == '~' && i + 1 < end;
    token += !escape ? pointer[i] : pointer[i + 1] == '0' ? '~' : '/';
    if (escape) ++i;
  }
  pointer.remove_prefix(end);
  return token;
}

// The last member of this name: where a name occurs twice, the second is the one too many.
std::optional<Spot> member_in(std::string_view frame, std::size_t from, const std::string& name) {
  Cursor cursor(frame.substr(from));
  std::optional<Spot> found;
  cursor.take('{');
  do {
    cursor.blank();
    Spot spot;
    spot.name = from + cursor.position();
    const auto inside = cursor.string();
    spot.name_end = from + cursor.position();
    cursor.blank();
    if (!inside || !cursor.take(':')) break;
    cursor.blank();
    spot.value = from + cursor.position();
    if (!cursor.skip()) break;
    spot.value_end = from + cursor.position();
    if (*inside == name || codec::unescaped(*inside) == name) found = spot;
    cursor.blank();
  } while (cursor.take(','));
  return found;
}

std::optional<Spot> item_in(std::string_view frame, std::size_t from, const std::string& number) {
  std::size_t index = 0;
  const auto end = number.data() + number.size();
  if (std::from_chars(number.data(), end, index).ptr != end) return std::nullopt;
  Cursor cursor(frame.substr(from));
  cursor.take('[');
  do {
    cursor.blank();
    const std::size_t value = from + cursor.position();
    if (!cursor.skip()) return std::nullopt;
    if (index-- == 0) return Spot{value, value, value, from + cursor.position()};
    cursor.blank();
  } while (cursor.take(','));
  return std::nullopt;
}

std::optional<Spot> inside(std::string_view frame, std::size_t from, const std::string& token) {
  const char opening = from < frame.size() ? frame[from] : '\0';
  if (opening == '{') return member_in(frame, from, token);
  if (opening == '[') return item_in(frame, from, token);
  return std::nullopt;
}

Place stretch(std::string_view frame, std::size_t from, std::size_t to) {
  from = std::min(from, frame.empty() ? 0 : frame.size() - 1);
  const std::size_t line_end = std::min({frame.find_first_of("\r\n", from), to, frame.size()});
  return {from, std::max<std::size_t>(line_end - std::min(line_end, from), 1)};
}

bool is_about_the_name(std::string_view rule) { return rule == "GEN-009" || rule == "GEN-012" || rule == "GEN-018"; }

}  // namespace

std::optional<Place> place_of(const Finding& finding, std::string_view frame) {
  const std::size_t start = std::min(frame.find_first_not_of(" \t\r\n"), frame.size());
  if (finding.rule == "GEN-001") {
    const std::size_t position = codec::scan_frame(frame).position;
    return stretch(frame, position, position + 1);
  }
  Spot spot{start, start, start, frame.size()};
  for (std::string_view pointer = finding.pointer; pointer.starts_with('/');) {
    const auto next = inside(frame, spot.value, take_token(pointer));
    if (next) {
      spot = *next;
    } else if (pointer.empty()) {  // a member that is missing: its object
      return stretch(frame, spot.value, spot.value + 1);
    } else {
      return std::nullopt;
    }
  }
  if (finding.pointer.empty()) return stretch(frame, start, start + 1);
  if (is_about_the_name(finding.rule)) return stretch(frame, spot.name, spot.name_end);
  return stretch(frame, spot.value, spot.value_end);
}

}  // namespace s2::app
