#pragma once
// LanIdentity: the certificates of an endpoint in the LAN: a root of its own, and a leaf that is renewed.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/fingerprint.hpp>
#include <s2/connect/store.hpp>
#include <s2/transport/tls.hpp>

#include <optional>
#include <string>

namespace s2::host {

/// What an endpoint shows, and until when.
struct LanIdentity {
  std::string name;               ///< host name the leaf is for, exactly (C-276)
  transport::TlsIdentity tls;     ///< leaf, then root (C-272), and the leaf's key
  connect::LeafFingerprint leaf;  ///< of the leaf, for challenges (C-083)
  connect::RootFingerprint root;  ///< of the root, for pins (C-163, C-167)
  std::string root_pem;           ///< the root's certificate
  Time root_until;                ///< when the root ends: all have to pair again (C-275)
  Time leaf_until;                ///< when the leaf ends
  Time renew_at;                  ///< when the leaf is to be renewed, at two thirds of its life (C-274)
};

/// How long certificates hold.
struct LanIdentityOptions {
  Duration root_life{std::chrono::hours(24 * 365 * 25)};  ///< C-273
  Duration leaf_life{std::chrono::hours(24 * 180)};       ///< at most 180 days (C-274)
};

/// The identity of the endpoint that is kept in the store: made at the first time; a leaf that is due, cannot be read
/// or is for another name is replaced by one of the same root, which needs no pairing anew (C-271 to C-274, C-289). A
/// clock that was never set (before 2025) neither makes nor renews anything (C-288). Fails with "S2CPP-STORE", or
/// "S2CPP-TLS" when the stored root cannot be read or has ended (C-275), or when something is to be made and the clock
/// is not set.
Result<LanIdentity> lan_identity(connect::Store& store, const std::string& name, Time now,
                                 const LanIdentityOptions& options = {});

/// What is kept in the store, to look at: nothing is made and no date is looked at; empty when there is none. Fails as
/// lan_identity() does.
Result<std::optional<LanIdentity>> kept_identity(connect::Store& store);

/// Replaces the leaf although it is not due.
Result<LanIdentity> renew_leaf(connect::Store& store, const std::string& name, Time now,
                               const LanIdentityOptions& options = {});

/// Replaces root and leaf: every client that has pinned the old root has to pair again (C-275).
Result<LanIdentity> replace_root(connect::Store& store, const std::string& name, Time now,
                                 const LanIdentityOptions& options = {});

}  // namespace s2::host
