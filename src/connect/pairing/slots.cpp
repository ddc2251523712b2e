// Giving away slots.

#include "slots.hpp"

#include <algorithm>
#include <utility>

namespace s2::connect {

bool Slots::add(WaitingRequest waiting, Time now) {
  const auto last = last_.find(waiting.node);
  const Time free = last == last_.end() ? now : std::max(now, last->second);
  waiting.due = free + rhythm_;
  if (waiting.due - now > rhythm_ * static_cast<Duration::rep>(queued_)) return false;
  last_.insert_or_assign(waiting.node, waiting.due);
  const auto place = std::upper_bound(waiting_.begin(), waiting_.end(), waiting.due,
                                      [](const Time& due, const WaitingRequest& one) { return due < one.due; });
  waiting_.insert(place, std::move(waiting));
  return true;
}

std::optional<WaitingRequest> Slots::next(Time now) {
  if (waiting_.empty() || now < waiting_.front().due) return std::nullopt;
  WaitingRequest first = std::move(waiting_.front());
  waiting_.erase(waiting_.begin());
  return first;
}

void Slots::remove(RequestId id) {
  std::erase_if(waiting_, [=](const WaitingRequest& one) { return one.id == id; });
}

void Slots::used_up(const NodeId& node, const Secret& token, const PairingResponseErrorMessage& refusal) {
  for (WaitingRequest& one : waiting_) {
    if (one.node == node && !one.refusal && one.token.token == token) one.refusal = refusal;
  }
}

std::optional<Time> Slots::next_due() const {
  if (waiting_.empty()) return std::nullopt;
  return waiting_.front().due;
}

std::vector<WaitingRequest> Slots::clear() { return std::exchange(waiting_, {}); }

}  // namespace s2::connect
