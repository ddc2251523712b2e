// What is said under PEBC and PPBC: limits on power, and tasks whose time can be shifted.

#include "speech.hpp"

namespace s2::tests {
namespace {

constexpr auto l1 = CommodityQuantity::electric_power_l1;
using Limit = pebc::PowerEnvelopeLimitType;
using Sequence = ppbc::PowerSequenceStatus;

Message offer(Speaker& speaker) {
  pebc::PowerConstraints message;
  message.id = speaker.ids();
  message.valid_from = speaker.now;
  if (speaker.chance.one_in(2)) message.valid_until = speaker.now + std::chrono::hours(1);
  message.allowed_limit_ranges = {{l1, Limit::upper_limit, {0, 2000}, false},
                                  {l1, Limit::lower_limit, {-2000, 0}, false}};
  return message;
}

Message energy(Speaker& speaker) {
  pebc::EnergyConstraint message;
  message.id = speaker.ids();
  message.valid_from = speaker.now;
  message.valid_until = speaker.now + std::chrono::minutes(20);
  message.upper_average_power = 1000;
  message.lower_average_power = -1000;
  message.commodity_quantity = l1;
  return message;
}

ppbc::PowerSequence sequence(const std::string& name) {
  ppbc::PowerSequence made;
  made.id = Id(name);
  PowerForecastValue value;
  value.value_expected = 500;
  value.commodity_quantity = l1;
  made.elements = {{std::chrono::minutes(5), {value}}};
  made.is_interruptible = true;
  return made;
}

Message task(Speaker& speaker) {
  ppbc::PowerProfileDefinition message;
  message.id = speaker.ids();
  message.start_time = speaker.now - std::chrono::minutes(1);
  message.end_time = speaker.now + std::chrono::hours(5);
  message.power_sequence_containers = {{Id("wash"), {sequence("warm"), sequence("hot")}},
                                       {Id("dry"), {sequence("air")}}};
  return message;
}

const PpbcState::Task* live_task(Speaker& speaker) {
  std::vector<const PpbcState::Task*> live;
  for (const auto& one : speaker.registry.ppbc.tasks) {
    if (!one.revoked) live.push_back(&one);
  }
  return live.empty() ? nullptr : speaker.chance.of(live);
}

Message progress(Speaker& speaker, const PpbcState::Task& task) {
  ppbc::PowerProfileStatus message;
  for (const auto& container : task.profile.power_sequence_containers) {
    ppbc::PowerSequenceContainerStatus status;
    status.power_profile_id = task.profile.id;
    status.sequence_container_id = container.id;
    status.status = static_cast<Sequence>(speaker.chance.below(6));
    if (status.status != Sequence::not_scheduled) status.selected_sequence_id = container.power_sequences.front().id;
    if (status.status > Sequence::scheduled) status.progress = std::chrono::minutes(1);
    message.sequence_container_status.push_back(status);
  }
  return message;
}

template <class Instruction>
Message for_container(Speaker& speaker, const PpbcState::Task& task) {
  const auto& container = speaker.chance.of(task.profile.power_sequence_containers);
  Instruction message;
  message.id = speaker.ids();
  message.power_profile_id = task.profile.id;
  message.sequence_container_id = container.id;
  message.power_sequence_id = speaker.chance.of(container.power_sequences).id;
  message.execution_time = speaker.soon();
  return message;
}

}  // namespace

std::optional<Message> pebc_device_says(Speaker& speaker) {
  const PebcState& state = speaker.registry.pebc;
  if (state.offers.empty() || speaker.chance.one_in(3)) return offer(speaker);
  if (speaker.chance.one_in(2)) return energy(speaker);
  if (!state.energy.empty() && speaker.chance.one_in(3)) {
    return revocation(Kind::PebcEnergyConstraint, speaker.chance.of(state.energy).id);
  }
  const auto& one = speaker.chance.of(state.offers);
  if (one.revoked) return std::nullopt;
  return revocation(Kind::PebcPowerConstraints, one.constraints.id);
}

std::optional<Message> ppbc_device_says(Speaker& speaker) {
  const auto* one = live_task(speaker);
  if (!one || speaker.chance.one_in(6)) return task(speaker);
  if (speaker.chance.one_in(12)) return revocation(Kind::PpbcPowerProfileDefinition, one->profile.id);
  return progress(speaker, *one);
}

std::optional<Message> pebc_manager_says(Speaker& speaker) {
  const auto* basis = speaker.registry.pebc.at(speaker.now);
  if (!basis) return std::nullopt;
  pebc::Instruction message;
  message.id = speaker.ids();
  message.execution_time = speaker.soon();
  message.power_constraints_id = basis->constraints.id;
  const double upper = static_cast<double>(speaker.chance.below(2000));
  message.power_envelopes = {{speaker.ids(), l1, {{std::chrono::minutes(10), upper, -upper}}}};
  return message;
}

std::optional<Message> ppbc_manager_says(Speaker& speaker) {
  const auto* one = live_task(speaker);
  if (!one) return std::nullopt;
  switch (speaker.chance.below(4)) {
    case 0:
      return for_container<ppbc::StartInterruptionInstruction>(speaker, *one);
    case 1:
      return for_container<ppbc::EndInterruptionInstruction>(speaker, *one);
    default:
      return for_container<ppbc::ScheduleInstruction>(speaker, *one);
  }
}

}  // namespace s2::tests
