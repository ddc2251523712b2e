// Power envelopes: offers and energy constraints. Rule catalogue, C.7.

#include "effects.hpp"
#include "room.hpp"

#include <rules/content.hpp>

#include <algorithm>

namespace s2 {

const PebcState::Offer* PebcState::find(const Id& id) const {
  const auto found =
      std::find_if(offers.rbegin(), offers.rend(), [&id](const Offer& offer) { return offer.constraints.id == id; });
  return found == offers.rend() ? nullptr : &*found;
}

const PebcState::Offer* PebcState::at(Time when) const {
  const auto found = std::find_if(offers.rbegin(), offers.rend(), [when](const Offer& offer) {
    const auto& [from, until] = std::pair(offer.constraints.valid_from, offer.constraints.valid_until);
    return !offer.revoked && from <= when && (!until || when < *until);
  });
  return found == offers.rend() ? nullptr : &*found;
}

namespace rules {
void Effects::take(const pebc::PowerConstraints& message) {
  auto& offers = registry.pebc.offers;
  std::erase_if(offers, [&](const PebcState::Offer& offer) { return offer.constraints.id == message.id; });
  if (offers.size() == Limits::held_objects) {
    const auto gone = make_room(offers, [this](const PebcState::Offer& offer) { return is_over(offer, now); });
    registry.objects.end(ObjectKind::power_constraints, gone.constraints.id);
  }
  offers.push_back({message});
  registry.objects.take(ObjectKind::power_constraints, message.id,
                        {Kind::PebcPowerConstraints, false, object_content(message)});
  registry.objects.link(ObjectKind::power_constraints, message.message_id, message.id);
}

void Effects::take(const pebc::EnergyConstraint& message) {
  auto& all = registry.pebc.energy;
  std::erase_if(all, [&](const pebc::EnergyConstraint& energy) { return energy.id == message.id; });
  if (all.size() == Limits::held_objects) {
    const auto gone = make_room(all, [this](const pebc::EnergyConstraint& energy) { return is_over(energy, now); });
    registry.objects.end(ObjectKind::energy_constraint, gone.id);
  }
  all.push_back(message);
  registry.objects.take(ObjectKind::energy_constraint, message.id,
                        {Kind::PebcEnergyConstraint, false, object_content(message)});
  registry.objects.link(ObjectKind::energy_constraint, message.message_id, message.id);
}

void Effects::take(const pebc::Instruction& message) {
  registry.objects.take(ObjectKind::instruction, message.id, {Kind::PebcInstruction});
  for (const auto& envelope : message.power_envelopes) {
    registry.objects.take(ObjectKind::power_envelope, envelope.id, {Kind::PebcInstruction});
  }
}

void pass_again(Registry& registry, Kind kind, const Id& message_id) {
  if (kind != Kind::PebcPowerConstraints) return;
  auto& offers = registry.pebc.offers;
  const auto found = std::find_if(offers.begin(), offers.end(), [&](const PebcState::Offer& offer) {
    return offer.constraints.message_id == message_id;
  });
  if (found != offers.end()) std::rotate(found, found + 1, offers.end());
}

}  // namespace rules
}  // namespace s2
