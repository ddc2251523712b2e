#pragma once
// TablePlace: where in the tables of the model a JSON pointer leads.

#include <s2/model/message.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace s2::app {

/// The object type a pointer leads into, and the last step.
struct TablePlace {
  const Type* owner = nullptr;   ///< type of the object that has, or should have, the member
  const Field* field = nullptr;  ///< its row; nullptr when the type has no such member
  std::string member;            ///< the name as written in the pointer
  bool is_item = false;          ///< whether the pointer leads to an item of the list
};

/// Follows a pointer from a message of this kind; empty when it leaves the tables before its last step.
std::optional<TablePlace> table_place(Kind kind, std::string_view pointer);

/// The unit of the value of a field for people, e.g. "ms"; empty when it has none.
std::string_view unit_of(const Field& field);

/// What a value of a field has to be, e.g. "a list of 1 to 10, each an object (Timer)" or
/// "an integer (ms)".
std::string wanted(const Field& field);

}  // namespace s2::app
