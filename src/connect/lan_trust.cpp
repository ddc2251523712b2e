// Looking for a pin.

#include "lan_trust.hpp"

namespace s2::connect {

TlsCheck lan_check(Store& store, const BaseUrl& url) {
  TlsCheck check{.trust = Trust::unpinned_lan};
  const auto pins = store.pins_of(url.host());
  if (!pins || pins->empty()) return check;
  check.trust = Trust::pinned_root;
  check.root = pins->back().root;
  check.root_der = pins->back().root_der;
  return check;
}

}  // namespace s2::connect
