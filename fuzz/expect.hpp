#pragma once
// expect(): what a fuzzer asserts; a false one prints why and aborts, which libFuzzer keeps as a crash.

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

}  // namespace s2::fuzz
