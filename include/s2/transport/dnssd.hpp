#pragma once
// Dnssd: service discovery in the LAN (DNS-SD over mDNS): endpoints of S2 Connect publish themselves, find each other,
// and are looked up by names that end in ".local".

#include <s2/base/result.hpp>
#include <s2/connect/discovery.hpp>
#include <s2/transport/loop.hpp>
#include <s2/transport/resolver.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace s2::transport {

/// A service instance in the LAN. Nothing in it is proven (C-055).
struct ServiceFound {
  std::string instance;                 ///< its name
  std::string host;                     ///< host name of its SRV record, for people; not to be connected to (C-052)
  std::uint16_t port = 0;               ///< port of that record, for people
  std::vector<std::string> addresses;   ///< of that host, as far as they are known; for people
  std::vector<std::string> interfaces;  ///< names of the interfaces it was heard on
  connect::Advertisement says;          ///< what its TXT record and its subtypes say

  /// Member by member.
  bool operator==(const ServiceFound&) const = default;
};

/// Who is told what a browser hears.
struct BrowseHandler {
  std::function<void(const ServiceFound&)> on_found;         ///< a new instance, or one that says something else now
  std::function<void(const std::string& instance)> on_gone;  ///< an instance is not heard of any more
  /// An instance that is none of S2 Connect, once per record: its name and why (C-044, C-049).
  std::function<void(const std::string& instance, const Finding&)> on_unusable;
  std::function<void(const Finding&)> on_trouble;  ///< discovery does not work (any more), and what to do
};

/// Something that goes on until it is destroyed.
class Ongoing {
 public:
  virtual ~Ongoing() = default;
};

/// An endpoint that is published; with its end goodbyes are sent (C-043).
class Published : public Ongoing {
 public:
  /// Publishes something else in its place.
  virtual void update(const connect::ServiceRecord& record) = 0;
};

/// How an endpoint that is published fares.
struct PublishHandler {
  std::function<void()> on_published;              ///< it can be found now
  std::function<void(const Finding&)> on_trouble;  ///< "S2CPP-DNSSD": the name is taken by another host (nothing is
                                                   ///< renamed, since the certificate says the name), or it does
                                                   ///< not work for another reason, and what to do
};

/// Service discovery on one loop; used on its thread. What comes of it has to be destroyed before it.
class Dnssd {
 public:
  virtual ~Dnssd() = default;
  /// What does the work, for people: "avahi-daemon", or "built in".
  virtual std::string backend() const = 0;
  /// Why nothing else does, a sentence for people: what is wrong with the daemon where it was left to us. May be empty.
  virtual std::string reason() const { return {}; }
  /// Publishes a record and the addresses of its host name (C-040 to C-043).
  virtual std::unique_ptr<Published> publish(const connect::ServiceRecord& record, PublishHandler handler) = 0;
  /// Looks for endpoints of S2 Connect until the result is destroyed.
  virtual std::unique_ptr<Ongoing> browse(BrowseHandler handler) = 0;
  /// Resolves names below ".local" by mDNS, over IPv4 and IPv6 (C-054), and leaves others to the system.
  virtual std::shared_ptr<Resolver> resolver() = 0;
};

/// What does the work.
enum class DnssdBackend : std::uint8_t {
  automatic,  ///< the daemon when it runs at the beginning, else built in
  daemon,     ///< Avahi's daemon, over D-Bus. When it goes that is told, and everything goes on when it is back
  built_in,   ///< in this process; two programs of a machine may do so
};

/// How service discovery is done.
struct DnssdOptions {
  DnssdBackend backend = DnssdBackend::automatic;  ///< what does the work
  std::vector<std::string> interfaces = {};        ///< names of the interfaces to use; all that can multicast if empty
  bool loopback = true;  ///< whether programs of this machine hear each other without a LAN; with the daemon they do so
                         ///< when its configuration says so
};

/// Begins service discovery. Fails with "S2CPP-DNSSD" and what to do: no daemon, no interface, port 5353 not shared.
/// Waits for D-Bus, two seconds at most, where the daemon is not ruled out.
Result<std::unique_ptr<Dnssd>> open_dnssd(Loop& loop, const DnssdOptions& options = {});

}  // namespace s2::transport
