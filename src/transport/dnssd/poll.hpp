#pragma once
// Poll: Avahi's watches and timeouts on our loop.

#include <s2/transport/loop.hpp>

#include <avahi-common/watch.h>

namespace s2::transport::dnssd {

/// What Avahi asks for when it wants to wait. Outlives whatever was made with it.
class Poll {
 public:
  explicit Poll(Loop& loop);
  Poll(const Poll&) = delete;
  Poll& operator=(const Poll&) = delete;

  /// For Avahi.
  const AvahiPoll* api() const { return &api_; }

 private:
  AvahiPoll api_{};
};

}  // namespace s2::transport::dnssd
