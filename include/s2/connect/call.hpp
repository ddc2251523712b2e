#pragma once
// Call: what the client side wants to have asked, what TLS has to check for it, and what came of it.

#include <s2/base/time.hpp>
#include <s2/connect/base_url.hpp>
#include <s2/connect/fingerprint.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/secret.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace s2::connect {

/// Whom a client believes. Name, dates, signatures and algorithms are checked in any case (C-276).
enum class Trust : std::uint8_t {
  public_authorities,  ///< a chain to an authority that this machine believes: servers in the WAN (C-270)
  pinned_root,         ///< a chain to the pinned root and to nothing else (C-280, C-281)
  unpinned_lan,        ///< any self-signed root: a server in the LAN before it is pinned (C-277)
};

/// What TLS checks before the request is sent.
struct TlsCheck {
  Trust trust = Trust::public_authorities;   ///< whom to believe
  std::optional<RootFingerprint> root = {};  ///< the pin; of pinned_root
  std::string root_der = {};  ///< the pinned root itself, when it was seen before: then the peer need not
                              ///< send it (C-282); DER, may be empty
  std::optional<LeafFingerprint> leaf = {};  ///< the leaf this attempt began with: no other is accepted (C-278)

  /// Member by member.
  bool operator==(const TlsCheck&) const = default;
};

/// What TLS found out about the server that answered.
struct TlsFacts {
  LeafFingerprint leaf;         ///< of its own certificate (C-083)
  RootFingerprint root;         ///< of the last certificate of its chain; the leaf itself when it is alone (C-283)
  std::string root_der;         ///< that certificate, DER
  bool is_self_signed = false;  ///< whether the root is in its own name, and no public authority
};

/// Names a call until it is answered; chosen by the engine, never used twice by it.
using CallId = std::uint64_t;

/// A request to be sent. Redirects are not followed (C-021), sessions of TLS not resumed (C-285), no early data sent
/// (C-286); names that end in .local are resolved anew (C-054).
struct Call {
  CallId id = 0;                      ///< for answered() and failed()
  Method method = Method::get;        ///< GET or POST
  BaseUrl base;                       ///< where the API is
  std::string target;                 ///< below it, e.g. "v1/requestPairing"; empty for the version index
  std::optional<Secret> bearer = {};  ///< for "Authorization: Bearer …" (C-012)
  std::string body = {};              ///< JSON, sent as application/json; nothing for GET and confirmAccessToken
  TlsCheck tls = {};                  ///< what TLS has to check
  Duration timeout{10'000};           ///< until the whole answer is there
};

/// Why a call got no answer.
enum class CallFailure : std::uint8_t {
  no_such_name,       ///< the host name is not resolved
  unreachable,        ///< nobody takes the connection
  timed_out,          ///< connected, but no answer in time
  broken,             ///< the connection ended within the answer, or the answer is no HTTP
  too_large,          ///< the answer exceeds Limits::response_bytes
  redirected,         ///< the server points elsewhere (C-021)
  untrusted,          ///< the chain of its certificate leads to nobody we believe
  root_changed,       ///< the chain ends in another root than the pinned one
  leaf_changed,       ///< another certificate than at the beginning of this attempt (C-278)
  wrong_name,         ///< its certificate is for another name
  expired,            ///< its certificate is not valid any more, or the clock is wrong
  not_yet_valid,      ///< its certificate is not valid yet, or the clock is wrong
  weak_cryptography,  ///< TLS below 1.3, or an algorithm that is not allowed (C-264 to C-267)
};

/// A call that got no answer.
struct CallError {
  CallFailure why = CallFailure::unreachable;  ///< the kind
  std::string text;                            ///< what the driver knows about it, for people
};

}  // namespace s2::connect
