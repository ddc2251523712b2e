#pragma once
// What all connections of a TlsServer or a TlsClient share.

#include "openssl.hpp"

#include <s2/connect/call.hpp>
#include <s2/transport/tls.hpp>

#include <optional>
#include <string>

namespace s2::transport {

/// The server side.
struct TlsServer::Parts {
  tls::Owned<SSL_CTX> context;    ///< certificate, key, versions
  connect::LeafFingerprint leaf;  ///< of the certificate that is shown
};

namespace tls {

/// One connection of a client, where its certificates are judged.
struct Visit {
  std::string name;                        ///< who is expected
  std::string verdict;                     ///< why the certificates did not convince; empty when they did
  int error = 0;                           ///< the same, as a number of OpenSSL's; 0 when they did
  bool is_pinned = false;                  ///< whether one certificate alone counted
  std::optional<connect::TlsFacts> shown;  ///< what the server showed, once it was judged
};

}  // namespace tls

/// The client side. A connection's SSL carries its tls::Visit as application data.
struct TlsClient::Parts {
  tls::Owned<SSL_CTX> context;  ///< authorities, versions
  std::string pin;              ///< fingerprint of the only certificate that counts; empty for none
  tls::Owned<X509> pinned;      ///< that certificate, when it is known
  bool unpinned_lan = false;    ///< any root that the server shows counts
  bool wants_facts = false;     ///< whether what is shown is noted down
  std::string name;             ///< name to be found in the certificate; empty for the host of the URL
};

}  // namespace s2::transport
