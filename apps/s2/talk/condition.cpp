#include "talk/condition.hpp"

#include "suggest.hpp"
#include "talk/command_words.hpp"
#include "talk/names.hpp"
#include "text_layout.hpp"

#include <fmt/format.h>
#include <model/typed_value.hpp>

#include <algorithm>
#include <charconv>
#include <compare>
#include <optional>

namespace s2::app {
namespace {

using Relation = Condition::Relation;

constexpr std::pair<std::string_view, Relation> signs[] = {
    {"!=", Relation::unequal}, {"<=", Relation::less_or_equal}, {">=", Relation::greater_or_equal},
    {"=", Relation::equal},    {"<", Relation::less},           {">", Relation::greater},
};

std::string_view first_step(std::string_view path) { return path.substr(0, path.find('.')); }
std::string_view further_steps(std::string_view path) {
  const auto dot = path.find('.');
  return dot == path.npos ? std::string_view() : path.substr(dot + 1);
}

const Field* find_field(const Type& type, std::string_view name) {
  const auto found =
      std::find_if(type.fields.begin(), type.fields.end(), [&](const Field& f) { return f.name == name; });
  return found == type.fields.end() ? nullptr : &*found;
}

std::optional<std::size_t> position_of(std::string_view step) {
  std::size_t position = 0;
  const auto read = std::from_chars(step.data(), step.data() + step.size(), position);
  if (step.empty() || read.ec != std::errc() || read.ptr != step.data() + step.size()) return std::nullopt;
  return position;
}

// What is wrong with a path; empty when it leads to a value.
std::string path_fault(const Type& type, std::string_view path) {
  const Field* field = find_field(type, first_step(path));
  if (field == nullptr) {
    std::vector<std::string_view> names;
    for (const Field& one : type.fields) names.push_back(one.name);
    const std::string_view meant = nearest(first_step(path), names);
    return fmt::format("{} has no field '{}'{}", type.name, shortened(first_step(path)),
                       meant.empty() ? "" : fmt::format("; did you mean {}?", meant));
  }
  std::string_view rest = further_steps(path);
  if (field->list != nullptr) {
    if (!position_of(first_step(rest)))
      return fmt::format("{} is a list; write {}.0 for its first item", field->name, field->name);
    rest = further_steps(rest);
  }
  if (field->shape == Shape::object) {
    if (rest.empty()) return fmt::format("{} is a {}; name a field of it", field->name, field->type().name);
    return path_fault(field->type(), rest);
  }
  return rest.empty() ? "" : fmt::format("{} has no fields", field->name);
}

// A value in a message.
struct Place {
  const Field* field = nullptr;
  const void* value = nullptr;  // absent when null
};

Place follow(const Type& type, const void* object, std::string_view path) {
  const Field* field = find_field(type, first_step(path));
  if (field == nullptr) return {};
  const void* value = field->read(object);
  std::string_view rest = further_steps(path);
  if (value != nullptr && field->list != nullptr) {
    const auto position = position_of(first_step(rest));
    if (!position || *position >= field->list->size(value)) return {field, nullptr};
    value = field->list->at(value, *position);
    rest = further_steps(rest);
  }
  if (value == nullptr || field->shape != Shape::object) return {field, value};
  return follow(field->type(), value, rest);
}

bool holds(std::partial_ordering order, Relation relation) {
  switch (relation) {
    case Relation::equal:
      return order == 0;
    case Relation::unequal:
      return order != 0;
    case Relation::less:
      return order < 0;
    case Relation::less_or_equal:
      return order <= 0;
    case Relation::greater:
      return order > 0;
    case Relation::greater_or_equal:
      return order >= 0;
  }
  return false;
}

struct Comparison {
  const Field& field;
  std::string_view wanted;
  const Registry& registry;
  std::partial_ordering order = std::partial_ordering::unordered;

  void operator()(const std::string& text) { order = std::string_view(text) <=> unquoted(); }
  void operator()(const Id& id) {
    const auto meant = id_for(field.name, unquoted(), registry);
    const bool same = meant ? id == *meant : id.text() == unquoted();
    order = same ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
  }
  void operator()(const double& number) {
    if (const auto other = parse_number(wanted)) order = number <=> *other;
  }
  void operator()(const Duration& span) {
    if (const auto other = parse_span(wanted)) {
      order = span.count() <=> other->count();
    } else if (const auto ms = parse_number(wanted)) {
      order = static_cast<double>(span.count()) <=> *ms;
    }
  }
  void operator()(const Time& time) {
    if (const auto other = parse_time(wanted)) order = time <=> other->time;
  }
  void operator()(const bool& value) { order = (value ? "true" : "false") <=> wanted; }
  void operator()(const std::uint8_t& row) {
    const bool same = same_letters(field.type().values[row].name, wanted);
    order = same ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
  }

 private:
  std::string_view unquoted() const {
    if (wanted.size() < 2 || !wanted.starts_with('"') || !wanted.ends_with('"')) return wanted;
    return wanted.substr(1, wanted.size() - 2);
  }
};

}  // namespace

Result<Condition> read_condition(std::string_view word, const MessageType& type) {
  const auto at = word.find_first_of("!<>=");
  if (at == word.npos || at == 0)
    return not_understood(fmt::format("'{}' is no condition, e.g. FIELD=VALUE", shortened(word)));
  for (const auto& [sign, relation] : signs) {
    if (!word.substr(at).starts_with(sign)) continue;
    Condition condition{std::string(word.substr(0, at)), relation, std::string(word.substr(at + sign.size()))};
    if (auto fault = path_fault(type.type(), condition.path); !fault.empty()) return not_understood(std::move(fault));
    return condition;
  }
  return not_understood(fmt::format("'{}' is no condition, e.g. FIELD=VALUE", shortened(word)));
}

bool fulfils(const Message& message, const Condition& condition, const Registry& registry) {
  const Type& type = message_type_of(kind_of(message)).type();
  const Place place = follow(type, object_of(message), condition.path);
  if (place.field == nullptr || place.value == nullptr) return condition.relation == Relation::unequal;
  Comparison comparison{*place.field, condition.value, registry};
  visit_value(
      place.field->type(), place.value, [&](const auto& value) { comparison(value); }, [] {});
  return holds(comparison.order, condition.relation);
}

bool fulfils(const Message& message, std::span<const Condition> conditions, const Registry& registry) {
  return std::all_of(conditions.begin(), conditions.end(),
                     [&](const Condition& one) { return fulfils(message, one, registry); });
}

}  // namespace s2::app
