#pragma once
// Rows: pairings as they stand in the tables.

#include "database.hpp"
#include "sealing.hpp"

#include <s2/connect/store.hpp>

#include <vector>

namespace s2::store {

/// Which of the two pairings that may stand beside each other.
enum class Which : std::uint8_t {
  settled,      ///< the one that is not provisional
  provisional,  ///< the one that is
};

/// Sets the next two parameters: the ids of the two nodes, 16 bytes each.
Statement& bind_pair(Statement& statement, const connect::Pair& pair);
/// Sets the next two parameters: seconds and nanoseconds.
Statement& bind_time(Statement& statement, Time time);

/// Sets a pairing in place of the one with the same key.
Result<void> write(Database& database, const Sealing& sealing, const connect::Pairing& pairing);

/// Takes out one pairing with its tokens.
Result<void> erase(Database& database, const connect::Pair& pair, Which which);

/// One pairing; empty when there is none.
Result<std::optional<connect::Pairing>> read(Database& database, const Sealing& sealing, const connect::Pair& pair,
                                             Which which);

/// All pairings of a node, or of all nodes, by pair, a provisional one behind the other of the same two.
Result<std::vector<connect::Pairing>> read_all(Database& database, const Sealing& sealing,
                                               const std::optional<connect::NodeId>& own);

/// The pairs of a node with a pairing in which it is the communication client, by peer.
Result<std::vector<connect::Pair>> read_begun_by(Database& database, const connect::NodeId& own);

/// The pins of a host, by pair.
Result<std::vector<connect::Pin>> read_pins(Database& database, const std::string& host);

}  // namespace s2::store
