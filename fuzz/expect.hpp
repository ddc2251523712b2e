#pragma once
// What fuzzers have in common. expect() is what they assert; a false one prints why and aborts, which libFuzzer keeps
// as a crash.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace s2::fuzz {

/// Ends the run with a sentence when `truth` is false.
inline void expect(bool truth, std::string_view otherwise) {
  if (truth) return;
  std::fprintf(stderr, "fuzz: %.*s\n", static_cast<int>(otherwise.size()), otherwise.data());
  std::abort();
}

/// The input as text.
inline std::string_view text_of(const unsigned char* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Calls back with every line of a script, without its line feed.
template <class Take>
void each_line(std::string_view script, Take take) {
  while (!script.empty()) {
    const auto end = std::min(script.find('\n'), script.size());
    take(script.substr(0, end));
    script.remove_prefix(std::min(end + 1, script.size()));
  }
}

}  // namespace s2::fuzz
