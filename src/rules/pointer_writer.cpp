// The JSON pointers of one place after the other.

#include "pointer_writer.hpp"

#include <algorithm>
#include <charconv>

namespace s2::rules {
namespace {

constexpr std::ptrdiff_t longest_index = 20;  // digits of the largest 64-bit number

// The names of S2 have nothing in them that needs an escape.
char* write_name_quickly(char* at, std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '~' || name[i] == '/') return write_name(at, name.substr(i));
    *at++ = name[i];
  }
  return at;
}

// Writes a step; nullptr when there may be no room for it.
char* write_step(char* at, const char* end, const Path& step) {
  const bool is_item = step.name.data() == nullptr;
  const auto longest = is_item ? longest_index : static_cast<std::ptrdiff_t>(2 * step.name.size());
  if (end - at < 1 + longest) return nullptr;
  *at++ = '/';
  if (!is_item) return write_name_quickly(at, step.name);
  if (step.index < 10) return *at = static_cast<char>('0' + step.index), at + 1;
  return std::to_chars(at, at + longest_index, step.index).ptr;
}

}  // namespace

std::string_view PointerWriter::write(const Path& path) {
  std::array<const Path*, steps_max> way;  // from the last step to the first
  std::size_t count = 0;
  const Path* place = &path;
  for (; place->up != nullptr && count < steps_max; place = place->up) way[count++] = place;
  const bool is_whole = place->up == nullptr;

  std::size_t done = 0;  // steps that are written, those of before to begin with
  char* at = text_.data();
  const std::size_t most = std::min(count, count_);
  for (; done < most; ++done) {
    const Path& step = *way[count - 1 - done];
    if (step.name.data() != steps_[done].name || step.index != steps_[done].index) break;
    at = steps_[done].end;
  }
  while (is_whole && done < count) {
    const Path& step = *way[count - 1 - done];
    char* const after = write_step(at, text_.data() + text_.size(), step);
    if (!after) break;
    steps_[done++] = {step.name.data(), step.index, after};
    at = after;
  }
  count_ = done;
  if (is_whole && done == count) return {text_.data(), static_cast<std::size_t>(at - text_.data())};
  count_ = 0;
  return long_ = pointer_of(path);
}

}  // namespace s2::rules
