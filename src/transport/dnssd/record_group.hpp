#pragma once
// RecordGroup: records of ours that stand and fall together, whoever publishes them.

#include <s2/connect/discovery.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace s2::transport::dnssd {

/// An address, and the number of the interface it is published on.
using Place = std::pair<int, std::string>;

/// What is published together: a host name with its addresses, and the service on it.
struct Entries {
  std::vector<Place> places;      ///< addresses of record.host
  connect::ServiceRecord record;  ///< the service
};

/// How a group fares.
enum class GroupState : std::uint8_t {
  established,  ///< it can be found now
  taken,        ///< another host has the name
  refused,      ///< it was not taken for another reason
  paused,       ///< who publishes it is away; it goes on by itself when that is back
};

/// Who is told; `why` is a sentence for `refused` and `paused`. May be called from inside Publisher::add, and may not
/// destroy the group.
using GroupTold = std::function<void(GroupState state, const std::string& why)>;

/// Published until it is destroyed, which says goodbye.
class RecordGroup {
 public:
  virtual ~RecordGroup() = default;
  /// Says something else in the TXT record from here on; false when everything has to be published anew for that.
  virtual bool change_text(const std::vector<std::string>& txt) = 0;
};

/// Who publishes. Outlives its groups.
class Publisher {
 public:
  virtual ~Publisher() = default;
  /// Publishes all of it, or tells why not.
  virtual std::unique_ptr<RecordGroup> add(const Entries& entries, GroupTold told) = 0;
};

/// Whether the host is one label and ".local", as Avahi wants it.
inline bool is_plain_local(const std::string& host) {
  const auto dot = host.find('.');
  return dot != host.npos && dot > 0 && host.compare(dot, host.npos, ".local") == 0;
}

}  // namespace s2::transport::dnssd
