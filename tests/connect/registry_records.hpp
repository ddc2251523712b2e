#pragma once
// Records of a registry, for its tests.

#include <s2/connect/registry.hpp>

#include <string>
#include <vector>

namespace s2::tests {

/// The id of record number n.
inline connect::NodeId record_id(unsigned n) {
  connect::NodeId id;
  id.uuid[14] = static_cast<std::uint8_t>(n >> 8);
  id.uuid[15] = static_cast<std::uint8_t>(n);
  return id;
}

/// A valid record.
inline connect::EndpointRecord record(unsigned n, std::vector<std::string> regions = {"NL"}) {
  connect::EndpointRecord made{.id = record_id(n),
                               .name = "Endpoint " + std::to_string(n),
                               .description = "",
                               .icon32 = "https://example.com/32.png",
                               .icon128 = "https://example.com/128.png",
                               .icon512 = "https://example.com/512.png",
                               .pairing_url = "https://pairing.example.com/" + std::to_string(n) + '/'};
  for (auto& region : regions) made.regions.push_back({std::move(region)});
  return made;
}

}  // namespace s2::tests
