#include "judgement/table_place.hpp"

#include <algorithm>

namespace s2::app {
namespace {

bool is_index(std::string_view token) { return !token.empty() && token.find_first_not_of("0123456789") == token.npos; }

std::string_view shape_in_words(Shape shape) {
  constexpr std::string_view words[] = {
      "a string",      "an identifier (string)", "a number", "an integer", "an RFC 3339 date-time (string)",
      "true or false", "one of the names of",    "an object"};
  return words[static_cast<std::size_t>(shape)];
}

std::string list_size(const Items& items) {
  if (items.max == Items::unbounded) return "a list of at least " + std::to_string(items.min);
  return "a list of " + std::to_string(items.min) + " to " + std::to_string(items.max);
}

}  // namespace

std::optional<TablePlace> table_place(Kind kind, std::string_view pointer) {
  TablePlace place;
  const Type* type = &message_type_of(kind).type();
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    if (place.field != nullptr && place.field->list != nullptr && !place.is_item && is_index(token)) {
      place.is_item = true;
      continue;
    }
    if (type == nullptr || type->shape != Shape::object) return std::nullopt;
    const auto found = std::find_if(type->fields.begin(), type->fields.end(),
                                    [token](const Field& field) { return field.name == token; });
    place = {type, found == type->fields.end() ? nullptr : &*found, std::string(token), false};
    type = place.field != nullptr ? &place.field->type() : nullptr;
  }
  if (place.owner == nullptr) return std::nullopt;
  return place;
}

std::string_view unit_of(const Field& field) {
  return field.type().shape == Shape::duration ? unit_text(Unit::milliseconds) : unit_text(field.facts.unit);
}

std::string wanted(const Field& field) {
  const Type& type = field.type();
  std::string words(shape_in_words(type.shape));
  if (field.list != nullptr) words = list_size(field.facts.items) + ", each " + words;
  if (type.shape == Shape::enumeration) words += ' ' + std::string(type.name);
  if (type.shape == Shape::object) return words + " (" + std::string(type.name) + ')';
  if (field.facts.unit == Unit::factor) return words + " from 0 to 1";
  if (const auto unit = unit_of(field); !unit.empty()) words += " (" + std::string(unit) + ')';
  return words;
}

}  // namespace s2::app
