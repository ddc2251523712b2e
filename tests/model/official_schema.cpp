#include "official_schema.hpp"

#include <simdjson.h>

#include <gtest/gtest.h>

#include <algorithm>

namespace s2::tests {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

std::string text_in(const object& json, const char* key) {
  std::string_view text;
  return json[key].get(text) ? std::string() : std::string(text);
}

std::string number_in(const object& json, const char* key, std::string otherwise) {
  std::uint64_t number = 0;
  return json[key].get(number) ? otherwise : std::to_string(number);
}

// The type a $ref leads to, e.g. "../schemas/ID.schema.json" to "ID".
std::string referred(std::string_view reference) {
  const std::size_t from = reference.rfind('/') + 1;
  return std::string(reference.substr(from, reference.find(".schema.json") - from));
}

// Keywords beyond those named; they would be said without being compared.
std::string strange_keywords(const object& json, std::initializer_list<std::string_view> known) {
  std::string strange;
  for (const auto& field : json) {
    if (std::find(known.begin(), known.end(), field.key) == known.end()) strange += " ?" + std::string(field.key);
  }
  return strange;
}

// What a member holds: a reference, a scalar, or a list of either.
std::string content_of(const object& json) {
  if (const auto reference = text_in(json, "$ref"); !reference.empty()) {
    return referred(reference) + strange_keywords(json, {"$ref", "description"});
  }
  const auto type = text_in(json, "type");
  if (type == "array") {
    object items;
    EXPECT_FALSE(json["items"].get(items));
    return "list of " + number_in(json, "minItems", "0") + " to " + number_in(json, "maxItems", "any") + " " +
           content_of(items) + strange_keywords(json, {"type", "items", "minItems", "maxItems", "description"});
  }
  if (const auto name = text_in(json, "const"); !name.empty()) {
    return type + " " + name + strange_keywords(json, {"type", "const", "description"});
  }
  const auto format = text_in(json, "format");
  return (format.empty() ? type : format) + strange_keywords(json, {"type", "format", "description"});
}

Lines enumeration(const object& json) {
  Lines lines = {"enumeration" + strange_keywords(json, {"$schema", "$id", "title", "type", "enum", "description"})};
  // The beta leaves the type of enumerations out (except Currency); the values imply it.
  const auto type = text_in(json, "type");
  EXPECT_TRUE(type.empty() || type == "string");
  simdjson::dom::array values;
  EXPECT_FALSE(json["enum"].get(values));
  for (const auto value : values) lines.push_back(std::string(value.get_string().value()));
  return lines;
}

Lines object_type(const object& json) {
  bool additional = true;
  EXPECT_FALSE(json["additionalProperties"].get(additional));
  Lines lines = {std::string(additional ? "open" : "closed") + " object" +
                 strange_keywords(json, {"$schema", "$id", "title", "type", "description", "properties", "required",
                                         "additionalProperties"})};
  // The official files leave the type of objects out; ours state it.
  const auto type = text_in(json, "type");
  EXPECT_TRUE(type.empty() || type == "object");
  std::vector<std::string> required;
  simdjson::dom::array names;
  EXPECT_FALSE(json["required"].get(names));
  for (const auto name : names) required.emplace_back(name.get_string().value());
  object properties;
  EXPECT_FALSE(json["properties"].get(properties));
  for (const auto& [name, value] : properties) {
    const auto found = std::find(required.begin(), required.end(), name);
    lines.push_back(std::string(name) + (found == required.end() ? " may be " : " is ") +
                    content_of(value.get_object()));
    if (found != required.end()) required.erase(found);
  }
  for (const auto& name : required) lines.push_back(name + " is required but not described");
  return lines;
}

Lines scalar(const object& json) {
  std::string line = text_in(json, "type");
  if (const auto pattern = text_in(json, "pattern"); !pattern.empty()) line += " with " + pattern;
  if (const auto least = number_in(json, "minimum", ""); !least.empty()) line += " from " + least;
  return {line + strange_keywords(json, {"$schema", "$id", "title", "type", "description", "pattern", "minimum"})};
}

Lines any_type(const object& json) {
  if (element ignored; !json["properties"].get(ignored)) return object_type(json);
  if (element ignored; !json["enum"].get(ignored)) return enumeration(json);
  return scalar(json);
}

// --- Ours ---

std::string content_of(const Field& field) {
  const std::string item(field.type().name);
  if (!field.list) return item;
  const auto& items = field.facts.items;
  return "list of " + std::to_string(items.min) + " to " +
         (items.max == Items::unbounded ? "any" : std::to_string(items.max)) + " " + item;
}

void add(Schema& schema, const Type& type, Profile profile, bool is_message) {
  if (schema.contains(std::string(type.name))) return;
  Lines& lines = schema[std::string(type.name)];
  switch (type.shape) {
    case Shape::id:
      lines = {R"(string with [a-zA-Z0-9\-_:]{2,64})"};
      return;
    case Shape::duration:
      lines = {"integer from 0"};
      return;
    case Shape::enumeration:
      lines = {"enumeration"};
      for (const auto& value : type.values) lines.emplace_back(value.name);
      return;
    case Shape::object:
      break;
    default:  // written out where they are used, without a file of their own
      schema.erase(std::string(type.name));
      return;
  }
  lines = {"closed object"};
  if (is_message) lines.push_back("message_type is string " + std::string(type.name));
  for (const Field& field : type.fields) {
    const Presence presence = field.presence(profile);
    if (presence == Presence::forbidden) continue;
    lines.push_back(std::string(field.name) + (presence == Presence::optional ? " may be " : " is ") +
                    content_of(field));
  }
  for (const Field& field : type.fields) add(schema, field.type(), profile, false);
}

}  // namespace

Schema official_schema(const std::filesystem::path& folder) {
  Schema schema;
  simdjson::dom::parser parser;
  for (const auto* part : {"messages", "schemas"}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder / part)) {
      object json;
      EXPECT_FALSE(parser.load(entry.path().string()).get(json)) << entry.path();
      schema[referred("/" + entry.path().filename().string())] = any_type(json);
    }
  }
  return schema;
}

Schema our_schema(Profile profile) {
  Schema schema;
  for (const auto& message : message_types()) {
    if (message.exists_in(profile)) add(schema, message.type(), profile, true);
  }
  return schema;
}

}  // namespace s2::tests
