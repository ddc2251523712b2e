#include "steered_end.hpp"

#include <algorithm>

namespace s2::house {

void Wire::tear() {
  for (const auto torn = std::exchange(ends, {}); SteeredEnd * end : torn) end->tear();
}

SteeredEnd::SteeredEnd(std::unique_ptr<transport::Connection> inner, std::shared_ptr<Wire> wire, Clock& clock,
                       bool is_device)
    : inner_(std::move(inner)),
      wire_(std::move(wire)),
      clock_(clock),
      is_device_(is_device),
      peer_(inner_->peer()),
      path_(inner_->path()),
      next_(clock) {
  wire_->ends.push_back(this);
}

SteeredEnd::~SteeredEnd() { std::erase(wire_->ends, this); }

void SteeredEnd::handle(transport::ConnectionHandler handler) {
  on_closed_ = handler.on_closed;
  if (inner_) inner_->handle(std::move(handler));
}

// A frame never overtakes another, so what follows a late one is late as well.
void SteeredEnd::send(std::string frame) {
  if (!inner_ || wire_->dead) return;
  const Duration late = is_device_ ? wire_->late : Duration(0);
  if (late == Duration(0) && late_.empty()) return inner_->send(std::move(frame));
  const Time due = clock_.now() + late;
  late_.emplace_back(late_.empty() ? due : std::max(due, late_.back().first), std::move(frame));
  if (!next_.due()) next_.set(late_.front().first, [this] { send_what_is_due(); });
}

void SteeredEnd::send_what_is_due() {
  while (!late_.empty() && late_.front().first <= clock_.now()) {
    if (inner_ && !wire_->dead) inner_->send(std::move(late_.front().second));
    late_.pop_front();
  }
  if (!late_.empty()) next_.set(late_.front().first, [this] { send_what_is_due(); });
}

void SteeredEnd::close(std::uint16_t code, std::string_view reason) {
  if (inner_) inner_->close(code, reason);
}

void SteeredEnd::tear() {
  inner_.reset();
  late_.clear();
  next_.clear();
  const auto tell = on_closed_;  // it may destroy this end
  if (tell) tell({.code = 1006, .text = "the connection was lost", .by_peer = true});
}

}  // namespace s2::house
