#include "talk/compose.hpp"

#include "explain/facts.hpp"
#include "json_line.hpp"
#include "suggest.hpp"
#include "talk/command_words.hpp"
#include "talk/names.hpp"
#include "text_layout.hpp"

#include <s2/codec.hpp>

#include <fmt/format.h>
#include <codec/text.hpp>
#include <codec/utf8.hpp>

#include <vector>

namespace s2::app {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  if (!codec::append_quoted(out, text)) codec::append_quoted(out, codec::mended_utf8(text));
  return out;
}

Unexpected<Finding> wrong(const Field& field, std::string_view word) {
  return not_understood(fmt::format("{}: '{}' is not {}", field.name, shortened(word), field_words(field)));
}

Result<std::string> enumeration_json(const Field& field, std::string_view word) {
  std::vector<std::string_view> names;
  for (const EnumValue& value : field.type().values) {
    if (same_letters(value.name, word)) return quoted(value.name);
    names.push_back(value.name);
  }
  const std::string_view meant = nearest(word, names);
  const std::string hint = meant.empty() ? "" : fmt::format("; did you mean {}?", meant);
  return not_understood(fmt::format("{}: '{}' is not {}{}", field.name, shortened(word), field_words(field), hint));
}

Result<std::string> scalar_json(const Field& field, std::string_view word, const Composing& composing) {
  if (word.starts_with('"')) return std::string(word);  // JSON, which is judged with the message it stands in
  switch (field.shape) {
    case Shape::text:
      return quoted(word);
    case Shape::id: {
      auto id = id_for(field.name, word, composing.registry);
      if (!id) return Unexpected{std::move(id).error()};
      return quoted(id->text());
    }
    case Shape::number: {
      const auto number = parse_number(word);
      if (!number) return wrong(field, word);
      return number_json(*number);
    }
    case Shape::duration: {
      if (const auto span = parse_span(word)) return std::to_string(span->count());
      if (!parse_number(word)) return wrong(field, word);
      return std::string(word);
    }
    case Shape::time: {
      const auto time = parse_moment(word, composing.now);
      if (!time) return wrong(field, word);
      return quoted(format_time(*time));
    }
    case Shape::boolean:
      if (word != "true" && word != "false") return wrong(field, word);
      return std::string(word);
    case Shape::enumeration:
      return enumeration_json(field, word);
    case Shape::object:
      break;
  }
  return wrong(field, word);
}

// "ELECTRIC.POWER.L1:500" for the fields of an object that have to be there, in their order.
Result<std::string> object_json(const Field& field, std::string_view word, const Composing& composing) {
  std::string json = "{";
  for (const Field& part : field.type().fields) {
    if (part.presence(composing.profile) != Presence::required) continue;
    if (word.empty()) return wrong(field, word);
    const auto colon = word.find(':');
    auto value = json_for(part, word.substr(0, colon), composing);
    if (!value) return value;
    json += (json.size() > 1 ? "," : "") + quoted(part.name) + ':' + *value;
    word = colon == word.npos ? std::string_view() : word.substr(colon + 1);
  }
  if (!word.empty()) return wrong(field, word);
  return json + '}';
}

Result<std::string> item_json(const Field& field, std::string_view word, const Composing& composing) {
  if (field.shape != Shape::object) return scalar_json(field, word, composing);
  return word.starts_with('{') ? Result<std::string>(std::string(word)) : object_json(field, word, composing);
}

// What stands in a field that was not given; empty when somebody has to say it.
std::string usual_json(const Field& field, const Composing& composing) {
  if (field.list != nullptr) return field.facts.items.min == 0 ? "[]" : "";
  if (field.shape == Shape::time) return quoted(format_time(composing.now));
  if (field.shape == Shape::boolean) return "false";
  if (field.shape != Shape::id) return "";
  if (field.name == "message_id" || field.name == "id") return quoted(composing.ids().text());
  const auto id = usual_id(field.name, composing.registry);
  return id ? quoted(id->text()) : "";
}

