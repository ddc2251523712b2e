// The rules about omissions as a table. Sources: rule catalogue, C.4, C.5, C.7, C.8, C.11, C.12; times C.13.

#include "rows.hpp"

#include <rules/durations.hpp>

#include <array>

namespace s2::rules {
namespace {

using Times = OmissionTimes;

constexpr KindSet instructions = {Kind::PebcInstruction,
                                  Kind::PpbcScheduleInstruction,
                                  Kind::PpbcStartInterruptionInstruction,
                                  Kind::PpbcEndInterruptionInstruction,
                                  Kind::OmbcInstruction,
                                  Kind::FrbcInstruction,
                                  Kind::DdbcInstruction};
constexpr KindSet mode_instructions = {Kind::OmbcInstruction, Kind::FrbcInstruction, Kind::DdbcInstruction};
constexpr KindSet mode_statuses = {Kind::OmbcStatus, Kind::FrbcActuatorStatus, Kind::DdbcActuatorStatus};
constexpr KindSet timer_statuses = {Kind::OmbcTimerStatus, Kind::FrbcTimerStatus, Kind::DdbcTimerStatus};
constexpr KindSet mode_descriptions = {Kind::OmbcSystemDescription, Kind::FrbcSystemDescription,
                                       Kind::DdbcSystemDescription};
constexpr KindSet first_words = {Kind::OmbcSystemDescription, Kind::FrbcSystemDescription, Kind::DdbcSystemDescription,
                                 Kind::PebcPowerConstraints};
constexpr KindSet updates = {Kind::InstructionStatusUpdate};

// Rows end with their control type where the table says so (C.6); `still` asks the registry when the time is over.
constexpr Row table[] = {
    {.what = Awaited::handshake,
     .rule = "HS-015",
     .within = &Times::handshake,
     .event = Event::started,
     .open = await_handshake,
     .settled_by = {Kind::HandshakeResponse},
     .still = handshake_still,
     .says = handshake_says},
    // Opened by whoever keeps the account of unanswered messages.
    {.what = Awaited::answer, .rule = "REC-002", .within = &Times::answer, .owes = Owes::receiver},
    // Settled by messages of the type that was answered.
    {.what = Awaited::repetition,
     .rule = "REC-008",
     .within = &Times::retry,
     .owes = Owes::sender,
     .ends_with_control_type = true,
     .event = Event::answered,
     .open = await_repetition,
     .settles = is_repetition,
     .says = repetition_says},
    {.what = Awaited::description,
     .rule = "SEL-005",
     .within = &Times::report,
     .ends_with_control_type = true,
     .event = Event::activated,
     .open = await_description,
     .settled_by = first_words,
     .says = description_says},
    {.what = Awaited::details,
     .rule = "RMD-015",
     .within = &Times::details,
     .event = Event::started,
     .opened_by = {Kind::HandshakeResponse},
     .open = await_details,
     .settled_by = {Kind::ResourceManagerDetails},
     .still = details_still,
     .says = details_say},
    {.what = Awaited::details_first,
     .rule = "RMD-015",
     .opened_by = {Kind::PowerMeasurement, Kind::PowerForecast},
     .open = note_early,
     .says = early_says},
    {.what = Awaited::end_of_revoked,
     .rule = "REV-007",
     .within = &Times::report,
     .ends_with_control_type = true,
     .opened_by = {Kind::RevokeObject},
     .open = await_end_of_revoked,
     .settled_by = updates,
     .settles = is_end,
     .still = end_still,
     .says = end_of_revoked_says},
    {.what = Awaited::end_of_instruction,
     .rule = "INST-006",
     .within = &Times::report,
     .ends_with_control_type = true,
     .opened_by = instructions,
     .open = await_end,
     .settled_by = updates,
     .settles = is_end,
     .still = end_still,
     .says = end_says},
    {.what = Awaited::room,
     .rule = "INST-017",
     .owes = Owes::sender,
     .ends_with_control_type = true,
     .opened_by = mode_instructions,
     .open = note_crowd,
     .says = crowd_says},
    {.what = Awaited::instructed_mode,
     .rule = "INST-018",
     .within = &Times::report,
     .ends_with_control_type = true,
     .opened_by = updates,
     .open = await_instructed_mode,
     .settled_by = {Kind::OmbcStatus, Kind::FrbcActuatorStatus, Kind::DdbcActuatorStatus,
                    Kind::InstructionStatusUpdate},
     .settles = shows_instructed_mode,
     .still = instructed_mode_still,
     .says = instructed_mode_says},
    {.what = Awaited::report,
     .rule = "INST-019",
     .within = &Times::report,
     .ends_with_control_type = true,
     .opened_by = instructions,
     .open = await_report,
     .settled_by = updates,
     .settles = is_report,
     .still = report_still,
     .says = report_says},
    {.what = Awaited::timer,
     .rule = "OM-025",
     .within = &Times::report,
     .ends_with_control_type = true,
     .opened_by = mode_statuses,
     .open = await_timers,
     .settled_by = timer_statuses,
     .settles = is_timer,
     .says = timer_says},
    {.what = Awaited::status,
     .rule = "OM-026",
     .within = &Times::report,
     .ends_with_control_type = true,
     .opened_by = mode_descriptions,
     .open = await_statuses,
     .still = status_still,
     .says = status_says},
    {.what = Awaited::demand,
     .rule = "DDBC-005",
     .within = &Times::report,
     .ends_with_control_type = true,
     .opened_by = {Kind::DdbcSystemDescription},
     .open = await_demand,
     .still = demand_still,
     .says = demand_says},
    {.what = Awaited::close,
     .rule = "SR-003",
     .within = &Times::close,
     .owes = Owes::receiver,
     .event = Event::answered,
     .open = await_close,
     .says = close_says},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(table); ++i) {
    if (table[i].what != static_cast<Awaited>(i)) return false;
  }
  return std::size(table) == static_cast<std::size_t>(Awaited::close) + 1;
}
static_assert(in_order());

EnergyManagementRole owing(const Row& row, EnergyManagementRole sender) {
  constexpr auto cem = EnergyManagementRole::cem;
  constexpr auto rm = EnergyManagementRole::rm;
  switch (row.owes) {
    case Owes::sender:
      return sender;
    case Owes::receiver:
      return sender == cem ? rm : cem;
    default:
      return rm;
  }
}

}  // namespace

std::span<const Row> omission_rows() { return table; }

Wait* Scene::await(Awaited what, const Id& subject, Time from, Duration extra) const {
  const Row& row = row_of(what);
  Wait wait;
  wait.what = what;
  wait.kind = kind;
  wait.sender = sender;
  wait.owes = owing(row, sender);
  wait.since = from;
  wait.due = row.within ? from + sum_of(extra, times.*row.within) : from;
  wait.message = message_id;
  wait.subject = subject;
  return waits.open(std::move(wait));
}

std::string in_words(Duration span) {
  const auto ms = span.count();
  return ms % 1000 == 0 ? std::to_string(ms / 1000) + " s" : std::to_string(ms) + " ms";
}

std::string_view in_words(EnergyManagementRole role) { return role == EnergyManagementRole::cem ? "CEM" : "RM"; }

}  // namespace s2::rules
