// The fail-safe lease: what an RM does when its CEM has fallen silent.

#include "parts.hpp"

namespace s2 {

std::optional<Time> Session::Parts::fail_safe_due() const {
  if (!fail_safe || fell_back || stage != Stage::controlled) return std::nullopt;
  return heard + fail_safe->after;
}

void Session::Parts::heard_from_peer(FailSafe::Heartbeat sign, Time now) {
  if (!fail_safe || sign != fail_safe->heartbeat) return;
  if (fell_back) events.push() = Recovered{now - heard};
  fell_back = false;
  heard = now;
}

void Session::Parts::fall_back(Time now) {
  fell_back = true;
  end_open_instructions(now);
  events.push() = FellBack{fail_safe->behaviour, now - heard};
}

}  // namespace s2
