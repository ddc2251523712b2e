#pragma once
// Resolver: from host names to addresses.

#include <s2/base/result.hpp>
#include <s2/transport/loop.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace s2::transport {

/// Finds the addresses of a host. Used on its loop's thread; when it is destroyed, nobody is called back any more.
class Resolver {
 public:
  /// Called with the addresses, numerically and best first, an IPv6 link-local one with its scope ("fe80::1%eth0"); or
  /// with "S2CPP-RESOLVE" and a sentence. Never from inside look_up(), never with an empty list.
  using Done = std::function<void(Result<std::vector<std::string>>)>;

  virtual ~Resolver() = default;
  /// Looks up a host anew (C-054).
  virtual void look_up(const std::string& host, Done done) = 0;
};

/// What this machine resolves by itself: the hosts file, DNS, and mDNS where the system does that.
std::shared_ptr<Resolver> system_resolver(Loop& loop);

}  // namespace s2::transport
