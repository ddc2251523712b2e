// When to connect again.

#include <s2/session/come_back.hpp>

namespace s2 {

Duration delay_before_return(const Ended& ended, Backoff& backoff, double chance) {
  backoff.lasted(ended.lasted);
  return ended.request == SessionRequestType::reconnect ? backoff.at_once(chance) : backoff.next(chance);
}

bool is_hopeless(EndReason reason) { return reason == EndReason::no_common_version || reason == EndReason::same_role; }

}  // namespace s2
