// The public face of a session: hands on to its parts, keeps the deadlines.

#include "parts.hpp"

#include <algorithm>

namespace s2 {

EnergyManagementRole Session::Parts::peer() const {
  return role == EnergyManagementRole::cem ? EnergyManagementRole::rm : EnergyManagementRole::cem;
}

Phase Session::Parts::phase() const { return profile ? phase_of(control_type) : Phase::negotiating; }

Session::Session(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

void Session::receive(std::string_view frame, Time now) {
  if (!parts_->ended) parts_->receive(frame, now);
}

Result<Id> Session::send(Message message, Time now) { return parts_->send(std::move(message), now); }

void Session::end(SessionRequestType request, std::string why, Time now) {
  if (parts_->ended || parts_->close_due) return;
  parts_->begin_close(request, EndReason::asked_by_us, std::move(why), now);
}

void Session::disconnected(Time) {
  if (parts_->ended) return;
  if (parts_->close_due) {
    parts_->finish(parts_->close_reason, parts_->close_request, "the peer closed after our SessionRequest");
  } else {
    parts_->finish(EndReason::peer_gone, {}, "the connection was lost");
  }
}

void Session::wake(Time now) {
  Parts& p = *parts_;
  if (p.ended) return;
  for (const auto& late : p.ledger.overdue(now)) p.events.push_back(Overdue{late.message_id, late.kind});
  if (p.handshake_due && now >= *p.handshake_due) {
    p.handshake_due.reset();
    p.begin_close(SessionRequestType::terminate, EndReason::handshake_timeout,
                  "the handshake was not completed in time (HS-015)", now);
    p.finish(EndReason::handshake_timeout, SessionRequestType::terminate, "the handshake was not completed in time");
  } else if (p.close_due && now >= *p.close_due) {
    p.finish(p.close_reason, p.close_request, "the peer did not close after our SessionRequest; we do");
  }
}

std::optional<std::string> Session::next_frame() {
  if (parts_->frames.empty()) return std::nullopt;
  std::string frame = std::move(parts_->frames.front());
  parts_->frames.pop_front();
  return frame;
}

std::optional<Event> Session::next_event() {
  if (parts_->events.empty()) return std::nullopt;
  Event event = std::move(parts_->events.front());
  parts_->events.pop_front();
  return event;
}

std::optional<Time> Session::next_deadline() const {
  if (parts_->ended) return std::nullopt;
  std::optional<Time> next;
  for (const auto& due : {parts_->handshake_due, parts_->close_due, parts_->ledger.next_due()}) {
    if (due && (!next || *due < *next)) next = due;
  }
  return next;
}

EnergyManagementRole Session::role() const { return parts_->role; }
Phase Session::phase() const { return parts_->phase(); }
ControlType Session::control_type() const { return parts_->control_type; }
std::optional<Profile> Session::profile() const { return parts_->profile; }
bool Session::ended() const { return parts_->ended; }
std::size_t Session::unanswered() const { return parts_->ledger.size(); }

}  // namespace s2
