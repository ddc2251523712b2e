#pragma once
// Messages about the conversation itself: handshake, answers, selection, instruction status, revocation.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/common.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace s2 {

/// The side of a conversation. Source: S2 JSON, schemas/EnergyManagementRole.
enum class EnergyManagementRole : std::uint8_t {
  cem,  ///< Customer Energy Manager
  rm,   ///< Resource Manager
};

/// Outcome of receiving a message. Source: S2 JSON, schemas/ReceptionStatusValues.
enum class ReceptionStatusValues : std::uint8_t {
  invalid_data,     ///< not understood (not JSON, no message_id); message ignored, carry on
  invalid_message,  ///< violates the schema; message ignored, carry on
  invalid_content,  ///< content is wrong, for example an unknown id; message ignored, carry on
  temporary_error,  ///< receiver has a problem; send again
  permanent_error,  ///< receiver cannot recover; disconnect
  ok,               ///< processed
};

/// What is asked of the other side. Source: S2 JSON, schemas/SessionRequestType.
enum class SessionRequestType : std::uint8_t {
  reconnect,  ///< close and connect again; everything starts from scratch
  terminate,  ///< close; a client may try again with exponential back-off
};

/// What can be revoked. Source: S2 JSON, schemas/RevokableObjects.
enum class RevokableObjects : std::uint8_t {
  pebc_powerconstraints,              ///< revoked by its id
  pebc_energyconstraint,              ///< revoked by its id
  pebc_instruction,                   ///< revoked by its id
  ppbc_powerprofiledefinition,        ///< revoked by its id
  ppbc_scheduleinstruction,           ///< revoked by its id
  ppbc_startinterruptioninstruction,  ///< revoked by its id
  ppbc_endinterruptioninstruction,    ///< revoked by its id
  ombc_systemdescription,             ///< revoked by its message_id
  ombc_instruction,                   ///< revoked by its id
  frbc_systemdescription,             ///< revoked by its message_id
  frbc_instruction,                   ///< revoked by its id
  ddbc_systemdescription,             ///< revoked by its message_id
  ddbc_instruction,                   ///< revoked by its id
};

/// How far an instruction has come. Source: S2 JSON, schemas/InstructionStatus.
enum class InstructionStatus : std::uint8_t {
  new_,       ///< received, not judged yet
  accepted,   ///< will be executed
  rejected,   ///< will not be executed (terminal)
  revoked,    ///< withdrawn (terminal)
  started,    ///< execution has begun
  succeeded,  ///< executed successfully (terminal)
  aborted,    ///< execution stopped early (terminal)
};

/// First message of either side; announces role and protocol versions. Sent by the CEM and the RM. Source: S2 JSON,
/// messages/Handshake.
struct Handshake {
  Id message_id;                ///< identifies this message; echoed by the answering ReceptionStatus
  EnergyManagementRole role{};  ///< role of the sender
  std::vector<std::string> supported_protocol_versions;  ///< versions the sender can speak; required for an RM by the
                                                         ///< description, optional for a CEM

  /// Member by member.
  bool operator==(const Handshake&) const = default;
};

/// CEM announces the version it chose. Sent by the CEM. Source: S2 JSON, messages/HandshakeResponse.
struct HandshakeResponse {
  Id message_id;                          ///< identifies this message; echoed by the answering ReceptionStatus
  std::string selected_protocol_version;  ///< version to use; one of those the RM offered

  /// Member by member.
  bool operator==(const HandshakeResponse&) const = default;
};

/// Answer to every message except a ReceptionStatus. Sent by the CEM and the RM. Source: S2 JSON,
/// messages/ReceptionStatus.
struct ReceptionStatus {
  Id subject_message_id;                        ///< message_id of the message being answered
  ReceptionStatusValues status{};               ///< outcome of the reception
  std::optional<std::string> diagnostic_label;  ///< free text for diagnosis only, never for a user interface

  /// Member by member.
  bool operator==(const ReceptionStatus&) const = default;
};

/// Ask the other side to reconnect or to end the session. Sent by the CEM and the RM. Source: S2 JSON,
/// messages/SessionRequest.
struct SessionRequest {
  Id message_id;                                ///< identifies this message; echoed by the answering ReceptionStatus
  SessionRequestType request{};                 ///< what is asked
  std::optional<std::string> diagnostic_label;  ///< free text for diagnosis only, never for a user interface

  /// Member by member.
  bool operator==(const SessionRequest&) const = default;
};

/// Activate, change or deactivate a control type. Sent by the CEM. Source: S2 JSON, messages/SelectControlType.
struct SelectControlType {
  Id message_id;               ///< identifies this message; echoed by the answering ReceptionStatus
  ControlType control_type{};  ///< control type to activate; one of the offered ones, or NO_SELECTION

  /// Member by member.
  bool operator==(const SelectControlType&) const = default;
};

/// Progress of an instruction. Sent by the RM. Source: S2 JSON, messages/InstructionStatusUpdate.
struct InstructionStatusUpdate {
  Id message_id;                    ///< identifies this message; echoed by the answering ReceptionStatus
  Id instruction_id;                ///< id (not message_id) of the instruction
  InstructionStatus status_type{};  ///< present status
  Time timestamp;                   ///< when the status changed last

  /// Member by member.
  bool operator==(const InstructionStatusUpdate&) const = default;
};

/// Withdraw something the sender sent earlier. Sent by the CEM and the RM. Source: S2 JSON, messages/RevokeObject.
struct RevokeObject {
  Id message_id;                   ///< identifies this message; echoed by the answering ReceptionStatus
  RevokableObjects object_type{};  ///< kind of the withdrawn object
  Id object_id;                    ///< its id; for the three SystemDescriptions, which have none, their message_id

  /// Member by member.
  bool operator==(const RevokeObject&) const = default;
};

}  // namespace s2

namespace s2 {

template <>
const Type& type_of<EnergyManagementRole>();
template <>
const Type& type_of<ReceptionStatusValues>();
template <>
const Type& type_of<SessionRequestType>();
template <>
const Type& type_of<RevokableObjects>();
template <>
const Type& type_of<InstructionStatus>();
template <>
const Type& type_of<Handshake>();
template <>
const Type& type_of<HandshakeResponse>();
template <>
const Type& type_of<ReceptionStatus>();
template <>
const Type& type_of<SessionRequest>();
template <>
const Type& type_of<SelectControlType>();
template <>
const Type& type_of<InstructionStatusUpdate>();
template <>
const Type& type_of<RevokeObject>();

}  // namespace s2
