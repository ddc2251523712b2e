#pragma once
// Typed: which message types are what, for functions that take only some of them.

#include <s2/model/message.hpp>

#include <concepts>
#include <cstddef>
#include <variant>

namespace s2 {

/// One of several types.
template <class T, class... Some>
concept OneOf = (std::same_as<T, Some> || ...);

/// What an RM says about what it can do, or expects: it holds until the next one, or for a stated time.
template <class T>
concept Describing =
    OneOf<T, ResourceManagerDetails, PowerForecast, pebc::PowerConstraints, pebc::EnergyConstraint,
          ppbc::PowerProfileDefinition, ombc::SystemDescription, frbc::SystemDescription, frbc::LeakageBehaviour,
          frbc::UsageForecast, frbc::FillLevelTargetProfile, ddbc::SystemDescription, ddbc::AverageDemandRateForecast>;

/// What an RM says about how things are.
template <class T>
concept Reporting =
    OneOf<T, PowerMeasurement, ppbc::PowerProfileStatus, ombc::Status, ombc::TimerStatus, frbc::StorageStatus,
          frbc::ActuatorStatus, frbc::TimerStatus, ddbc::PresentDemandStatus, ddbc::ActuatorStatus, ddbc::TimerStatus>;

/// What a CEM asks for.
template <class T>
concept Instructing = OneOf<T, pebc::Instruction, ppbc::ScheduleInstruction, ppbc::StartInterruptionInstruction,
                            ppbc::EndInterruptionInstruction, ombc::Instruction, frbc::Instruction, ddbc::Instruction>;

/// Where a type stands among the alternatives of a variant.
template <class T, class... All>
constexpr std::size_t place_in(const std::variant<All...>*) {
  std::size_t place = 0;
  (void)((std::same_as<T, All> || (++place, false)) || ...);
  return place;
}

/// The kind of a message type.
template <class T>
inline constexpr Kind kind_for = static_cast<Kind>(place_in<T>(static_cast<const Message*>(nullptr)));

static_assert(kind_for<Handshake> == Kind::Handshake && kind_for<ddbc::Instruction> == Kind::DdbcInstruction);

}  // namespace s2
