#pragma once
// Ids for sessions that are measured: they cost next to nothing, so that it is not their making that is measured.

#include <s2/base/id.hpp>

#include <cstddef>
#include <string>

namespace s2::bench {

/// Writes a number into the first eight characters of the UUID that begins at `at`.
inline void count_up(std::string& text, std::size_t at, unsigned number) {
  for (std::size_t i = 0; i < 8; ++i, number >>= 4U) text[at + i] = "0123456789abcdef"[number & 15U];
}

/// UUIDs that count up; `who` keeps two sources apart.
inline IdSource counted_ids(unsigned who) {
  std::string text = "00000000-7d1c-4be4-9c0e-00000000000" + std::to_string(who);
  return [text, number = 0U]() mutable {
    count_up(text, 0, ++number);
    return Id(text);
  };
}

}  // namespace s2::bench
