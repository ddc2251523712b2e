#pragma once
// Every type of the standard by name, found by walking from the messages.

#include <s2/model/message.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace s2::app {

/// A place where a type is used: a field of another type.
struct Use {
  const Type* type;
  const Field* field;
};

/// A type of the standard.
struct NamedType {
  const Type* type;
  const MessageType* message;  ///< what else is known when it is a message; nullptr for components and enumerations
  std::vector<Use> uses;       ///< which fields have this type

  /// "Message", "Component" or "Enumeration".
  std::string_view what() const;
  /// The control type it is named after, e.g. "FRBC"; "Common" when it belongs to none.
  std::string_view group() const;
};

/// All messages in the order of Kind, then components, then enumerations, each by name.
std::span<const NamedType> all_types();

/// The type of this name, letter case aside; nullptr when there is none.
const NamedType* find_type(std::string_view name);

/// The name most like this one; empty when none is like it.
std::string_view nearest_type(std::string_view name);

}  // namespace s2::app
