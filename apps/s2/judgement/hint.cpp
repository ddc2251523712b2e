#include "judgement/hint.hpp"

#include "judgement/table_place.hpp"
#include "suggest.hpp"

#include <codec/number.hpp>
#include <codec/scan.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace s2::app {
namespace {

// What a hint is made from.
struct Case {
  const Finding& finding;
  const Judgement& judgement;
  std::string_view frame;
  std::optional<TablePlace> place;
};

std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

// The inside of a value that is a string.
std::string_view inside(std::string_view value) {
  return value.size() >= 2 && value.front() == '"' && value.back() == '"' ? value.substr(1, value.size() - 2) : value;
}

std::string did_you_mean(std::string_view name) { return name.empty() ? "" : "did you mean " + quoted(name) + '?'; }

std::vector<std::string_view> member_names(const Type& type, Profile profile) {
  std::vector<std::string_view> names;
  for (const Field& field : type.fields) {
    if (field.presence(profile) != Presence::forbidden) names.push_back(field.name);
  }
  return names;
}

std::string page_of(std::string_view type) { return "s2 model " + std::string(type) + " shows what it has"; }

// --- Layer 1 --------------------------------------------------------------------------------------------------------

// What people and programs write that is no JSON, and what to write instead.
struct Slip {
  std::string_view begins;
  std::string_view hint;
};

constexpr Slip slips[] = {
    {"'", "strings stand in double quotes"},
    {"//", "JSON has no comments"},
    {"/*", "JSON has no comments"},
    {"#", "JSON has no comments"},
    {"NaN", "JSON has no NaN; leave an optional value out"},
    {"Infinity", "JSON has no infinity; leave an optional value out"},
    {"-Infinity", "JSON has no infinity; leave an optional value out"},
    {"None", "write null as null, or leave the member out"},
    {"True", "write true in small letters"},
    {"False", "write false in small letters"},
    {"undefined", "leave a member without a value out"},
    {"+", "a number has no plus sign"},
    {".", "a number begins with a digit: 0.5, not .5"},
    {"\xE2\x80\x9C", "strings stand in plain double quotes, not typographic ones"},
};

// Whether the last character before a position that is not blank is this one.
bool comes_after(char c, std::string_view frame, std::size_t position) {
  const std::size_t last = frame.substr(0, position).find_last_not_of(" \t\r\n");
  return last != frame.npos && frame[last] == c;
}

std::string no_json(const Case& it) {
  const std::size_t position = std::min(codec::scan_frame(it.frame).position, it.frame.size());
  const std::string_view rest = it.frame.substr(position);
  if (rest.empty()) return "the message is cut off; is its end missing?";
  if ((rest.front() == '}' || rest.front() == ']') && comes_after(',', it.frame, position)) {
    return "remove the comma before " + std::string(1, rest.front());
  }
  for (const Slip& slip : slips) {
    if (rest.starts_with(slip.begins)) return std::string(slip.hint);
  }
  if (rest.front() == '"' && !comes_after(',', it.frame, position) && !comes_after('{', it.frame, position)) {
    return "is a comma missing before it?";
  }
  return {};
}

std::string no_object(const Case&) { return "a message is a JSON object: {\"message_type\": …, \"message_id\": …, …}"; }

std::string no_message_id(const Case& it) {
  if (!it.finding.value.empty()) return "use a fresh UUID for every message";
  const auto peeked = peek(it.frame);
  return peeked && peeked->message_type.empty() ? "is this an S2 message at all? It has no message_type either"
                                                : "add \"message_id\" with a fresh UUID";
}

std::string too_large(const Case&) { return "the longest list of a legal message stays far below this"; }

// --- Layer 2 --------------------------------------------------------------------------------------------------------

std::string unknown_type(const Case& it) {
  std::vector<std::string_view> names;
  for (const MessageType& type : message_types()) names.push_back(type.name());
  const auto meant = did_you_mean(nearest(inside(it.finding.value), names));
  return meant.empty() ? "s2 model lists the messages there are" : meant;
}

std::string no_message_type(const Case&) { return "add \"message_type\"; s2 model lists the names"; }

std::string other_profile(const Case& it) {
  for (const Profile profile : all_profiles) {
    if (profile != it.judgement.profile) {
      const std::string version(version_of(profile));
      return "S2 JSON " + version + " is judged with --profile " + version;
    }
  }
  return {};
}

// A member nobody knows, among the findings of the same object, that could be the one that is missing.
std::string misspelled_elsewhere(const Case& it) {
  const std::string_view pointer = it.finding.pointer;
  const std::string_view object = pointer.substr(0, pointer.rfind('/') + 1);
  const std::string_view name = pointer.substr(object.size());
  for (const Finding& other : it.judgement.findings) {
    if (other.rule != "GEN-009" || !std::string_view(other.pointer).starts_with(object)) continue;
    const std::string_view written = std::string_view(other.pointer).substr(object.size());
    if (nearest(written, std::array{name}) == name) return "is it the one written " + quoted(written) + '?';
  }
  return {};
}

std::string missing_member(const Case& it) {
  auto hint = misspelled_elsewhere(it);
  if (hint.empty() && it.place && it.place->field) {
    hint = "add " + quoted(it.place->member) + ": " + wanted(*it.place->field);
  }
  return hint;
}

std::string null_value(const Field& field, Profile profile) {
  if (field.presence(profile) == Presence::optional) return "leave the member out when there is no value";
  return "the member is required: " + wanted(field);
}

std::string wrong_kind(const Case& it) {
  if (!it.place || !it.place->field) return {};
  const Field& field = *it.place->field;
  const std::string_view value = it.finding.value;
  if (value == "null" && !it.place->is_item) return null_value(field, it.judgement.profile);
  const Shape shape = field.type().shape;
  const bool one_is_wanted = field.list == nullptr || it.place->is_item;
  if (!one_is_wanted && !value.starts_with('[')) return "write the value in [ ], also when it is the only one";
  const bool is_number = shape == Shape::number || shape == Shape::duration;
  if (one_is_wanted && is_number && codec::to_double(inside(value))) {
    return "write the number without quotes: " + std::string(inside(value));
  }
  if (one_is_wanted && shape == Shape::boolean &&
      (same_letters(inside(value), "true") || same_letters(inside(value), "false"))) {
    return "write true or false without quotes";
  }
  if (one_is_wanted && (shape == Shape::id || shape == Shape::text) && codec::to_double(value)) {
    return "write it in quotes: " + quoted(value);
  }
  return "it is " + wanted(field);
}

std::string unknown_member(const Case& it) {
  if (!it.place) return {};
  const auto meant = did_you_mean(nearest(it.place->member, member_names(*it.place->owner, it.judgement.profile)));
  return meant.empty() ? page_of(it.place->owner->name) : meant;
}

std::string unknown_value(const Case& it) {
  if (!it.place || !it.place->field) return {};
  std::vector<std::string_view> names;
  for (const EnumValue& value : it.place->field->type().values) names.push_back(value.name);
  return did_you_mean(nearest(inside(it.finding.value), names));
}

std::string list_size(const Case& it) {
  return it.place && it.place->field ? "it is " + wanted(*it.place->field) : std::string();
}

std::string doubled(const Case&) { return "keep one of them; readers disagree about which one counts"; }

// --- Values ---------------------------------------------------------------------------------------------------------

std::string bad_id(const Case&) { return "use a UUID, such as 550e8400-e29b-41d4-a716-446655440000"; }

std::string bad_duration(const Case& it) {
  const auto value = codec::to_double(it.finding.value);
  if (!value) return {};
  if (*value < 0) return "durations do not run backwards; is an earlier moment subtracted from a later one?";
  std::string ms;
  codec::append_number(ms, std::round(*value * 1000));
  return "durations are milliseconds; if these were seconds, write " + ms;
}

std::string huge_duration(const Case&) { return "durations are milliseconds; were these nanoseconds?"; }

std::string bad_time(const Case& it) {
  const std::string_view text = inside(it.finding.value);
  if (parse_time(text, true)) return "for UTC write " + quoted(std::string(text) + 'Z');
  if (codec::to_double(text)) return "not seconds since 1970 but a date-time: \"2024-08-24T14:15:22Z\"";
  return "write it like \"2024-08-24T14:15:22Z\" or \"2024-08-24T16:15:22.5+02:00\"";
}

std::string bad_factor(const Case& it) {
  const auto value = codec::to_double(it.finding.value);
  if (!value || *value <= 1 || *value > 100) return {};
  std::string factor;
  codec::append_number(factor, *value / 100);
  return "a factor is no percentage; if this was one, write " + factor;
}

// One row per rule that has a hint.
struct Row {
  std::string_view rule;
  std::string (*make)(const Case&);
};

constexpr Row rows[] = {
    {"GEN-001", no_json},        {"GEN-002", no_object},     {"GEN-003", no_message_id},  {"GEN-004", no_message_type},
    {"GEN-005", unknown_type},   {"GEN-006", other_profile}, {"GEN-007", missing_member}, {"GEN-008", wrong_kind},
    {"GEN-009", unknown_member}, {"GEN-010", unknown_value}, {"GEN-011", list_size},      {"GEN-012", doubled},
    {"GEN-013", too_large},      {"GEN-014", other_profile}, {"GEN-018", unknown_member}, {"ID-001", bad_id},
    {"ID-003", bad_id},          {"NUM-002", bad_duration},  {"NUM-003", huge_duration},  {"NUM-004", bad_factor},
    {"TIME-001", bad_time},      {"TIME-002", bad_time},
};

}  // namespace

std::string hint_for(const Finding& finding, const Judgement& judgement, std::string_view frame) {
  const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return r.rule == finding.rule; });
  if (row == std::end(rows)) return {};
  Case it{finding, judgement, frame, {}};
  if (judgement.kind) it.place = table_place(*judgement.kind, finding.pointer);
  return row->make(it);
}

}  // namespace s2::app
