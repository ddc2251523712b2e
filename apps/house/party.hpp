#pragma once
// Party: one endpoint of a demonstration: what it remembers, who it is, and its host while it runs.

#include <s2/base/result.hpp>
#include <s2/connect.hpp>
#include <s2/host.hpp>

#include <memory>
#include <string>

namespace s2::house {

/// The energy manager or one of the devices, as S2 Connect sees it. The host uses the store, so it goes first.
struct Party {
  std::string name;                          ///< e.g. "battery"
  std::unique_ptr<connect::Store> store;     ///< its pairings, tokens and certificates
  connect::NodeDescription node;             ///< its one node
  std::unique_ptr<host::EndpointHost> host;  ///< nullptr while it does not run
};

/// Opens what a party remembers, in a file NAME.db of this folder, or in memory when the folder is empty; a node that
/// has no id yet is given one (C-289). Fails with "S2CPP-STORE".
Result<Party> open_party(const std::string& folder, const std::string& name, connect::Role role);

/// Removes what a party remembers.
void forget_party(const std::string& folder, const std::string& name);

/// Whether both of them hold the pairing of the two. Fails with "S2CPP-STORE".
Result<bool> are_paired(const Party& one, const Party& other);

}  // namespace s2::house
