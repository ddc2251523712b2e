#pragma once
// Path: the way from a message to a value inside it.

#include <cstddef>
#include <string>
#include <string_view>

namespace s2 {

/// The way from the message to a value: a chain of frames on a walker's stack, turned into text only when something
/// is wrong.
struct Path {
  const Path* up = nullptr;    ///< the place this one is inside of; nullptr at the message
  std::string_view name = {};  ///< member name, unescaped; without data for an item of a list
  std::size_t index = 0;       ///< which item of the list
};

/// The JSON pointer (RFC 6901) of a path; empty for the message itself.
std::string pointer_of(const Path& path);
/// Writes a member name as a JSON pointer has it and returns its end; `out` has room for twice the name.
char* write_name(char* out, std::string_view name);

}  // namespace s2
