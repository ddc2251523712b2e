// JSON pointers.

#include "path.hpp"

namespace s2 {

std::string pointer_of(const Path& path) {
  if (path.up == nullptr) return {};
  std::string pointer = pointer_of(*path.up);
  pointer += '/';
  if (path.name.data() == nullptr) return pointer + std::to_string(path.index);
  for (const char c : path.name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

}  // namespace s2
