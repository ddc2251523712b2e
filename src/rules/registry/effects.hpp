#pragma once
// Effects: what an accepted message changes in a registry.

#include <s2/registry.hpp>

namespace s2::rules {

/// One message takes effect. The overloads are spread over the files of this folder by subject.
struct Effects {
  Registry& registry;           ///< what changes
  EnergyManagementRole sender;  ///< who sent the message
  Time now;                     ///< when it was received

  // --- session.cpp ---
  void take(const Handshake& message);
  void take(const HandshakeResponse& message);
  void take(const ReceptionStatus&) {}  // answered() does it
  void take(const SessionRequest& message);
  void take(const ResourceManagerDetails& message);
  void take(const PowerMeasurement& message);
  void take(const PowerForecast& message);
  void take(const InstructionStatusUpdate& message);

  // --- selection.cpp ---
  void take(const SelectControlType& message);
  /// Another control type is in force from here on; what belongs to the one that was is forgotten.
  void activate(ControlType next);
  /// A message that only a pending selection allows shows that the RM has obeyed it already.
  void believe(const Message& message);
  /// The answer to a selection came.
  void settle_selection(const Id& message_id, bool accepted);

  // --- revocation.cpp ---
  void take(const RevokeObject& message);

  // --- pebc.cpp ---
  void take(const pebc::PowerConstraints& message);
  void take(const pebc::EnergyConstraint& message);
  void take(const pebc::Instruction& message);

  // --- ppbc.cpp ---
  void take(const ppbc::PowerProfileDefinition& message);
  void take(const ppbc::PowerProfileStatus& message);
  void take(const ppbc::ScheduleInstruction& message);
  void take(const ppbc::StartInterruptionInstruction& message);
  void take(const ppbc::EndInterruptionInstruction& message);

  // --- modes.cpp ---
  void take(const ombc::SystemDescription& message);
  void take(const ombc::Status& message);
  void take(const ombc::TimerStatus& message);
  void take(const ombc::Instruction& message);
  void take(const frbc::SystemDescription& message);
  void take(const frbc::StorageStatus& message);
  void take(const frbc::ActuatorStatus& message);
  void take(const frbc::TimerStatus& message);
  void take(const frbc::LeakageBehaviour& message);
  void take(const frbc::UsageForecast& message);
  void take(const frbc::FillLevelTargetProfile& message);
  void take(const frbc::Instruction& message);
  void take(const ddbc::SystemDescription& message);
  void take(const ddbc::PresentDemandStatus& message);
  void take(const ddbc::ActuatorStatus& message);
  void take(const ddbc::TimerStatus& message);
  void take(const ddbc::AverageDemandRateForecast& message);
  void take(const ddbc::Instruction& message);
  /// Lets scheduled descriptions and leakage behaviours come into force.
  void advance();
  /// Withdraws the description that came with a message; false when none is in force or to come.
  bool revoke_description(Kind kind, const Id& message_id);

  // --- answers.cpp ---
  /// The other side refused an instruction that had been taken.
  void refuse_instruction(const Id& message_id);

 private:
  template <class T>
  void take_instruction(const T& message);
  template <class State>
  void take_description(State& state, const typename decltype(State::descriptions)::Value& message);
  template <class State, class Change>
  void change_descriptions(State& state, Change change);
  template <class State>
  bool revoke_description(State& state, const Id& message_id);
  template <class State>
  void advance(State& state);
};

/// The control type a message is about: its own, that of the instruction it reports on, or of the object it revokes;
/// empty when there is none or it is not known.
std::optional<ControlType> subject_of(const Message& message, const Registry& registry);

/// The type of message that publishes what can be revoked.
const MessageType& message_type_of(RevokableObjects object);

/// What was turned away passes once more: of constraints the newest that passed counts (C.7), which are these now.
void pass_again(Registry& registry, Kind kind, const Id& message_id);

}  // namespace s2::rules
