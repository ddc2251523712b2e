#pragma once
// Settling: what it means for other pairings that a new one took effect.

#include <s2/connect/store.hpp>

#include <optional>

namespace s2::connect {

/// What a new pairing brought to an end.
struct Settled {
  /// The same two were paired before: their old session has to be closed (C-191, C-192).
  bool is_renewal = false;
  /// The CEM that an RM left for the new one (C-189). Where ours is the communication server its session has to be
  /// closed after a SessionRequest RECONNECT; where it is the client the old CEM has to be told by unpair (C-190).
  std::optional<Pairing> left = {};
};

/// Stores a pairing that has succeeded, as paired, with all its consequences in one step: it takes the place of an
/// older one of the same two nodes, and an RM that had another CEM leaves it (C-188 to C-192). Fails as the store does;
/// nothing was changed then.
Result<Settled> settle(Store& store, Pairing pairing);

}  // namespace s2::connect
