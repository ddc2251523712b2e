// Looking for a pin.

#include "lan_trust.hpp"

namespace s2::connect {

TlsCheck lan_check(Store& store, const BaseUrl& url) {
  TlsCheck check{.trust = Trust::unpinned_lan};
  const auto pairings = store.all();
  if (!pairings) return check;
  for (const Pairing& one : *pairings) {
    if (!one.pin || one.pin->host != url.host()) continue;
    check.trust = Trust::pinned_root;
    check.root = one.pin->root;
    check.root_der = one.pin->root_der;
  }
  return check;
}

}  // namespace s2::connect
