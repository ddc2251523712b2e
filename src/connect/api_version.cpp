// Choosing versions.

#include <s2/connect/api_version.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace s2::connect {
namespace {

// The number of "v12"; 0 for anything else: v0, v01, v1.2, 1.
std::uint32_t number_of(std::string_view version) {
  if (version.size() < 2 || version[0] != 'v' || version[1] == '0') return 0;
  std::uint32_t number = 0;
  const char* const end = version.data() + version.size();
  const auto [stop, error] = std::from_chars(version.data() + 1, end, number);
  return error == std::errc() && stop == end ? number : 0;
}

std::string_view without_v(std::string_view version) {
  if (version.starts_with('v')) version.remove_prefix(1);
  return version;
}

}  // namespace

std::optional<std::string> choose_api_version(std::span<const std::string> offered,
                                              std::span<const std::string_view> ours) {
  std::uint32_t best = 0;
  for (const auto& version : offered) {
    if (std::find(ours.begin(), ours.end(), version) != ours.end()) best = std::max(best, number_of(version));
  }
  if (best == 0) return std::nullopt;
  return 'v' + std::to_string(best);
}

std::optional<std::string> choose_s2_version(std::span<const std::string> offered, std::span<const std::string> ours) {
  for (const auto& wanted : ours) {
    for (const auto& version : offered) {
      if (without_v(version) == without_v(wanted)) return version;
    }
  }
  return std::nullopt;
}

}  // namespace s2::connect
