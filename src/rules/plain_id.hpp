#pragma once
// What an id looks like that no rule has anything to say about.

#include <s2/base/id.hpp>

#include <algorithm>
#include <array>

namespace s2::rules {

/// Whether an id is written as every peer writes it; the checks of ids look at all others only.
inline bool is_plain_id(const Id& id) { return is_plain_uuid(id.text()); }

/// Characters an id is made of (ID-001).
inline constexpr auto id_characters = [] {
  std::array<bool, 256> is{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:")) {
    is[static_cast<unsigned char>(c)] = true;
  }
  return is;
}();

/// Whether a text has 2 to `longest` characters, all of them characters of ids.
inline bool is_id_text(std::string_view text, std::size_t longest) {
  return text.size() >= 2 && text.size() <= longest &&
         std::all_of(text.begin(), text.end(), [](char c) { return id_characters[static_cast<unsigned char>(c)]; });
}

/// Whether an id is a short name: no UUID in any spelling, for those have 32 characters or more, and nothing odd but
/// for that (ID-003).
inline bool is_short_name(const Id& id) { return is_id_text(id.text(), 31); }

}  // namespace s2::rules
