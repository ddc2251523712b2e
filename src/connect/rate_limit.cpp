// Token buckets.

#include <s2/connect/rate_limit.hpp>

#include <algorithm>
#include <string>

namespace s2::connect {

std::string network_of(std::string_view source) {
  const bool is_mapped = source.starts_with("::ffff:") && source.find('.') != source.npos;
  if (is_mapped) return std::string(source.substr(7));
  if (source.find(':') == source.npos) return std::string(source);
  // Four groups, or up to the first gap: what stands behind a gap in the first 64 bit is zero anyway.
  std::size_t end = 0;
  for (int groups = 0; groups < 4; ++groups) {
    const std::size_t colon = source.find(':', end);
    if (colon == source.npos || colon == end) break;
    end = colon + 1;
  }
  return std::string(source.substr(0, end)) + "/64";
}

bool RateLimit::admit(std::string_view source, Time now) {
  const IdDigest key = digest_of(Id(network_of(source)));
  const auto full = static_cast<double>(options_.burst);
  Bucket bucket{full, now};
  if (const Bucket* known = buckets_.find(key)) {
    const auto passed = static_cast<double>((now - known->at).count());
    const double gained = std::max(0.0, passed) / static_cast<double>(options_.refill.count());
    bucket.left = std::min(full, known->left + gained);
  }
  const bool is_admitted = bucket.left >= 1;
  if (is_admitted) bucket.left -= 1;
  buckets_.put(key, bucket);
  return is_admitted;
}

}  // namespace s2::connect
