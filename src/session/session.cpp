// The public face of a session: hands on to its parts.

#include "parts.hpp"

#include <codec/utf8.hpp>
#include <s2/base/limits.hpp>

namespace s2 {

EnergyManagementRole Session::Parts::peer() const {
  return role == EnergyManagementRole::cem ? EnergyManagementRole::rm : EnergyManagementRole::cem;
}

Finding Session::Parts::found(std::string_view id, std::string_view pointer, std::string_view value,
                              std::string text) const {
  const Rule* rule = find_rule(id);
  const Severity severity = rule ? severity_of(*rule, options.strictness) : Severity::error;
  return {std::string(id), severity, std::string(pointer), codec::readable(value, Limits::finding_value_bytes),
          std::move(text)};
}

std::optional<Time> Session::Parts::next_deadline() const {
  if (ended()) return std::nullopt;
  std::optional<Time> next;
  for (const auto& due : {handshake_due, close_due, ledger.next_due(), fail_safe_due()}) {
    if (due && (!next || *due < *next)) next = due;
  }
  const auto undone = initialised() ? omissions.next_deadline() : std::nullopt;
  if (undone && (!next || *undone < *next)) next = undone;
  return next;
}

Session::Session(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

void Session::receive(std::string_view frame, Time now) {
  if (!parts_->ended()) parts_->receive(frame, now);
  parts_->tell_undone(now);
}

Result<Id> Session::send(Message message, Time now) {
  auto sent = parts_->send(std::move(message), now);
  parts_->tell_undone(now);
  return sent;
}

std::span<const Finding> Session::notes() const { return parts_->sent_notes; }

void Session::end(SessionRequestType request, std::string why, Time now) {
  if (parts_->ended() || parts_->close_due) return;
  parts_->request = request;
  parts_->happen(Cause::ended_by_us, std::move(why), now);
}

void Session::fail(std::string why, Time now) {
  if (parts_->ended() || parts_->close_due) return;
  parts_->handshake_due.reset();
  parts_->close_due = now + parts_->options.times.close;
  parts_->why = std::move(why);
  parts_->happen(Cause::failed, "", now);
}

void Session::set_busy(bool busy) { parts_->busy = busy; }

void Session::disconnected(Time now) {
  const bool asked = parts_->stage == Stage::closing;
  parts_->happen(Cause::connection_lost, asked ? "the peer closed after our SessionRequest" : "the connection was lost",
                 now);
}

void Session::wake(Time now) {
  if (!parts_->ended()) parts_->wake(now);
}

// Places keep their memory for the next frame, but not that of a large one.
std::optional<std::string_view> Session::next_frame() {
  Parts& p = *parts_;
  if (p.out.capacity() > 2 * Limits::shown_frame_bytes) std::string().swap(p.out);
  if (p.frames.empty()) return std::nullopt;
  p.out.swap(p.frames.front());
  p.frames.pop();
  return p.out;
}

std::optional<Event> Session::next_event() {
  Parts& p = *parts_;
  if (p.events.empty()) return std::nullopt;
  std::optional<Event> event(std::move(p.events.front()));
  p.events.pop();
  return event;
}

std::optional<Time> Session::next_deadline() const { return parts_->next_deadline(); }

EnergyManagementRole Session::role() const { return parts_->role; }
Stage Session::stage() const { return parts_->stage; }
Phase Session::phase() const { return parts_->registry.standing.phase(); }
ControlType Session::control_type() const { return parts_->control_type; }
std::optional<Profile> Session::profile() const { return parts_->registry.standing.profile; }
bool Session::ended() const { return parts_->ended(); }
std::size_t Session::unanswered() const { return parts_->ledger.size(); }
const Registry& Session::registry() const { return parts_->registry; }
const SessionCounters& Session::counters() const { return parts_->counters; }

}  // namespace s2
