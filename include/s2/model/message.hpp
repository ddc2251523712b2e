#pragma once
// Message and Kind: the sum of all message types, and what is known of each.

#include <s2/model/ddbc.hpp>
#include <s2/model/frbc.hpp>
#include <s2/model/ombc.hpp>
#include <s2/model/pebc.hpp>
#include <s2/model/ppbc.hpp>
#include <s2/model/resource_messages.hpp>
#include <s2/model/session_messages.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

namespace s2 {

/// The 36 message types, in the order of the alternatives of Message.
enum class Kind : std::uint8_t {
  Handshake,
  HandshakeResponse,
  ReceptionStatus,
  SessionRequest,
  ResourceManagerDetails,
  SelectControlType,
  PowerMeasurement,
  PowerForecast,
  InstructionStatusUpdate,
  RevokeObject,
  PebcPowerConstraints,
  PebcEnergyConstraint,
  PebcInstruction,
  PpbcPowerProfileDefinition,
  PpbcPowerProfileStatus,
  PpbcScheduleInstruction,
  PpbcStartInterruptionInstruction,
  PpbcEndInterruptionInstruction,
  OmbcSystemDescription,
  OmbcStatus,
  OmbcTimerStatus,
  OmbcInstruction,
  FrbcSystemDescription,
  FrbcStorageStatus,
  FrbcActuatorStatus,
  FrbcTimerStatus,
  FrbcLeakageBehaviour,
  FrbcUsageForecast,
  FrbcFillLevelTargetProfile,
  FrbcInstruction,
  DdbcSystemDescription,
  DdbcPresentDemandStatus,
  DdbcActuatorStatus,
  DdbcTimerStatus,
  DdbcAverageDemandRateForecast,
  DdbcInstruction,
};

/// Any S2 message.
using Message =
    std::variant<Handshake, HandshakeResponse, ReceptionStatus, SessionRequest, ResourceManagerDetails,
                 SelectControlType, PowerMeasurement, PowerForecast, InstructionStatusUpdate, RevokeObject,
                 pebc::PowerConstraints, pebc::EnergyConstraint, pebc::Instruction, ppbc::PowerProfileDefinition,
                 ppbc::PowerProfileStatus, ppbc::ScheduleInstruction, ppbc::StartInterruptionInstruction,
                 ppbc::EndInterruptionInstruction, ombc::SystemDescription, ombc::Status, ombc::TimerStatus,
                 ombc::Instruction, frbc::SystemDescription, frbc::StorageStatus, frbc::ActuatorStatus,
                 frbc::TimerStatus, frbc::LeakageBehaviour, frbc::UsageForecast, frbc::FillLevelTargetProfile,
                 frbc::Instruction, ddbc::SystemDescription, ddbc::PresentDemandStatus, ddbc::ActuatorStatus,
                 ddbc::TimerStatus, ddbc::AverageDemandRateForecast, ddbc::Instruction>;

/// Number of message types.
inline constexpr std::size_t kind_count = std::variant_size_v<Message>;

/// Which sides send a message.
struct Senders {
  bool cem;  ///< the Customer Energy Manager does
  bool rm;   ///< the Resource Manager does

  /// Whether this side sends it.
  bool contains(EnergyManagementRole role) const { return role == EnergyManagementRole::cem ? cem : rm; }
};

/// What is known of a message type beyond its fields. Source: S2 JSON, and S2 Connect, "State of communication".
struct MessageType {
  Kind kind;                                ///< the kind itself
  const Type& (*type)();                    ///< its fields
  Senders senders;                          ///< who sends it
  std::optional<ControlType> control_type;  ///< the control type it belongs to; none for common messages
  bool is_instruction;                      ///< whether the RM has to carry it out and report on it
  std::optional<Profile> only;              ///< the one profile it exists in; none when it exists in all
  void* (*emplace)(Message&);               ///< makes the message hold this type, empty, and returns its struct
  const Id* (*message_id)(const void*);     ///< its message_id; nullptr for ReceptionStatus, which has none
  Id* (*message_id_slot)(void*);            ///< its message_id, to write; nullptr for ReceptionStatus

  /// Name on the wire, e.g. "FRBC.StorageStatus".
  std::string_view name() const { return type().name; }
  /// Whether the type exists in a profile.
  bool exists_in(Profile profile) const { return !only || *only == profile; }
};

/// All message types, indexed by Kind.
std::span<const MessageType> message_types();

/// What is known of one message type.
const MessageType& message_type_of(Kind kind);

/// The message type with this wire name (case-sensitive); nullptr when there is none.
const MessageType* find_message_type(std::string_view name);

/// The kind of a message.
inline Kind kind_of(const Message& message) { return static_cast<Kind>(message.index()); }

/// The struct inside a message, to walk with its table.
const void* object_of(const Message& message);
/// The struct inside a message, to walk and change with its table.
void* object_of(Message& message);

/// The message_id; nullptr for ReceptionStatus, the only message without one.
const Id* message_id_of(const Message& message);

/// Puts a message_id into a message. Does nothing to a ReceptionStatus.
void set_message_id(Message& message, const Id& id);

/// The `id` of an instruction (not its message_id); nullptr when the message is no instruction.
const Id* instruction_id_of(const Message& message);

}  // namespace s2
