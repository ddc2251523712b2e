// Settling a pairing.

#include <s2/connect/settle.hpp>

#include <utility>

namespace s2::connect {
namespace {

// A CEM has many RMs, an RM one CEM (C-188).
bool leaves(const Pairing& pairing, const Pairing& other) {
  return pairing.own_role == Role::rm && other.state == PairingState::paired && other.pair.peer != pairing.pair.peer;
}

// What a new pairing may bring to an end. Only an RM leaves another one, and it has few; a CEM may have very many.
Result<std::vector<Pairing>> others_of(Store& store, const Pairing& pairing) {
  if (pairing.own_role == Role::rm) return store.of(pairing.pair.own);
  auto same = store.find(pairing.pair);
  if (!same) return Unexpected{std::move(same).error()};
  std::vector<Pairing> others;
  if (*same) others.push_back(**std::move(same));
  return others;
}

Result<void> write(Store& store, const Pairing& pairing, const std::optional<Pairing>& left) {
  if (!left) return store.put(pairing);
  return store.replace(pairing, left->pair, left->communicates_as == CommunicationRole::server);
}

}  // namespace

Result<Settled> settle(Store& store, Pairing pairing) {
  auto others = others_of(store, pairing);
  if (!others) return Unexpected{std::move(others).error()};
  pairing.state = PairingState::paired;
  Settled settled;
  for (Pairing& other : *others) {
    if (leaves(pairing, other))
      settled.left = std::move(other);
    else if (other.pair == pairing.pair && other.state == PairingState::paired)
      settled.is_renewal = true;
  }
  if (auto written = write(store, pairing, settled.left); !written) return Unexpected{std::move(written).error()};
  return settled;
}

}  // namespace s2::connect
