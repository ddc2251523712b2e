#pragma once
// What all connections of a TlsServer or a TlsClient share.

#include "openssl.hpp"

#include <s2/transport/tls.hpp>

#include <string>

namespace s2::transport {

/// The server side.
struct TlsServer::Parts {
  tls::Owned<SSL_CTX> context;  ///< certificate, key, versions
};

namespace tls {

/// One connection of a client, where its certificates are judged.
struct Visit {
  std::string name;     ///< who is expected
  std::string verdict;  ///< why the certificates did not convince; empty when they did
};

}  // namespace tls

/// The client side. A connection's SSL carries its tls::Visit as application data.
struct TlsClient::Parts {
  tls::Owned<SSL_CTX> context;  ///< authorities, versions
  std::string pin;              ///< fingerprint of the only certificate that counts; empty for none
  std::string name;             ///< name to be found in the certificate; empty for the host of the URL
};

}  // namespace s2::transport
