#pragma once
// Mdns: what Avahi does for us, listen for records, and publish a service.

#include "record.hpp"

#include <s2/transport/dnssd.hpp>

#include <functional>
#include <memory>
#include <string>

namespace s2::transport::dnssd {

/// A record that was heard of, or is not any more.
struct Heard {
  bool is_there = false;  ///< heard of; else gone
  int interface = 0;      ///< number of the interface it was heard on
  bool by_ipv6 = false;   ///< which of the two multicast groups it was heard in
  std::string data;       ///< what stands in it

  /// Whether the other one is about the same record.
  bool is_about(const Heard& other) const {
    return interface == other.interface && by_ipv6 == other.by_ipv6 && data == other.data;
  }
};

/// Who is told what is heard.
struct Listener {
  std::function<void(const Heard&)> on_record;     ///< may not destroy the Mdns
  std::function<void(const Finding&)> on_trouble;  ///< nothing can be heard any more; may be empty
};

/// Multicast DNS on one loop. What comes of it has to be destroyed before it.
class Mdns {
 public:
  virtual ~Mdns() = default;
  /// What does the work, for people.
  virtual std::string backend() const = 0;
  /// Asks for records, and keeps asking until the result is destroyed. Nobody is called from inside this call.
  virtual std::unique_ptr<Ongoing> listen(const std::string& name, RecordType type, Listener listener) = 0;
  /// See Dnssd::publish.
  virtual std::unique_ptr<Published> publish(const connect::ServiceRecord& record, PublishHandler handler) = 0;
};

/// Avahi's core, in this process. Fails with "S2CPP-DNSSD" when port 5353 is not shared.
Result<std::unique_ptr<Mdns>> open_built_in(Loop& loop, const DnssdOptions& options);

/// Avahi's daemon. Fails with "S2CPP-DNSSD" when it is not there.
Result<std::unique_ptr<Mdns>> open_daemon(Loop& loop, const DnssdOptions& options);

/// How long to wait before it is tried again to take a name that was taken.
inline constexpr Duration retry_after{10'000};

/// The finding of all that goes wrong here.
inline Finding trouble(std::string text, std::string value = "") {
  return {.rule = "S2CPP-DNSSD",
          .severity = Severity::error,
          .pointer = "",
          .value = std::move(value),
          .text = std::move(text)};
}

}  // namespace s2::transport::dnssd
