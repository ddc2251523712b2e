// From the tables to JSON Schema.

#include <s2/schema.hpp>

#include "number.hpp"
#include "pretty_json.hpp"

#include <s2/model/message.hpp>

#include <algorithm>

namespace s2 {
namespace {

using codec::PrettyJson;
using Types = std::vector<const Type*>;

// As published. It is not anchored: a text is an id when this is found anywhere in it (ID-001).
constexpr std::string_view id_pattern = R"([a-zA-Z0-9\-_:]{2,64})";

// How a schema refers to the schema of another type.
struct References {
  std::string_view before, after;  // around the name of the type
};
constexpr References inside = {"#/$defs/", ""};
constexpr References between_files = {"../schemas/", ".schema.json"};

bool has_own_schema(const Type& type) {
  return type.shape == Shape::object || type.shape == Shape::enumeration || type.shape == Shape::id ||
         type.shape == Shape::duration;
}

// The message type that a table describes; nullptr when it describes something smaller.
const MessageType* message_of(const Type& type) {
  const MessageType* message = find_message_type(type.name);
  return message != nullptr && &message->type() == &type ? message : nullptr;
}

// Appends a type and everything it refers to, each once.
void collect(Types& types, const Type& type, Profile profile) {
  if (!has_own_schema(type) || std::find(types.begin(), types.end(), &type) != types.end()) return;
  types.push_back(&type);
  for (const Field& field : type.fields) {
    if (field.presence(profile) != Presence::forbidden) collect(types, field.type(), profile);
  }
}

// Every type of a profile: messages in the order of Kind, then the others in the order of their first use.
Types types_of(Profile profile) {
  Types types;
  for (const MessageType& message : message_types()) {
    if (message.exists_in(profile)) collect(types, message.type(), profile);
  }
  std::stable_partition(types.begin(), types.end(), [](const Type* type) { return message_of(*type) != nullptr; });
  return types;
}

std::string_view json_type(Shape shape) {
  constexpr std::string_view names[] = {"string", "string",  "number", "integer",
                                        "string", "boolean", "string", "object"};
  return names[static_cast<std::size_t>(shape)];
}

// What a field means, with its unit or range.
std::string meaning_of(const Field& field) {
  std::string text(field.text);
  if (const auto& bounds = field.facts.bounds) {
    text += " (";
    codec::append_number(text, bounds->min);
    text += " to ";
    codec::append_number(text, bounds->max);
    return text += ')';
  }
  const auto unit = unit_text(field.facts.unit);
  return unit.empty() ? text : text + " (" + std::string(unit) + ')';
}

// What a type means; of an enumeration, also its values.
std::string meaning_of(const Type& type) {
  std::string text(type.text);
  for (const EnumValue& value : type.values) {
    if (!value.text.empty()) text += '\n' + std::string(value.name) + ": " + std::string(value.text);
  }
  return text;
}

// Writes schemas of types in one profile.
class Writer {
 public:
  Writer(std::string& out, Profile profile, References references)
      : json_(out), profile_(profile), references_(references) {}

  // A document: a schema, and behind it those it refers to.
  void document(const Type& type, std::span<const Type* const> definitions) {
    json_.open('{');
    json_.member("$schema", json_schema_dialect);
    members(type);
    define(definitions);
    json_.close('}');
  }

  // A document that holds for every message.
  void bundle(std::span<const Type* const> types) {
    json_.open('{');
    json_.member("$schema", json_schema_dialect);
    json_.member("title", "S2 JSON " + std::string(version_of(profile_)));
    json_.member("description", "every message of S2 JSON; message_type tells which it is");
    json_.member("type", json_type(Shape::object));
    json_.name("oneOf");
    json_.open('[');
    for (const Type* type : types) {
      if (message_of(*type) == nullptr) continue;
      json_.open('{');
      refer(*type);
      json_.close('}');
    }
    json_.close(']');
    define(types);
    json_.close('}');
  }

