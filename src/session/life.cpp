// A session from its opening to its end: the table of stages at work.

#include "parts.hpp"

#include <codec/utf8.hpp>
#include <s2/base/limits.hpp>

namespace s2 {

Session::Parts::Parts(EnergyManagementRole our_role, SessionOptions chosen, IdSource source)
    : role(our_role),
      options(std::move(chosen)),
      ids(std::move(source)),
      registry(options.start, options.profile, options.tolerances),
      omissions(options.omissions) {
  if (!options.workbench) options.workbench = std::make_shared<Workbench>();
}

// Neither side waits for the other's Handshake, or two patient sides would wait for ever.
void Session::Parts::open(Time now) {
  opened = now;
  heard = now;
  if (options.start == Start::connected) {
    if (!own_details) omissions.started(registry, now);
    stage = Stage::connected;
    initialise(now);
    return;
  }
  handshake_due = now + options.times.handshake;
  put_or_notice(Handshake{.message_id = {}, .role = role, .supported_protocol_versions = std::move(options.versions)},
                now);  // the registry has them from here on
}

void Session::Parts::happen(Cause cause, std::string text, Time now) {
  const StageRow* row = find_stage_row(stage, cause, role);
  if (!row) return;
  stage = row->to;
  if (row->reason) reason = row->reason;
  switch (row->step) {
    case Step::none:
      break;
    case Step::initialise:
      initialise(now);
      break;
    case Step::ask_to_end:
      ask_to_end(std::move(text), now);
      break;
    case Step::finish:
      finish(std::move(text), now);
      break;
  }
}

void Session::Parts::initialise(Time now) {
  handshake_due.reset();
  events.push() = Initialised{*registry.standing.profile};
  if (!own_details) return;
  Message details = std::move(*own_details);
  own_details.reset();  // the registry has them from here on
  set_message_id(details, Id());
  put_or_notice(std::move(details), now);
}

void Session::Parts::ask_to_end(std::string text, Time now) {
  handshake_due.reset();
  if (!request) request = SessionRequestType::terminate;
  close_due = now + options.times.close;
  put_or_notice(
      SessionRequest{
          .message_id = {}, .request = *request, .diagnostic_label = codec::readable(text, Limits::diagnostic_bytes)},
      now);
}

void Session::Parts::finish(std::string text, Time now) {
  events.push() = Ended{*reason, request, std::move(text), now - opened};
}

// The registry knows when a control type is in force; the application and the stages follow it.
void Session::Parts::follow_control_type(Time now) {
  const ControlType active = registry.standing.active;
  if (active == control_type) return;
  control_type = active;
  ledger.overtake({});
  drop_overtaken({}, now);
  fail_safe.reset();
  fell_back = false;
  happen(phase_of(active) == Phase::connected ? Cause::released : Cause::steered, "", now);
  events.push() = ControlTypeChanged{active};
}

// The registry has to be advanced. Handshake (never begun, see open()) and end are the session's own business, and so
// are repetitions of ours.
void Session::Parts::tell_undone(Time until) {
  if (!initialised()) return;
  const auto due = omissions.next_deadline();
  if (!due || until < *due) return;
  for (const Omission& omission : omissions.overdue(registry, until)) {
    const std::string_view rule = omission.finding.rule;
    if (rule == "SR-003" || (rule == "REC-008" && omission.owes == role)) continue;
    if (events.size() >= Limits::queued_events) continue;
    LeftUndone event{omission};
    event.omission.finding.severity = found(rule, "", "", "").severity;
    events.push() = std::move(event);
  }
}

void Session::Parts::wake(Time now) {
  registry.advance(now);
  tell_undone(now);
  while (const auto* late = ledger.overdue(now)) {
    ++counters.overdue;
    if (events.size() < Limits::queued_events) events.push() = Overdue{late->message_id, late->kind};
  }
  repeat_due(now);
  if (const auto due = fail_safe_due(); due && now >= *due) fall_back(now);
  if (handshake_due && now >= *handshake_due) {
    put_or_notice(SessionRequest{.message_id = {},
                                 .request = SessionRequestType::terminate,
                                 .diagnostic_label = "the handshake was not completed in time (HS-015)"},
                  now);
    request = SessionRequestType::terminate;
    happen(Cause::handshake_timeout, "the handshake was not completed in time", now);
  }
  if (close_due && now >= *close_due) {
    const bool failed = stage == Stage::failing;
    happen(Cause::close_timeout,
           failed ? "we cannot go on: " + why : "the peer did not close after our SessionRequest; we do", now);
  }
}

}  // namespace s2
