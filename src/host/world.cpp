// What the parts of a host have in common.

#include "world.hpp"

namespace s2::host {

// Whom nobody wants is closed: the connection goes with this call.
void Teller::hand_over(SessionOpened session) const {
  if (handler_.on_session) handler_.on_session(std::move(session));
}

Result<transport::TlsClient> World::tls_for(const connect::TlsCheck& check) {
  if (check.trust != connect::Trust::public_authorities) return transport::tls_client_for(check, settings.client);
  if (!public_tls_) {
    auto made = transport::tls_client_for(check, settings.client);
    if (!made) return made;
    public_tls_ = std::move(*made);
  }
  return *public_tls_;
}

}  // namespace s2::host
