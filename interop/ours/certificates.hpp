#pragma once
// Certificates of one run: an authority and a server on this machine that it vouches for.

#include <s2/transport/tls.hpp>

#include <filesystem>

namespace s2::interop {

/// Makes them and writes authority.pem, server.pem (with the authority's behind it) and server.key into a folder.
Result<void> write_certificates(const std::filesystem::path& folder);

/// The server of a folder.
Result<transport::TlsServer> server_of(const std::filesystem::path& folder);

/// A client that believes the authority of a folder and nobody else.
Result<transport::TlsClient> client_of(const std::filesystem::path& folder);

}  // namespace s2::interop
