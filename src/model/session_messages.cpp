// The tables of: messages about the conversation itself: handshake, answers, selection, instruction status, revocation.

#include <s2/model/session_messages.hpp>

#include "table.hpp"

namespace s2 {

using table::describe;
using table::row;

template <>
const Type& type_of<EnergyManagementRole>() {
  static constexpr EnumValue values[] = {
      {"CEM", "Customer Energy Manager"},
      {"RM", "Resource Manager"},
  };
  static constexpr Type type =
      describe("EnergyManagementRole", "the side of a conversation", values, EnergyManagementRole::rm);
  return type;
}

template <>
const Type& type_of<ReceptionStatusValues>() {
  static constexpr EnumValue values[] = {
      {"INVALID_DATA", "not understood (not JSON, no message_id); message ignored, carry on"},
      {"INVALID_MESSAGE", "violates the schema; message ignored, carry on"},
      {"INVALID_CONTENT", "content is wrong, for example an unknown id; message ignored, carry on"},
      {"TEMPORARY_ERROR", "receiver has a problem; send again"},
      {"PERMANENT_ERROR", "receiver cannot recover; disconnect"},
      {"OK", "processed"},
  };
  static constexpr Type type =
      describe("ReceptionStatusValues", "outcome of receiving a message", values, ReceptionStatusValues::ok);
  return type;
}

template <>
const Type& type_of<SessionRequestType>() {
  static constexpr EnumValue values[] = {
      {"RECONNECT", "close and connect again; everything starts from scratch"},
      {"TERMINATE", "close; a client may try again with exponential back-off"},
  };
  static constexpr Type type =
      describe("SessionRequestType", "what is asked of the other side", values, SessionRequestType::terminate);
  return type;
}

template <>
const Type& type_of<RevokableObjects>() {
  static constexpr EnumValue values[] = {
      {"PEBC.PowerConstraints", "object_id = id"},
      {"PEBC.EnergyConstraint", "object_id = id"},
      {"PEBC.Instruction", "object_id = id"},
      {"PPBC.PowerProfileDefinition", "object_id = id"},
      {"PPBC.ScheduleInstruction", "object_id = id"},
      {"PPBC.StartInterruptionInstruction", "object_id = id"},
      {"PPBC.EndInterruptionInstruction", "object_id = id"},
      {"OMBC.SystemDescription", "object_id = message_id"},
      {"OMBC.Instruction", "object_id = id"},
      {"FRBC.SystemDescription", "object_id = message_id"},
      {"FRBC.Instruction", "object_id = id"},
      {"DDBC.SystemDescription", "object_id = message_id"},
      {"DDBC.Instruction", "object_id = id"},
  };
  static constexpr Type type =
      describe("RevokableObjects", "what can be revoked", values, RevokableObjects::ddbc_instruction);
  return type;
}

template <>
const Type& type_of<InstructionStatus>() {
  static constexpr EnumValue values[] = {
      {"NEW", "received, not judged yet"},
      {"ACCEPTED", "will be executed"},
      {"REJECTED", "will not be executed (terminal)"},
      {"REVOKED", "withdrawn (terminal)"},
      {"STARTED", "execution has begun"},
      {"SUCCEEDED", "executed successfully (terminal)"},
      {"ABORTED", "execution stopped early (terminal)"},
  };
  static constexpr Type type =
      describe("InstructionStatus", "how far an instruction has come", values, InstructionStatus::aborted);
  return type;
}

template <>
const Type& type_of<Handshake>() {
  using T = Handshake;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::role>("role", "role of the sender"),
      table::optional_list<&T::supported_protocol_versions>(
          "supported_protocol_versions", {.items = {1, Items::unbounded}},
          "versions the sender can speak; required for an RM by the description, optional for a CEM"),
  };
  static constexpr Type type =
      describe<T>("Handshake", "first message of either side; announces role and protocol versions", rows);
  return type;
}

template <>
const Type& type_of<HandshakeResponse>() {
  using T = HandshakeResponse;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::selected_protocol_version>("selected_protocol_version", "version to use; one of those the RM offered"),
  };
  static constexpr Type type = describe<T>("HandshakeResponse", "CEM announces the version it chose", rows);
  return type;
}

template <>
const Type& type_of<ReceptionStatus>() {
  using T = ReceptionStatus;
  static constexpr Field rows[] = {
      row<&T::subject_message_id>("subject_message_id", "message_id of the message being answered"),
      row<&T::status>("status", "outcome of the reception"),
      row<&T::diagnostic_label>("diagnostic_label", "free text for diagnosis only, never for a user interface"),
  };
  static constexpr Type type = describe<T>("ReceptionStatus", "answer to every message except a ReceptionStatus", rows);
  return type;
}

template <>
const Type& type_of<SessionRequest>() {
  using T = SessionRequest;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::request>("request", "what is asked"),
      row<&T::diagnostic_label>("diagnostic_label", "free text for diagnosis only, never for a user interface"),
  };
  static constexpr Type type =
      describe<T>("SessionRequest", "ask the other side to reconnect or to end the session", rows);
  return type;
}

template <>
const Type& type_of<SelectControlType>() {
  using T = SelectControlType;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::control_type>("control_type", "control type to activate; one of the offered ones, or NO_SELECTION"),
  };
  static constexpr Type type = describe<T>("SelectControlType", "activate, change or deactivate a control type", rows);
  return type;
}

template <>
const Type& type_of<InstructionStatusUpdate>() {
  using T = InstructionStatusUpdate;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::instruction_id>("instruction_id", "id (not message_id) of the instruction"),
      row<&T::status_type>("status_type", "present status"),
      row<&T::timestamp>("timestamp", "when the status changed last"),
  };
  static constexpr Type type = describe<T>("InstructionStatusUpdate", "progress of an instruction", rows);
  return type;
}

template <>
const Type& type_of<RevokeObject>() {
  using T = RevokeObject;
  static constexpr Field rows[] = {
      row<&T::message_id>("message_id", "identifies this message; echoed by the answering ReceptionStatus"),
      row<&T::object_type>("object_type", "kind of the withdrawn object"),
      row<&T::object_id>("object_id", "its id; for the three SystemDescriptions, which have none, their message_id"),
  };
  static constexpr Type type = describe<T>("RevokeObject", "withdraw something the sender sent earlier", rows);
  return type;
}

}  // namespace s2
