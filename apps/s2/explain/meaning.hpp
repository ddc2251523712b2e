#pragma once
// Meaning: what a message says, offers or implies, worked out from the conversation it stands in.

#include "explain/facts.hpp"

#include <s2/conversation.hpp>

#include <optional>

namespace s2::app {

/// Where a message stands.
struct Setting {
  const Registry& registry;        ///< what both sides have told each other, the message included
  Time now;                        ///< when it passed
  const Observation* observation;  ///< what was made of it; nullptr for a message without a conversation
};

/// What a message means. Without a conversation no more than it says itself.
Facts meaning_of(const Message& message, const Setting& setting);

// The parts of meaning_of(), by what the messages are about.

/// Handshake, answers, selection, end, details, revocation, status of instructions.
void tell(const Handshake& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const HandshakeResponse& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ReceptionStatus& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const SessionRequest& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const SelectControlType& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const InstructionStatusUpdate& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const RevokeObject& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ResourceManagerDetails& m, const Setting& setting, Facts& facts);

/// Measurements and forecasts.
void tell(const PowerMeasurement& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const PowerForecast& m, const Setting& setting, Facts& facts);

/// Operation modes: what a description offers, what a report implies.
void tell(const ombc::SystemDescription& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const frbc::SystemDescription& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ddbc::SystemDescription& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ombc::Status& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const frbc::ActuatorStatus& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ddbc::ActuatorStatus& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ombc::TimerStatus& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const frbc::TimerStatus& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ddbc::TimerStatus& m, const Setting& setting, Facts& facts);

/// Storages and demands.
void tell(const frbc::StorageStatus& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const frbc::LeakageBehaviour& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const frbc::UsageForecast& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const frbc::FillLevelTargetProfile& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ddbc::PresentDemandStatus& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ddbc::AverageDemandRateForecast& m, const Setting& setting, Facts& facts);

/// Power limits and tasks.
void tell(const pebc::PowerConstraints& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const pebc::EnergyConstraint& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ppbc::PowerProfileDefinition& m, const Setting& setting, Facts& facts);
/// As above.
void tell(const ppbc::PowerProfileStatus& m, const Setting& setting, Facts& facts);

/// The seven instructions: their resolution.
void tell_instruction(const Message& m, const Setting& setting, Facts& facts);

/// An instruction that is taken to be carried out, and when that has an effect.
struct Obeyed {
  const frbc::Instruction& instruction;  ///< what is asked for
  Time effective;                        ///< not before Setting::now
};

/// Where the fill level goes, when that is known: its rate, and when it reaches the ends of the range to keep.
void tell_course(const Setting& setting, const std::optional<Obeyed>& obeyed, Facts& facts);

/// The currency of costs; "currency" when it was not said.
std::string_view currency_of(const Setting& setting);

}  // namespace s2::app
