#pragma once
// ModeScope: operation modes, transitions and timers that belong together, the same for OMBC, FRBC and DDBC.

#include <model/find_id.hpp>
#include <s2/registry.hpp>

#include <algorithm>
#include <concepts>
#include <optional>
#include <span>
#include <type_traits>
#include <variant>

namespace s2::rules {

/// An operation mode, as far as the three control types agree on what that is.
struct ModeView {
  const Id* id;                  ///< its id, unique in its scope
  bool abnormal_condition_only;  ///< only to be used under an abnormal condition
  std::size_t index;             ///< its place in the list of modes
};

/// A view of an OMBC description, or of one actuator of an FRBC or DDBC description. Refers to it, does not own it.
class ModeScope {
 public:
  /// The device as a whole.
  explicit ModeScope(const ombc::SystemDescription& device) : ModeScope(device, nil_actuator()) {}
  /// One actuator of a storage.
  explicit ModeScope(const frbc::ActuatorDescription& actuator) : ModeScope(actuator, actuator.id) {}
  /// One actuator that supplies a demand.
  explicit ModeScope(const ddbc::ActuatorDescription& actuator) : ModeScope(actuator, actuator.id) {}

  /// The id of the actuator; empty under OMBC.
  const Id& actuator() const { return *actuator_; }
  /// How many modes there are.
  std::size_t mode_count() const {
    return std::visit([](const auto& modes) { return modes.size(); }, modes_);
  }
  /// The mode at a place below mode_count().
  ModeView mode(std::size_t index) const {
    return std::visit([index](const auto& modes) { return view(modes[index], index); }, modes_);
  }
  /// The mode with this id; empty when there is none.
  std::optional<ModeView> find_mode(const Id& id) const {
    return std::visit(
        [&id](const auto& modes) -> std::optional<ModeView> {
          for (std::size_t i = 0; i < modes.size(); ++i) {
            if (modes[i].id == id) return view(modes[i], i);
          }
          return std::nullopt;
        },
        modes_);
  }
  /// The moves between the modes.
  std::span<const Transition> transitions() const { return transitions_; }
  /// The timers of the moves.
  std::span<const Timer> timers() const { return timers_; }
  /// The timer with this id; nullptr when there is none.
  const Timer* find_timer(const Id& id) const { return find_id(timers_, id); }

 private:
  template <class Described>
  ModeScope(const Described& described, const Id& actuator)
      : actuator_(&actuator),
        modes_(std::span(described.operation_modes)),
        transitions_(described.transitions),
        timers_(described.timers) {}

  template <class Mode>
  static ModeView view(const Mode& mode, std::size_t index) {
    return {&mode.id, mode.abnormal_condition_only, index};
  }
  static const Id& nil_actuator() {
    static const Id none;
    return none;
  }

  const Id* actuator_;
  std::variant<std::span<const ombc::OperationMode>, std::span<const frbc::OperationMode>,
               std::span<const ddbc::OperationMode>>
      modes_;
  std::span<const Transition> transitions_;
  std::span<const Timer> timers_;
};

/// Whether T is one of these types.
template <class T, class... Types>
concept one_of = (std::same_as<T, Types> || ...);

/// The messages of OMBC that have to do with modes.
template <class T>
concept OmbcMessage = one_of<T, ombc::SystemDescription, ombc::Status, ombc::TimerStatus, ombc::Instruction>;
/// The messages of FRBC that have to do with modes.
template <class T>
concept FrbcMessage = one_of<T, frbc::SystemDescription, frbc::ActuatorStatus, frbc::TimerStatus, frbc::Instruction>;
/// The messages of DDBC that have to do with modes.
template <class T>
concept DdbcMessage = one_of<T, ddbc::SystemDescription, ddbc::ActuatorStatus, ddbc::TimerStatus, ddbc::Instruction>;

/// What the registry knows of the control type a message belongs to: descriptions, modes and timers.
template <OmbcMessage T>
const OmbcState& state_of(const Registry& registry, const T&) {
  return registry.ombc;
}
/// As above.
template <FrbcMessage T>
const FrbcState& state_of(const Registry& registry, const T&) {
  return registry.frbc;
}
/// As above.
template <DdbcMessage T>
const DdbcState& state_of(const Registry& registry, const T&) {
  return registry.ddbc;
}

/// The instruction of the control type a message belongs to.
template <class T>
using InstructionOf = std::conditional_t<OmbcMessage<T>, ombc::Instruction,
                                         std::conditional_t<FrbcMessage<T>, frbc::Instruction, ddbc::Instruction>>;

/// The actuator a status, timer or instruction is about; the empty id under OMBC.
template <class T>
const Id& actuator_of(const T& message) {
  if constexpr (requires { message.actuator_id; }) {
    return message.actuator_id;
  } else {
    static const Id none;
    return none;
  }
}

/// The part of a description that an actuator's modes are in; nullptr when there is no description, or it has no such
/// actuator. Under OMBC that is the description, and the id is not looked at.
inline const ombc::SystemDescription* part_of(const ombc::SystemDescription* description, const Id&) {
  return description;
}
/// As above.
template <one_of<frbc::SystemDescription, ddbc::SystemDescription> T>
auto* part_of(const T* description, const Id& actuator) {
  return description ? find_id(description->actuators, actuator) : nullptr;
}

/// The same as a ModeScope.
template <class T>
std::optional<ModeScope> scope_of(const T& description, const Id& actuator) {
  const auto* part = part_of(&description, actuator);
  return part ? std::optional(ModeScope(*part)) : std::nullopt;
}

/// The part of the description in force that a status or timer is judged against. Empty when no description is known,
/// or the actuator is none of it.
template <class T>
std::optional<ModeScope> scope_in_force(const Registry& registry, const T& message) {
  const auto* description = state_of(registry, message).descriptions.in_force();
  return description ? scope_of(*description, actuator_of(message)) : std::nullopt;
}

/// The operation mode an instruction asks for.
template <class T>
const Id& mode_of(const T& instruction) {
  if constexpr (requires { instruction.operation_mode; }) {
    return instruction.operation_mode;
  } else {
    return instruction.operation_mode_id;
  }
}
/// How the member with that mode is called on the wire.
template <class T>
constexpr std::string_view mode_member() {
  if constexpr (requires(T instruction) { instruction.operation_mode; }) {
    return "operation_mode";
  } else {
    return "operation_mode_id";
  }
}

/// When an instruction is meant to be carried out: at its execution_time, or at once when that is past.
template <class T>
Time moment_of(const T& instruction, Time now) {
  return std::max(now, instruction.execution_time);
}

}  // namespace s2::rules
