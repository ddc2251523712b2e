// JSON pointers.

#include "path.hpp"

namespace s2 {

char* write_name(char* out, std::string_view name) {
  for (const char c : name) {
    if (c != '~' && c != '/') {
      *out++ = c;
    } else {
      *out++ = '~';
      *out++ = c == '~' ? '0' : '1';
    }
  }
  return out;
}

std::string pointer_of(const Path& path) {
  if (path.up == nullptr) return {};
  std::string pointer = pointer_of(*path.up);
  pointer += '/';
  if (path.name.data() == nullptr) return pointer + std::to_string(path.index);
  const std::size_t before = pointer.size();
  pointer.resize(before + 2 * path.name.size());
  pointer.resize(static_cast<std::size_t>(write_name(pointer.data() + before, path.name) - pointer.data()));
  return pointer;
}

}  // namespace s2
