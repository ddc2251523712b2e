#pragma once
// TextValue: types of ours that are JSON strings with a meaning, such as a UUID or a challenge. Their tables have no
// rows; the walkers find here how they are read and written.

#include <s2/model/type.hpp>

#include <string>
#include <string_view>

namespace s2::connect {

/// Why a text is no value of a type; nothing when the rule is empty.
struct Fault {
  std::string_view rule = {};  ///< requirement, e.g. "C-018"
  std::string_view text = {};  ///< a sentence for people
};

/// How a type is read from a JSON string and written to one.
struct TextValue {
  const Type& (*type)();                              ///< which type
  bool is_secret;                                     ///< whether a finding must not show it (C-302)
  Fault (*read)(std::string_view text, void* value);  ///< sets the value, or says what is wrong
  std::string (*write)(const void* value);            ///< the text
};

/// The row of a type; nullptr when it is no such type.
const TextValue* find_text_value(const Type& type);

}  // namespace s2::connect
