#pragma once
// OwnNode: a CEM or RM of this program; the store remembers its id for ever (C-289).

#include <s2/base/result.hpp>
#include <s2/connect.hpp>

#include <optional>
#include <string>
#include <vector>

namespace s2::paired {

/// A node by its name in a store.
struct OwnNode {
  connect::NodeId id;    ///< made at the first time, kept ever after
  connect::Role role{};  ///< CEM or RM
  std::string name;      ///< what its user calls it; one node of a role has it
  /// Member by member.
  bool operator==(const OwnNode&) const = default;
};

/// Longest name of a node, in bytes.
inline constexpr std::size_t node_name_bytes = 64;

/// All nodes that a store remembers, in the order they were made. Fails with "S2CPP-STORE".
Result<std::vector<OwnNode>> own_nodes(connect::Store& store);

/// The node of a role with a name, made when there is none. An empty name means the only one of that role, or one that
/// is called after it. Fails with "S2CPP-STORE", or "S2CPP-NODE" for a name that cannot be one or an empty name that
/// could mean several.
Result<OwnNode> own_node(connect::Store& store, connect::Role role, const std::string& name);

/// How a node describes itself to strangers. `type` is e.g. "energy manager".
connect::NodeDescription described(const OwnNode& node, std::string type);

/// The word for a role in texts of the program: "cem", "rm".
std::string_view word_of(connect::Role role);

/// What a node of others is called: as its user called it, else brand and model; harmless for terminals.
std::string name_of(const connect::NodeDescription& node);

}  // namespace s2::paired
