// Host names in the one spelling that is compared, hashed and pinned.

#include "punycode.hpp"

#include <s2/connect/base_url.hpp>

#include <algorithm>

namespace s2::connect {
namespace {

constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;

struct Range {
  char32_t first;
  char32_t last;
  char32_t distance;  // from upper case to lower case
};

constexpr Range upper_case[] = {
    {U'A', U'Z', 32},   {0xC0, 0xD6, 32},   {0xD8, 0xDE, 32},   {0x391, 0x3A1, 32},
    {0x3A3, 0x3A9, 32}, {0x400, 0x40F, 80}, {0x410, 0x42F, 32},
};

char32_t lower(char32_t c) {
  for (const auto& range : upper_case) {
    if (c >= range.first && c <= range.last) return c + range.distance;
  }
  return c;
}

// The dots of other scripts separate labels as well (RFC 3490, section 3.1).
bool is_dot(char32_t c) { return c == U'.' || c == 0x3002 || c == 0xFF0E || c == 0xFF61; }

bool is_ascii_label_character(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c == U'-' || c == U'_';
}

// An A-label; empty when it is no label.
std::string a_label(std::u32string_view label) {
  const bool fits =
      std::all_of(label.begin(), label.end(), [](char32_t c) { return is_ascii_label_character(c) || c > 0x9F; });
  if (label.empty() || !fits || label.front() == U'-' || label.back() == U'-') return {};
  if (std::all_of(label.begin(), label.end(), is_ascii_label_character)) {
    return label.size() > longest_label ? std::string() : std::string(label.begin(), label.end());
  }
  const auto spelled = punycode(label);
  if (!spelled || spelled->size() + 4 > longest_label) return {};
  return "xn--" + *spelled;
}

Unexpected<Finding> no_name(std::string_view name) {
  return {Finding{.rule = "C-085",
                  .severity = Severity::error,
                  .pointer = "",
                  .value = std::string(name.substr(0, longest_name)),
                  .text = "this is no host name: labels of letters, digits and dashes, with dots between them"}};
}

}  // namespace

Result<std::string> normalised_host(std::string_view name) {
  if (name.size() > 4 * longest_name) return no_name(name);
  auto points = code_points(name);
  if (!points) return no_name("");
  if (!points->empty() && is_dot(points->back())) points->pop_back();
  std::string host;
  for (std::size_t from = 0; from <= points->size();) {
    const auto end = static_cast<std::size_t>(
        std::find_if(points->begin() + static_cast<std::ptrdiff_t>(from), points->end(), is_dot) - points->begin());
    std::u32string label = points->substr(from, end - from);
    std::transform(label.begin(), label.end(), label.begin(), lower);
    const std::string spelled = a_label(label);
    if (spelled.empty()) return no_name(name);
    host += (from == 0 ? "" : ".") + spelled;
    from = end + 1;
  }
  if (host.size() > longest_name) return no_name(name);
  return host;
}

}  // namespace s2::connect
