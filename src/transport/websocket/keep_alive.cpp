// When to ping, and when to give up.

#include "keep_alive.hpp"

#include <transport/span.hpp>

#include <algorithm>

namespace s2::transport::websocket {

KeepAlive::KeepAlive(Duration ping_interval, Duration peer_timeout, Moment now)
    : interval_(bounded_span(ping_interval)), timeout_(bounded_span(peer_timeout)), next_ping_(now + interval_) {
  heard(now);
}

void KeepAlive::heard(Moment now) {
  silent_since_.reset();
  if (!pings()) silent_since_ = now;
}

KeepAlive::Step KeepAlive::wake(Moment now) {
  if (const auto end = give_up(); end && now >= *end) return Step::gone;
  if (!pings() || now < next_ping_) return Step::wait;
  next_ping_ = now + interval_;
  if (!silent_since_) silent_since_ = now;
  return Step::ping;
}

std::optional<Moment> KeepAlive::next() const {
  const auto end = give_up();
  if (!pings()) return end;
  return end ? std::min(*end, next_ping_) : next_ping_;
}

std::optional<Moment> KeepAlive::give_up() const {
  if (!silent_since_ || timeout_ == Duration{0}) return std::nullopt;
  return *silent_since_ + timeout_;
}

}  // namespace s2::transport::websocket
