// HS: what a handshake message says by itself.

#include "rule.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

void rm_without_versions(const Handshake& m, Finder& find) {
  if (m.role == EnergyManagementRole::rm && m.supported_protocol_versions.empty())
    find.at("supported_protocol_versions");
}

// major.minor.patch, with a v before it and a suffix behind it if need be.
bool looks_like_a_version(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  for (int part = 0; part < 3; ++part) {
    if (part > 0 && !text.starts_with('.')) return false;
    if (part > 0) text.remove_prefix(1);
    const auto end = std::find_if_not(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (end == text.begin()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  }
  return text.empty() || (text.size() > 1 && (text.front() == '-' || text.front() == '+'));
}

void odd_versions(const Handshake& m, Finder& find) {
  const auto& versions = m.supported_protocol_versions;
  IdIndex& index = find.fresh_index();
  for (const auto& version : versions) index.add(Id(version));
  index.close();
  for (std::uint32_t i = 0; i < index.size(); ++i) {
    if (!looks_like_a_version(versions[i]) || index.repeats(i)) {
      find.at("supported_protocol_versions", i, shown(std::string_view(versions[i])));
    }
  }
}

constexpr Entry family[] = {
    {{"HS-002", error, message, invalid_content, "S2 JSON, Handshake", "an RM lists the versions it can speak"},
     {each<Handshake, rm_without_versions>()}},
    {{"HS-014", warning, message, noted, "S2 Connect, Versioning of JSON Schema files",
      "a version is written as major.minor.patch and listed once"},
     {each<Handshake, odd_versions>()}},
};

}  // namespace

Family handshake() { return family; }

}  // namespace s2::rules