 private:
  void define(std::span<const Type* const> types) {
    if (types.empty()) return;
    json_.name("$defs");
    json_.open('{');
    for (const Type* type : types) {
      json_.name(type->name);
      json_.open('{');
      members(*type);
      json_.close('}');
    }
    json_.close('}');
  }

  void refer(const Type& type) {
    json_.member("$ref", std::string(references_.before) + std::string(type.name) + std::string(references_.after));
  }

  void members(const Type& type) {
    json_.member("title", type.name);
    json_.member("description", meaning_of(type));
    json_.member("type", json_type(type.shape));
    if (type.shape == Shape::id) json_.member("pattern", id_pattern);
    if (type.shape == Shape::duration) json_.member("minimum", 0);
    if (type.shape == Shape::enumeration) enumeration(type);
    if (type.shape == Shape::object) object(type);
  }

  void enumeration(const Type& type) {
    json_.name("enum");
    json_.open('[');
    for (const EnumValue& value : type.values) json_.text(value.name);
    json_.close(']');
  }

  void object(const Type& type) {
    const bool is_message = message_of(type) != nullptr;
    json_.name("properties");
    json_.open('{');
    if (is_message) message_type(type.name);
    for (const Field& field : type.fields) {
      if (field.presence(profile_) != Presence::forbidden) property(field);
    }
    json_.close('}');
    json_.name("required");
    json_.open('[');
    if (is_message) json_.text("message_type");
    for (const Field& field : type.fields) {
      if (field.presence(profile_) == Presence::required) json_.text(field.name);
    }
    json_.close(']');
    json_.name("additionalProperties");
    json_.literal("false");
  }

  void message_type(std::string_view name) {
    json_.name("message_type");
    json_.open('{');
    json_.member("description", "says which message this is");
    json_.member("type", json_type(Shape::text));
    json_.member("const", name);
    json_.close('}');
  }

  void property(const Field& field) {
    json_.name(field.name);
    json_.open('{');
    json_.member("description", meaning_of(field));
    if (field.list != nullptr) {
      list(field);
    } else {
      content(field.type());
    }
    json_.close('}');
  }

  void list(const Field& field) {
    const Items& items = field.facts.items;
    json_.member("type", "array");
    json_.member("minItems", items.min);
    if (items.max != Items::unbounded) json_.member("maxItems", items.max);
    json_.name("items");
    json_.open('{');
    content(field.type());
    json_.close('}');
  }

  void content(const Type& type) {
    if (has_own_schema(type)) return refer(type);
    json_.member("type", json_type(type.shape));
    if (type.shape == Shape::time) json_.member("format", "date-time");
  }

  PrettyJson json_;
  Profile profile_;
  References references_;
};

}  // namespace

Result<std::string> json_schema(const Type& type, Profile profile) {
  const Types all = types_of(profile);
  if (std::find(all.begin(), all.end(), &type) == all.end()) {
    return Unexpected{
        Finding{"GEN-006", Severity::error, "", "",
                std::string(type.name) + " does not exist in S2 JSON " + std::string(version_of(profile))}};
  }
  Types types;
  collect(types, type, profile);
  std::string text;
  Writer(text, profile, inside).document(type, std::span(types).subspan(1));
  return text += '\n';
}

std::string json_schema(Profile profile) {
  std::string text;
  Writer(text, profile, inside).bundle(types_of(profile));
  return text += '\n';
}

std::vector<SchemaFile> json_schema_files(Profile profile) {
  std::vector<SchemaFile> files;
  for (const Type* type : types_of(profile)) {
    std::string text;
    Writer(text, profile, between_files).document(*type, {});
    const std::string folder = message_of(*type) != nullptr ? "messages/" : "schemas/";
    files.push_back({folder + std::string(type->name) + ".schema.json", text += '\n'});
  }
  return files;
}

}  // namespace s2
