// One reader per shape of scalar.

#include "scalar_reader.hpp"

#include "number.hpp"
#include "text.hpp"

#include <s2/base/limits.hpp>
#include <s2/model/session_messages.hpp>

#include <charconv>
#include <cmath>
#include <cstring>

namespace s2::codec {
namespace {

void read_text(const Type&, std::string_view token, void* slot, const Path& path, ReadContext& context) {
  std::string_view text;
  if (!text_of(token, context.scratch, text)) return report_wrong_kind("a string", token, path, context);
  static_cast<std::string*>(slot)->assign(text);
}

void read_id(const Type&, std::string_view token, void* slot, const Path& path, ReadContext& context) {
  std::string_view text;
  if (!text_of(token, context.scratch, text)) return report_wrong_kind("a string", token, path, context);
  if (!is_legal_id(text)) {
    return context.report.error("ID-001", path, token,
                                "an identifier needs two characters in a row out of letters, digits, '-', '_' and ':'");
  }
  static_cast<Id*>(slot)->assign(text);
}

void read_number(const Type&, std::string_view token, void* slot, const Path& path, ReadContext& context) {
  const auto value = to_double(token);
  if (!value) return report_wrong_kind("a number", token, path, context);
  if (std::isinf(*value)) {
    return context.report.error("NUM-001", path, token, "the number is too large for an IEEE 754 double");
  }
  *static_cast<double*>(slot) = *value;
}

// Durations: 3000.0 and 3e3 are as integral as 3000 (NUM-002).
void read_duration(const Type&, std::string_view token, void* slot, const Path& path, ReadContext& context) {
  std::int64_t ms = 0;
  const auto whole = std::from_chars(token.data(), token.data() + token.size(), ms);
  if (whole.ec != std::errc{} || whole.ptr != token.data() + token.size() || number_length(token) != token.size()) {
    const auto value = to_double(token);
    if (!value) return report_wrong_kind("an integer", token, path, context);
    if (std::isinf(*value)) {
      return context.report.error("NUM-001", path, token, "the number is too large for an IEEE 754 double");
    }
    if (*value < 0 || *value != std::trunc(*value)) {
      return context.report.error("NUM-002", path, token, "a duration is a whole number of milliseconds, not negative");
    }
    ms =
        *value > static_cast<double>(Limits::duration_ms) ? Limits::duration_ms + 1 : static_cast<std::int64_t>(*value);
  }
  if (ms < 0) {
    return context.report.error("NUM-002", path, token, "a duration is a whole number of milliseconds, not negative");
  }
  if (ms > Limits::duration_ms) {
    return context.report.error("NUM-003", path, token, "a duration is at most 2^53-1 ms");
  }
  *static_cast<Duration*>(slot) = Duration(ms);
}

void read_time(const Type&, std::string_view token, void* slot, const Path& path, ReadContext& context) {
  std::string_view text;
  if (!text_of(token, context.scratch, text)) return report_wrong_kind("a string", token, path, context);
  const auto parsed = parse_time(text, context.strictness == Strictness::lenient);
  if (!parsed) {
    const bool offset_is_all = parse_time(text, true).has_value();
    return context.report.error("TIME-001", path, token,
                                offset_is_all ? "the UTC offset is missing; end the date-time with Z or ±hh:mm"
                                              : "no RFC 3339 date-time, such as 2024-08-24T14:15:22Z");
  }
  if (parsed->no_offset) {
    context.report.warning("TIME-002", path, token, "the UTC offset is missing; the time was read as UTC");
  }
  if (parsed->unusual) {
    context.report.warning("TIME-003", path, token, "an unusual spelling of a date-time that some peers cannot read");
  }
  *static_cast<Time*>(slot) = parsed->time;
}

void read_boolean(const Type&, std::string_view token, void* slot, const Path& path, ReadContext& context) {
  if (token != "true" && token != "false") return report_wrong_kind("true or false", token, path, context);
  *static_cast<bool*>(slot) = token == "true";
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

void read_enumeration(const Type& type, std::string_view token, void* slot, const Path& path, ReadContext& context) {
  std::string_view text;
  if (!text_of(token, context.scratch, text)) return report_wrong_kind("a string", token, path, context);
  for (std::size_t i = 0; i < type.values.size(); ++i) {
    const auto name = type.values[i].name;
    if (name.size() == text.size() && std::memcmp(name.data(), text.data(), name.size()) == 0) {
      *static_cast<std::uint8_t*>(slot) = static_cast<std::uint8_t>(i);
      return;
    }
  }
  if (is_documented_but_not_revocable(type, text)) {
    return context.report.error("REV-008", path, token,
                                "objects of this type cannot be revoked, in spite of the documentation; replace them");
  }
  context.report.error("GEN-010", path, token,
                       "no value of " + std::string(type.name) + "; possible: " + allowed_values(type));
}

// One row per shape, in the order of Shape; objects are no scalars.
using ScalarReader = void (*)(const Type&, std::string_view, void*, const Path&, ReadContext&);

constexpr ScalarReader readers[] = {read_text, read_id,      read_number,     read_duration,
                                    read_time, read_boolean, read_enumeration};

}  // namespace

std::string_view wanted(Shape shape) {
  constexpr std::string_view words[] = {"a string", "a string",      "a number", "an integer",
                                        "a string", "true or false", "a string", "an object"};
  return words[static_cast<std::size_t>(shape)];
}

std::string_view kind_of_token(std::string_view token) {
  switch (token.empty() ? '\0' : token.front()) {
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

bool text_of(std::string_view token, std::string& scratch, std::string_view& text) {
  if (token.size() < 2 || token.front() != '"' || token.back() != '"') return false;
  text = token.substr(1, token.size() - 2);
  if (std::memchr(text.data(), '\\', text.size()) == nullptr) return true;
  scratch.clear();
  if (!append_unescaped(scratch, text)) return false;
  text = scratch;
  return true;
}

void read_scalar(const Type& type, std::string_view token, void* slot, const Path& path, ReadContext& context) {
  readers[static_cast<std::size_t>(type.shape)](type, token, slot, path, context);
}

void report_wrong_kind(std::string_view wanted, std::string_view token, const Path& path, ReadContext& context) {
  context.report.error("GEN-008", path, token,
                       std::string(wanted) + " is expected, this is " + std::string(kind_of_token(token)));
}

}  // namespace s2::codec
