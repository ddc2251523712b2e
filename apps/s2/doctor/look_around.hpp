#pragma once
// Looking around: gathers the facts.

#include "facts.hpp"

#include <paired/store_file.hpp>

#include <s2/transport/dnssd.hpp>
#include <s2/transport/loop.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace s2::app {

/// What `s2 doctor` is asked to look at.
struct DoctorOptions {
  std::string url;                        ///< of a peer; none when empty
  std::vector<std::string> certificates;  ///< files in PEM
  std::uint16_t port = 0;                 ///< to be listened on
  paired::StorePlace store;               ///< where pairings are kept
};

/// Gathers everything, which may take some seconds: names and peers are asked.
MachineFacts look_around(const DoctorOptions& options, transport::Loop& loop);

/// Sockets of a table like /proc/net/udp that are bound to a port.
std::size_t sockets_on(std::string_view table, std::uint16_t port);

/// Goes to a peer as far as it lets us: name, connection, TLS, version index.
PeerFacts visit(const std::string& url, transport::Loop& loop, const std::shared_ptr<transport::Resolver>& resolver);

/// Looks into a copy of the store, and adds the certificates of this endpoint that it keeps; `host` is the peer's,
/// whose pins are wanted. A program that has it open is not disturbed.
void look_into_store(const paired::StorePlace& place, const std::string& host, MachineFacts& facts);

/// Reads a file of certificates.
CertificateFacts read_file(const std::string& path);

}  // namespace s2::app
