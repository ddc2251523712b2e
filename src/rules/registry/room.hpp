#pragma once
// Room in the lists of a registry.

#include <s2/registry.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace s2::rules {

/// Takes one object out of a list that is full: the first that counts no longer, or else the oldest.
template <class T, class IsOver>
T make_room(std::vector<T>& all, IsOver is_over) {
  auto victim = std::find_if(all.begin(), all.end(), is_over);
  if (victim == all.end()) victim = all.begin();
  T gone = std::move(*victim);
  all.erase(victim);
  return gone;
}

/// Whether an offer counts no longer.
inline bool is_over(const PebcState::Offer& offer, Time now) {
  return offer.revoked || (offer.constraints.valid_until && *offer.constraints.valid_until <= now);
}
/// Whether an energy constraint counts no longer.
inline bool is_over(const pebc::EnergyConstraint& energy, Time now) { return energy.valid_until <= now; }
/// Whether a task counts no longer.
inline bool is_over(const PpbcState::Task& task, Time now) { return task.revoked || task.profile.end_time <= now; }

/// Whether a message can be taken without pushing out something that still counts. A receiver at its limit answers
/// TEMPORARY_ERROR (rule catalogue, C.13); an observer, who cannot, forgets the oldest.
bool has_room(const Message& message, const Registry& registry, Time now);

}  // namespace s2::rules
