#pragma once
// MachineFacts: what `s2 doctor` knows of this machine and of a peer. The checks see nothing else, so that each of
// their verdicts can be shown without a machine that has the fault.

#include <s2/base/time.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/store.hpp>
#include <s2/transport/certificate.hpp>
#include <s2/transport/interfaces.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace s2::app {

/// A network interface, and what was found out by trying.
struct InterfaceFacts {
  transport::NetworkInterface interface;      ///< what the system says of it
  std::optional<std::string> no_multicast{};  ///< why the group of multicast DNS cannot be joined there
  bool leads_to_containers = false;           ///< a bridge of containers, or a container's end of a cable to one
};

/// A file with certificates.
struct CertificateFacts {
  std::string path;                                ///< as it was given
  std::string unreadable;                          ///< why it could not be read; empty when it could
  std::vector<transport::CertificateFacts> chain;  ///< what stands in it
};

/// The store of this user's pairings.
struct StoreFacts {
  std::string path;                ///< of the file; empty when nobody says where it would be
  std::string unreadable;          ///< why it could not be read; empty when it could, or is not there yet
  bool is_there = false;           ///< whether there is one
  bool others_may_read = false;    ///< whether its mode lets other users read it (C-296)
  std::size_t pairings = 0;        ///< in it, those under way left out
  std::vector<connect::Pin> pins;  ///< of the peer's host, which its certificate has to agree with (C-279)
};

/// A peer, as far as it could be reached. What comes after a failure was not tried.
struct PeerFacts {
  std::string url;                              ///< as it was given
  std::string host;                             ///< of it
  std::vector<std::string> addresses;           ///< of the host
  std::string unresolved;                       ///< why there are none
  std::optional<connect::CallError> failure{};  ///< why the version index could not be had
  int status = 0;                               ///< of the answer
  std::vector<std::string> versions;            ///< in the index
  bool is_index = false;                        ///< whether the answer was one
  connect::RootFingerprint root{};              ///< of the certificates it showed with it
};

/// Everything.
struct MachineFacts {
  std::vector<InterfaceFacts> interfaces{};      ///< all of them
  bool avahi_daemon = false;                     ///< whether it runs
  std::size_t sockets_on_5353 = 0;               ///< of UDP, of all programs
  std::optional<std::string> port_5353_taken{};  ///< why port 5353 of UDP cannot be shared
  std::optional<std::string> no_discovery{};     ///< why service discovery cannot begin
  std::string discovery{};                       ///< what does it, as transport::Dnssd::backend()
  std::string discovery_reason{};                ///< why nothing else does
  std::string own_name{};                        ///< host name of this machine with ".local"
  std::optional<std::string> own_unresolved{};   ///< why that is not resolved
  Time now{};                                    ///< the clock
  Time program_from{};                           ///< when this program was put here, so that it is later now
  std::optional<bool> synchronised{};            ///< whether the clock is kept in step; empty when nobody says
  std::uint16_t tcp_port = 0;                    ///< to be listened on; 0 for any
  std::optional<std::string> tcp_taken{};        ///< why that does not work
  std::optional<std::string> no_tls{};           ///< why TLS 1.3 does not work with what is installed
  std::optional<StoreFacts> store{};             ///< where pairings are kept
  std::vector<CertificateFacts> certificates{};  ///< those in the store, and those that were given
  std::optional<PeerFacts> peer{};               ///< when a URL was given
};

}  // namespace s2::app
