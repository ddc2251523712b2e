#pragma once
// Identity: what a serving endpoint shows, whether it lives in a LAN or in the WAN.

#include <s2/host.hpp>

#include <optional>

namespace s2::host {

/// What is shown, and what others have to know of it.
struct Identity {
  transport::TlsServer tls;                      ///< ready to be shown
  std::optional<connect::RootFingerprint> root;  ///< its own root, to be pinned; absent in the WAN
  std::optional<Time> renew_at;                  ///< when the leaf is to be renewed; absent when that is not ours to do
};

/// The identity of an endpoint: the one it was given, or in the LAN the one that its store keeps (C-270, C-271). With
/// `anew` its leaf is replaced although it is not due. Fails with "S2CPP-TLS" or "S2CPP-STORE".
Result<Identity> identity_of(connect::Store& store, const HostSettings& settings, Time now, bool anew = false);

}  // namespace s2::host
