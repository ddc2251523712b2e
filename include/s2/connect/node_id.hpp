#pragma once
// NodeId: which CEM or RM, by UUID.

#include <s2/base/id.hpp>
#include <s2/connect/crypto.hpp>

#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace s2::connect {

/// Identity of a node. Compared by value, whatever the letter case it came in (C-018).
struct NodeId {
  Uuid uuid{};  ///< most significant byte first

  /// The same node.
  bool operator==(const NodeId&) const = default;
  /// An order without meaning.
  auto operator<=>(const NodeId&) const = default;
  /// 8-4-4-4-12 in lower case, as it is written (C-018).
  std::string text() const;
};

/// Reads 8-4-4-4-12 in either case, any version; empty for anything else (C-018).
std::optional<NodeId> parse_node_id(std::string_view text);

/// A fresh id, a UUID of version 4 (C-017, C-018).
NodeId make_node_id(Crypto& crypto);

}  // namespace s2::connect

/// Hashing for unordered containers.
template <>
struct std::hash<s2::connect::NodeId> {
  /// The hash of a node id.
  std::size_t operator()(const s2::connect::NodeId& id) const noexcept {
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(id.uuid.data()), id.uuid.size()});
  }
};
