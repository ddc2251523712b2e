#pragma once
// Condition: what a script asks of a field of a message.

#include <s2/base/result.hpp>
#include <s2/model/message.hpp>
#include <s2/registry.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace s2::app {

/// A field compared with a value: "present_fill_level>=40", "values.0.value<500", "status_type=STARTED".
struct Condition {
  /// How they are compared.
  enum class Relation : std::uint8_t { equal, unequal, less, less_or_equal, greater, greater_or_equal };

  std::string path;     ///< names of fields and positions in lists, with dots between
  Relation relation{};  ///< how they are compared
  std::string value;    ///< as it was typed
};

/// Reads a condition on messages of a type. Fails with a sentence that names the field.
Result<Condition> read_condition(std::string_view word, const MessageType& type);

/// Whether a message fulfils a condition. Numbers are compared as numbers, times as moments, everything else as text;
/// ids also by the labels that the registry knows. A field that is absent equals nothing.
bool fulfils(const Message& message, const Condition& condition, const Registry& registry);

/// Whether it fulfils them all.
bool fulfils(const Message& message, std::span<const Condition> conditions, const Registry& registry);

}  // namespace s2::app
