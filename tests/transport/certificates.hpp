#pragma once
// Certificates for the tests, made once in each run.

#include <s2/transport/tls.hpp>

#include <optional>

namespace s2::transport {

/// An authority, and a certificate for localhost and 127.0.0.1 that it issued.
struct Papers {
  Certificate authority;
  Certificate server;
  /// The server's certificate and the authority's above it.
  std::string chain() const { return server.certificate + authority.certificate; }
};

/// The papers of the tests.
const Papers& papers();

/// Certificates with certain names and dates, issued by the authority of papers().
Certificate issued(const CertificateWish& wish);

/// A server that shows the papers.
std::optional<TlsServer> tls_server();

/// A client that believes the authority of the papers and nobody else.
std::optional<TlsClient> trusting_client();

}  // namespace s2::transport
