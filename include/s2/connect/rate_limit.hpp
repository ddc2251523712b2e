#pragma once
// RateLimit: how often one address may ask a server that does not know it.

#include <s2/base/recent.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/limits.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace s2::connect {

/// How often.
struct RateLimitOptions {
  std::size_t burst = Limits::burst_per_source;   ///< requests at once; at least one
  Duration refill = Limits::refill_per_source;    ///< and one more after this time
  std::size_t sources = Limits::watched_sources;  ///< addresses that are watched
};

/// A token bucket per source (C-300). Addresses of IPv6 are counted by their network of 64 bit, since a peer has all of
/// it. Of more sources than are watched the one seen longest ago is forgotten, so that memory is bounded.
class RateLimit {
 public:
  /// An empty one.
  explicit RateLimit(const RateLimitOptions& options = {}) : options_(options), buckets_(options.sources) {}

  /// Counts a request of this address; false when it is one too many.
  bool admit(std::string_view source, Time now);

 private:
  struct Bucket {
    double left = 0;  // requests
    Time at;          // when that was so
  };

  RateLimitOptions options_;
  Recent<Bucket> buckets_;
};

/// What an address is counted under: IPv4 as it is, IPv6 by its first 64 bit.
std::string network_of(std::string_view source);

}  // namespace s2::connect
