// One reader per shape of scalar.

#include "scalar_reader.hpp"

#include "number.hpp"
#include "text.hpp"
#include "utf8.hpp"

#include <s2/base/limits.hpp>
#include <s2/model/session_messages.hpp>

#include <cmath>

namespace s2::codec {
namespace {

bool read_text(const Type&, Cursor& cursor, void* slot, const Path& path, ReadContext& context) {
  if (cursor.next() != '"') return refuse_kind("a string", cursor, path, context);
  std::string_view text;
  if (!read_string(cursor, context.scratch, text)) return false;
  static_cast<std::string*>(slot)->assign(text);
  return true;
}

bool read_id(const Type&, Cursor& cursor, void* slot, const Path& path, ReadContext& context) {
  if (cursor.next() != '"') return refuse_kind("a string", cursor, path, context);
  const std::string_view token = cursor.rest();
  std::string_view text;
  if (!read_string(cursor, context.scratch, text)) return false;
  if (is_legal_id(text)) {
    static_cast<Id*>(slot)->assign(text);
  } else {
    context.report.error("ID-001", path, token,
                         "an identifier needs two characters in a row out of letters, digits, '-', '_' and ':'");
  }
  return true;
}

bool starts_number(char c) { return c == '-' || (c >= '0' && c <= '9'); }

void too_large(std::string_view token, const Path& path, ReadContext& context) {
  context.report.error("NUM-001", path, token, "the number is too large for an IEEE 754 double");
}

bool read_number(const Type&, Cursor& cursor, void* slot, const Path& path, ReadContext& context) {
  if (!starts_number(cursor.next())) return refuse_kind("a number", cursor, path, context);
  double& value = *static_cast<double*>(slot);
  const std::string_view token = cursor.number(value);
  if (token.empty()) return false;
  if (std::isinf(value)) too_large(token, path, context);
  return true;
}

// Durations: 3000.0 and 3e3 are as integral as 3000 (NUM-002).
bool read_duration(const Type&, Cursor& cursor, void* slot, const Path& path, ReadContext& context) {
  if (!starts_number(cursor.next())) return refuse_kind("an integer", cursor, path, context);
  double value = 0;
  const std::string_view token = cursor.number(value);
  if (token.empty()) return false;
  constexpr auto longest = static_cast<double>(Limits::duration_ms);  // 2^53-1: whole doubles up to here are exact
  if (std::isinf(value)) {
    too_large(token, path, context);
  } else if (value < 0 || value != std::trunc(value)) {
    context.report.error("NUM-002", path, token, "a duration is a whole number of milliseconds, not negative");
  } else if (value > longest) {
    context.report.error("NUM-003", path, token, "a duration is at most 2^53-1 ms");
  } else {
    *static_cast<Duration*>(slot) = Duration(static_cast<std::int64_t>(value));
  }
  return true;
}

bool read_time(const Type&, Cursor& cursor, void* slot, const Path& path, ReadContext& context) {
  if (cursor.next() != '"') return refuse_kind("a string", cursor, path, context);
  const std::string_view token = cursor.rest();
  std::string_view text;
  if (!read_string(cursor, context.scratch, text)) return false;
  const auto parsed = parse_time(text, context.strictness == Strictness::lenient);
  if (!parsed) {
    const bool offset_is_all = parse_time(text, true).has_value();
    context.report.error("TIME-001", path, token,
                         offset_is_all ? "the UTC offset is missing; end the date-time with Z or ±hh:mm"
                                       : "no RFC 3339 date-time, such as 2024-08-24T14:15:22Z");
    return true;
  }
  if (parsed->no_offset) {
    context.report.warning("TIME-002", path, token, "the UTC offset is missing; the time was read as UTC");
  }
  if (parsed->unusual) {
    context.report.warning("TIME-003", path, token, "an unusual spelling of a date-time that some peers cannot read");
  }
  *static_cast<Time*>(slot) = parsed->time;
  return true;
}

bool read_boolean(const Type&, Cursor& cursor, void* slot, const Path& path, ReadContext& context) {
  if (cursor.take("false")) return *static_cast<bool*>(slot) = false, true;
  if (cursor.take("true")) return *static_cast<bool*>(slot) = true, true;
  return refuse_kind("true or false", cursor, path, context);
}

// Four types the documentation lists as revocable have no name on the wire (REV-008).
bool is_documented_but_not_revocable(const Type& type, std::string_view text) {
  return &type == &type_of<RevokableObjects>() &&
         (text == "FRBC.LeakageBehaviour" || text == "FRBC.UsageForecast" || text == "FRBC.FillLevelTargetProfile" ||
          text == "DDBC.AverageDemandRateForecast");
}

std::string allowed_values(const Type& type) {
  constexpr std::size_t shown_at_most = 14;
  std::string list;
  for (std::size_t i = 0; i < type.values.size() && i < shown_at_most; ++i) {
    list += (i == 0 ? "" : ", ") + std::string(type.values[i].name);
  }
  return type.values.size() > shown_at_most ? list + ", …" : list;
}

void refuse_value(const Type& type, std::string_view text, std::string_view token, const Path& path,
                  ReadContext& context) {
  if (is_documented_but_not_revocable(type, text)) {
    return context.report.error("REV-008", path, token,
                                "objects of this type cannot be revoked, in spite of the documentation; replace them");
  }
  context.report.error("GEN-010", path, token,
                       "no value of " + std::string(type.name) + "; possible: " + allowed_values(type));
}

bool read_enumeration(const Type& type, Cursor& cursor, void* slot, const Path& path, ReadContext& context) {
  if (cursor.next() != '"') return refuse_kind("a string", cursor, path, context);
  const std::string_view token = cursor.rest();
  std::string_view text;
  if (!read_string(cursor, context.scratch, text)) return false;
  for (std::size_t i = 0; i < type.values.size(); ++i) {
    if (type.values[i].name == text) return *static_cast<std::uint8_t*>(slot) = static_cast<std::uint8_t>(i), true;
  }
  return refuse_value(type, text, token, path, context), true;
}

// One row per shape, in the order of Shape; objects are no scalars.
using ScalarReader = bool (*)(const Type&, Cursor&, void*, const Path&, ReadContext&);

constexpr ScalarReader readers[] = {read_text, read_id,      read_number,     read_duration,
                                    read_time, read_boolean, read_enumeration};

}  // namespace

std::string_view kind_of_value(char first) {
  switch (first) {
    case '{':
      return "an object";
    case '[':
      return "an array";
    case '"':
      return "a string";
    case 't':
    case 'f':
      return "a boolean";
    case 'n':
      return "null";
    default:
      return "a number";
  }
}

bool read_string(Cursor& cursor, std::string& scratch, std::string_view& text) {
  StringToken token;
  if (!cursor.string(token)) return false;
  if (!token.ascii && valid_utf8_prefix(token.inside) != token.inside.size()) return false;
  text = token.inside;
  if (!token.escaped) return true;
  scratch.clear();
  if (!append_unescaped(scratch, text)) return false;
  text = scratch;
  return true;
}

bool read_scalar(const Type& type, Cursor& cursor, void* slot, const Path& path, ReadContext& context) {
  return readers[static_cast<std::size_t>(type.shape)](type, cursor, slot, path, context);
}

bool refuse_kind(std::string_view wanted, Cursor& cursor, const Path& path, ReadContext& context) {
  context.report.error("GEN-008", path, cursor.rest(),
                       std::string(wanted) + " is expected, this is " + std::string(kind_of_value(cursor.next())));
  return cursor.skip();
}

}  // namespace s2::codec
