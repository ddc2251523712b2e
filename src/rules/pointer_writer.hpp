#pragma once
// PointerWriter: the JSON pointers of one place after the other.

#include <model/path.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace s2::rules {

/// Writes JSON pointers (RFC 6901) of places of which most lie next to the one before: what both have in common stays
/// as it is. For paths whose names are those of the tables or literals: a name is known by where it stands.
class PointerWriter {
 public:
  /// Paths of more steps take longer; those of S2 JSON have at most nine.
  static constexpr std::size_t steps_max = 16;
  /// The same of longer pointers, in bytes.
  static constexpr std::size_t bytes_max = 512;

  /// The pointer of a path. Holds until the next call.
  std::string_view write(const Path& path);

 private:
  struct Step {
    const char* name;
    std::size_t index;
    char* end;  // of the pointer up to here
  };

  std::array<Step, steps_max> steps_;  // of the path before
  std::size_t count_ = 0;
  std::array<char, bytes_max> text_;  // its pointer
  std::string long_;
};

}  // namespace s2::rules
