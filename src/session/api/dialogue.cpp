// A dialogue: frames first, then handlers, one event at a time.

#include "talk.hpp"

#include <s2/base/limits.hpp>

#include <algorithm>
#include <utility>

namespace s2 {
namespace {

// Says for its lifetime that a handler runs, also when it leaves by an exception.
class Telling {
 public:
  explicit Telling(bool& flag) : flag_(flag) { flag_ = true; }
  ~Telling() { flag_ = false; }
  Telling(const Telling&) = delete;
  Telling& operator=(const Telling&) = delete;

 private:
  bool& flag_;
};

std::string name_of_message(Kind kind) { return std::string(message_type_of(kind).name()); }

Finding refused_by_peer(const Answered& answered) {
  return session::reason("S2CPP-REFUSED", "the peer answered " + std::string(name_of(answered.status)) + " to " +
                                              name_of_message(answered.kind) +
                                              (answered.diagnostic.empty() ? "" : ": " + answered.diagnostic));
}

}  // namespace

using session::Answer;
using session::settle;

Dialogue::Talk::Talk(std::shared_ptr<Session> session, TimeSource clock, std::weak_ptr<session::Audience> told)
    : engine(std::move(session)), audience(std::move(told)), clock_(std::move(clock)) {}

Time Dialogue::Talk::now() {
  last_ = std::max(last_, clock_());
  return last_;
}

void Dialogue::Talk::send(const Answer& answer, Message message) {
  if (engine->ended()) {
    return settle(answer, Delivery::lost, session::reason("S2CPP-LOST", "the session is over; nothing was sent"));
  }
  const Kind kind = kind_of(message);
  auto sent = engine->send(std::move(message), now());
  if (!sent) {
    Finding why = std::move(sent).error();
    why.text = name_of_message(kind) + " was not sent: " + why.text;
    note(why);
    return settle(answer, Delivery::held_back, std::move(why));
  }
  for (const Finding& doubt : engine->notes()) note(doubt);
  answer->message_id = *sent;
  answer->status = Delivery::waiting;
  // The session forgets the oldest that is overdue, and so do we.
  if (waiting_.size() >= Limits::unanswered) waiting_.erase(waiting_.begin());
  waiting_.push_back(answer);
  said();
}

void Dialogue::Talk::note(Finding finding) {
  if (notes_.size() >= Limits::queued_events) return;
  notes_.push_back(std::move(finding));
  said();
}

void Dialogue::Talk::said() {
  if (!telling_ && output) output();
}

void Dialogue::Talk::orphan() {
  lose_all_silently();
  audience.reset();
  if (!engine->ended()) engine->end(SessionRequestType::terminate, "the application has ended", now());
  said();
}

void Dialogue::Talk::drop() {
  const auto self = shared_from_this();
  output = nullptr;
  dropped_ = true;
  engine->disconnected(now());
  lose_all_silently();
  if (const auto listener = audience.lock()) listener->let_go(*this);
  audience.reset();
}

std::optional<std::string> Dialogue::Talk::next_frame() {
  const auto self = shared_from_this();  // a handler may destroy the dialogue
  for (;;) {
    if (const auto frame = engine->next_frame()) {
      if (dropped_) continue;
      return std::string(*frame);
    }
    if (telling_ || !tell_one()) return std::nullopt;
  }
}

bool Dialogue::Talk::tell_one() {
  const auto listener = audience.lock();
  const Telling telling(telling_);
  if (!notes_.empty()) {
    const Finding finding = std::move(notes_.front());
    notes_.pop_front();
    if (listener) listener->note(finding);
    return true;
  }
  if (const auto event = engine->next_event()) {
    digest(*event, listener.get());
    return true;
  }
  return listener && !ended && listener->act(now());
}

void Dialogue::Talk::digest(const Event& event, session::Audience* listener) {
  if (const auto* m = std::get_if<Answered>(&event)) return take_answer(*m);
  if (const auto* m = std::get_if<Overdue>(&event)) return mark_overdue(*m);
  if (const auto* m = std::get_if<Noticed>(&event)) return note(m->finding);
  if (const auto* m = std::get_if<LeftUndone>(&event)) return note(m->omission.finding);
  if (const auto* m = std::get_if<Refused>(&event)) {
    for (const Finding& finding : m->findings) note(finding);
    return;
  }
  if (const auto* m = std::get_if<Received>(&event)) {
    for (const Finding& finding : m->notes) note(finding);
  }
  if (const auto* m = std::get_if<Ended>(&event)) {
    ended = *m;
    lose_all();
  }
  if (listener) listener->hear(event, *this);
}

void Dialogue::Talk::take_answer(const Answered& answered) {
  const bool ok = answered.status == ReceptionStatusValues::ok;
  if (!ok) note(refused_by_peer(answered));
  const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const Answer& one) { return one->message_id == answered.message_id; });
  if (found == waiting_.end()) return;  // one that the session sent by itself
  const Answer answer = *found;
  waiting_.erase(found);
  settle(answer, ok ? Delivery::accepted : Delivery::refused, ok ? Finding{} : refused_by_peer(answered));
}

void Dialogue::Talk::mark_overdue(const Overdue& overdue) {
  Finding why = session::reason("REC-002", "the peer has not answered " + name_of_message(overdue.kind) + " in time");
  why.severity = Severity::warning;
  note(why);
  const auto found = std::find_if(waiting_.begin(), waiting_.end(), [&](const Answer& one) {
    return one->message_id == overdue.message_id && one->status == Delivery::waiting;
  });
  if (found != waiting_.end()) settle(*found, Delivery::undecided, std::move(why));
}

void Dialogue::Talk::lose_all() {
  for (const Answer& answer : std::exchange(waiting_, {})) {
    settle(answer, Delivery::lost, session::lost_with_session());
  }
}

void Dialogue::Talk::lose_all_silently() {
  for (const Answer& answer : std::exchange(waiting_, {})) session::settle_silently(answer);
}

std::optional<Time> Dialogue::Talk::next_deadline() const {
  auto next = engine->next_deadline();
  const auto listener = audience.lock();
  const auto other = listener && !ended ? listener->next_deadline() : std::nullopt;
  if (other && (!next || *other < *next)) next = other;
  return next;
}

Dialogue::Dialogue(std::shared_ptr<Talk> talk) : talk_(std::move(talk)) {}
Dialogue::Dialogue(Dialogue&&) noexcept = default;

Dialogue& Dialogue::operator=(Dialogue&& other) noexcept {
  const auto before = std::exchange(talk_, std::move(other.talk_));
  if (before) before->drop();
  return *this;
}

Dialogue::~Dialogue() {
  if (talk_) talk_->drop();
}

void Dialogue::receive(std::string_view frame) { talk_->engine->receive(frame, talk_->now()); }
std::optional<std::string> Dialogue::next_frame() { return talk_->next_frame(); }
std::optional<Time> Dialogue::next_deadline() const { return talk_->next_deadline(); }
void Dialogue::wake() { talk_->engine->wake(talk_->now()); }
void Dialogue::disconnected() { talk_->engine->disconnected(talk_->now()); }
void Dialogue::end(SessionRequestType request, std::string why) {
  talk_->engine->end(request, std::move(why), talk_->now());
}
const std::optional<Ended>& Dialogue::ended() const { return talk_->ended; }
const Session& Dialogue::session() const { return *talk_->engine; }
void Dialogue::on_output(std::function<void()> output) { talk_->output = std::move(output); }

}  // namespace s2