struct Assignment {
  std::string_view field;
  std::string_view value;
};

Result<std::vector<Assignment>> read_assignments(const MessageType& type, std::span<const std::string_view> words) {
  std::vector<Assignment> all;
  std::vector<std::string_view> names;
  for (const Field& field : type.type().fields) names.push_back(field.name);
  for (const std::string_view word : words) {
    const auto equals = word.find('=');
    if (equals == word.npos || equals == 0) {
      return not_understood(fmt::format("'{}' is not FIELD=VALUE", shortened(word)));
    }
    const std::string_view name = word.substr(0, equals);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string_view meant = nearest(name, names);
      return not_understood(fmt::format("{} has no field '{}'{}", type.name(), shortened(name),
                                        meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
    }
    all.push_back({name, word.substr(equals + 1)});
  }
  return all;
}

Result<Message> read(std::string_view json, const Composing& composing) {
  auto decoded = decode(json, composing.profile);
  if (decoded) return std::move(decoded->message);
  Finding why = decoded.error().findings.front();
  if (!why.pointer.empty()) why.text = why.pointer.substr(1) + ": " + why.text;
  return Unexpected{std::move(why)};
}

}  // namespace

std::string field_words(const Field& field) {
  std::string words;
  switch (field.shape) {
    case Shape::text:
      words = "text";
      break;
    case Shape::id:
      words = "an id";
      break;
    case Shape::number:
      words = "a number";
      break;
    case Shape::duration:
      words = "a duration, e.g. 15min";
      break;
    case Shape::time:
      words = "a time, e.g. now+15min";
      break;
    case Shape::boolean:
      words = "true or false";
      break;
    case Shape::enumeration:
      for (const EnumValue& value : field.type().values)
        words += (words.empty() ? "one of " : ", ") + std::string(value.name);
      break;
    case Shape::object:
      words = "a " + std::string(field.type().name);
      break;
  }
  if (field.facts.bounds) words += fmt::format(", {:g} to {:g}", field.facts.bounds->min, field.facts.bounds->max);
  if (field.list != nullptr) words = "a list, each item " + words;
  const std::string_view unit = unit_text(field.facts.unit);
  if (!unit.empty() && field.facts.unit != Unit::factor && field.shape == Shape::number)
    words += fmt::format(" ({})", unit);
  return words;
}

Result<std::string> json_for(const Field& field, std::string_view word, const Composing& composing) {
  if (field.list == nullptr) return item_json(field, word, composing);
  if (word.starts_with('[')) return std::string(word);
  std::string json = "[";
  while (!word.empty()) {
    const auto comma = word.starts_with('{') ? word.npos : word.find(',');
    auto item = item_json(field, word.substr(0, comma), composing);
    if (!item) return item;
    json += (json.size() > 1 ? "," : "") + *item;
    word = comma == word.npos ? std::string_view() : word.substr(comma + 1);
  }
  return json + ']';
}

Result<Message> compose(const MessageType& type, std::span<const std::string_view> assignments,
                        const Composing& composing) {
  const auto given = read_assignments(type, assignments);
  if (!given) return Unexpected{given.error()};
  JsonLine json;
  json.member("message_type", type.name());
  for (const Field& field : type.type().fields) {
    const auto assignment =
        std::find_if(given->begin(), given->end(), [&](const Assignment& one) { return one.field == field.name; });
    if (assignment != given->end()) {
      auto value = json_for(field, assignment->value, composing);
      if (!value) return Unexpected{std::move(value).error()};
      json.raw(field.name, *value);
    } else if (field.presence(composing.profile) == Presence::required) {
      const std::string value = usual_json(field, composing);
      if (value.empty()) {
        return not_understood(fmt::format("{} is missing: {}, {}", field.name, field_words(field), field.text));
      }
      json.raw(field.name, value);
    }
  }
  return read(json.str(), composing);
}

}  // namespace s2::app
