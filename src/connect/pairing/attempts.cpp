// Remembering attempts.

#include "attempts.hpp"

#include <s2/connect/limits.hpp>

#include <algorithm>
#include <utility>

namespace s2::connect {

Attempt& Attempts::add(const Sha256& id, Attempt attempt) {
  return attempts_.insert_or_assign(id, std::move(attempt)).first->second;
}

Attempt* Attempts::find(const Sha256& id) {
  const auto found = attempts_.find(id);
  return found == attempts_.end() ? nullptr : &found->second;
}

Attempt* Attempts::find(const NodeId& node, PairingStage stage) {
  for (auto& [id, attempt] : attempts_) {
    if (attempt.node == node && attempt.stage == stage) return &attempt;
  }
  return nullptr;
}

Attempt* Attempts::opened_by(const Sha256& request, const NodeId& client) {
  for (auto& [id, attempt] : attempts_) {
    const bool waits = attempt.stage == PairingStage::awaiting_response;
    if (waits && attempt.request == request && attempt.peer_node.id == client) return &attempt;
  }
  return nullptr;
}

bool Attempts::issued(Crypto& crypto, const Challenge& challenge) const {
  const auto key = effective_key(crypto, challenge);
  return std::any_of(attempts_.begin(), attempts_.end(),
                     [&](const auto& entry) { return effective_key(crypto, entry.second.challenge) == key; });
}

bool Attempts::is_any_alive() const {
  return std::any_of(attempts_.begin(), attempts_.end(), [](const auto& entry) {
    return find_pairing_row(entry.second.stage, PairingCause::expired) != nullptr;
  });
}

std::vector<Attempt> Attempts::expire(Time now) {
  std::vector<Attempt> alive;
  for (auto entry = attempts_.begin(); entry != attempts_.end();) {
    if (now < entry->second.issued + Limits::attempt_life) {
      ++entry;
      continue;
    }
    if (find_pairing_row(entry->second.stage, PairingCause::expired)) alive.push_back(std::move(entry->second));
    entry = attempts_.erase(entry);
  }
  return alive;
}

std::optional<Time> Attempts::next_expiry() const {
  std::optional<Time> next;
  for (const auto& [id, attempt] : attempts_) {
    const Time end = attempt.issued + Limits::attempt_life;
    if (!next || end < *next) next = end;
  }
  return next;
}

}  // namespace s2::connect
