// The state table: which message may be sent in which phase. One table for both sides; it does not know which one we
// are.

#include <s2/rules.hpp>

#include <array>

namespace s2 {
namespace {

// A set of phases as they stand in the columns of the table.
using Phases = std::uint8_t;
constexpr Phases in(Phase phase) { return static_cast<Phases>(1u << static_cast<unsigned>(phase)); }
template <class... More>
constexpr Phases in(Phase phase, More... more) {
  return static_cast<Phases>(in(phase) | in(more...));
}

constexpr Phases active = in(Phase::pebc, Phase::ppbc, Phase::ombc, Phase::frbc, Phase::ddbc);
constexpr Phases session = static_cast<Phases>(active | in(Phase::connected));
constexpr Phases negotiation = in(Phase::negotiating);
constexpr Phases always = static_cast<Phases>(session | negotiation);

struct Row {
  Kind kind;
  Phases allowed;
};

// S2 Connect, "State of communication", repaired where it contradicts itself (docs/errata.md). Who sends a message is
// in the table of message types; only what both may send in a phase differs by phase. Rule catalogue, C.3.
constexpr Row rows[] = {
    {Kind::Handshake, negotiation},
    {Kind::HandshakeResponse, negotiation},
    {Kind::ReceptionStatus, always},
    {Kind::SessionRequest, always},
    {Kind::ResourceManagerDetails, session},
    {Kind::SelectControlType, session},
    {Kind::PowerMeasurement, session},
    {Kind::PowerForecast, session},
    {Kind::InstructionStatusUpdate, active},
    {Kind::RevokeObject, active},
    {Kind::PebcPowerConstraints, in(Phase::pebc)},
    {Kind::PebcEnergyConstraint, in(Phase::pebc)},
    {Kind::PebcInstruction, in(Phase::pebc)},
    {Kind::PpbcPowerProfileDefinition, in(Phase::ppbc)},
    {Kind::PpbcPowerProfileStatus, in(Phase::ppbc)},
    {Kind::PpbcScheduleInstruction, in(Phase::ppbc)},
    {Kind::PpbcStartInterruptionInstruction, in(Phase::ppbc)},
    {Kind::PpbcEndInterruptionInstruction, in(Phase::ppbc)},
    {Kind::OmbcSystemDescription, in(Phase::ombc)},
    {Kind::OmbcStatus, in(Phase::ombc)},
    {Kind::OmbcTimerStatus, in(Phase::ombc)},
    {Kind::OmbcInstruction, in(Phase::ombc)},
    {Kind::FrbcSystemDescription, in(Phase::frbc)},
    {Kind::FrbcStorageStatus, in(Phase::frbc)},
    {Kind::FrbcActuatorStatus, in(Phase::frbc)},
    {Kind::FrbcTimerStatus, in(Phase::frbc)},
    {Kind::FrbcLeakageBehaviour, in(Phase::frbc)},
    {Kind::FrbcUsageForecast, in(Phase::frbc)},
    {Kind::FrbcFillLevelTargetProfile, in(Phase::frbc)},
    {Kind::FrbcInstruction, in(Phase::frbc)},
    {Kind::DdbcSystemDescription, in(Phase::ddbc)},
    {Kind::DdbcPresentDemandStatus, in(Phase::ddbc)},
    {Kind::DdbcActuatorStatus, in(Phase::ddbc)},
    {Kind::DdbcTimerStatus, in(Phase::ddbc)},
    {Kind::DdbcAverageDemandRateForecast, in(Phase::ddbc)},
    {Kind::DdbcInstruction, in(Phase::ddbc)},
};

constexpr bool one_row_per_kind() {
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    if (static_cast<std::size_t>(rows[i].kind) != i) return false;
  }
  return std::size(rows) == kind_count;
}
static_assert(one_row_per_kind());

constexpr bool is_listed(Phase phase, Kind kind) { return rows[static_cast<std::size_t>(kind)].allowed & in(phase); }
static_assert(!is_listed(Phase::connected, Kind::FrbcInstruction));
static_assert(is_listed(Phase::frbc, Kind::FrbcInstruction));
static_assert(!is_listed(Phase::connected, Kind::RevokeObject));

// Why a message that is not listed is refused; the special reason replaces the general one (rule catalogue, 0.7).
Verdict reason(Phase phase, Kind kind) {
  const Phases allowed = rows[static_cast<std::size_t>(kind)].allowed;
  if (phase == Phase::negotiating) return Verdict::not_yet;
  if (allowed == negotiation) return Verdict::handshake_over;
  return message_type_of(kind).control_type ? Verdict::other_control_type : Verdict::wrong_phase;
}

struct Words {
  std::string_view rule;
  std::string_view text;
};

// In the order of Verdict; the first is never used.
constexpr Words words[] = {
    {"", ""},
    {"STATE-002", "is not sent by this side"},
    {"HS-001",
     "came before the handshake was complete; first both sides send Handshake and the CEM answers with "
     "HandshakeResponse"},
    {"HS-005", "came after the session was initialised; a new negotiation needs a new connection"},
    {"STATE-003", "belongs to a control type that is not the active one"},
    {"STATE-001", "is not allowed in this state"},
};

}  // namespace

Verdict judge(Phase phase, EnergyManagementRole sender, Kind kind) {
  if (!message_type_of(kind).senders.contains(sender)) return Verdict::wrong_role;
  return is_listed(phase, kind) ? Verdict::allowed : reason(phase, kind);
}

Finding finding_of(Verdict verdict, Phase phase, EnergyManagementRole sender, Kind kind) {
  const Words& said = words[static_cast<std::size_t>(verdict)];
  std::string text = std::string(message_type_of(kind).name()) + ' ' + std::string(said.text);
  text += verdict == Verdict::wrong_role ? " (the " + std::string(name_of(sender)) + ')'
                                         : " (state: " + std::string(name_of(phase)) + ')';
  return {std::string(said.rule), Severity::error, "", "", std::move(text)};
}

}  // namespace s2
