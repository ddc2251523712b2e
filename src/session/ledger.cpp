// Our unanswered messages.

#include "ledger.hpp"

#include <algorithm>

namespace s2::session {
namespace {

// One course for each actuator and timer; one for the whole type otherwise.
template <class T>
IdDigest course_within(const T& message, Kind kind) {
  IdDigest course{static_cast<std::uint64_t>(kind), 0};
  const auto add = [&course](const Id& id) {
    const IdDigest digest = digest_of(id);
    course.high = course.high * 31 + digest.high;
    course.low = course.low * 31 + digest.low;
  };
  if constexpr (requires { message.actuator_id; }) add(message.actuator_id);
  if constexpr (requires { message.timer_id; }) add(message.timer_id);
  return course;
}

// One course for each instruction, profile and constraint: it is published, perhaps again, or revoked.
IdDigest course_of_object(const Id& id) {
  IdDigest course = digest_of(id);
  course.high = ~course.high;
  return course;
}

struct CourseOf {
  Kind kind;

  template <class T>
  std::optional<IdDigest> operator()(const T& message) const {
    if constexpr (requires { message.object_id; }) {
      return course_of_object(message.object_id);
    } else if constexpr (requires { message.id; }) {
      return course_of_object(message.id);
    } else if constexpr (
        requires { message.instruction_id; } || !requires { message.message_id; }) {
      // Of reports each has a life of its own.
      return std::nullopt;
    } else {
      return course_within(message, kind);
    }
  }
};

}  // namespace

std::optional<IdDigest> course_of(const Message& message) { return std::visit(CourseOf{kind_of(message)}, message); }

Waiting& Ledger::expect() {
  Waiting& place = waiting_.push();
  place.repeats = 0;
  place.frame.clear();
  return place;
}

void Ledger::keep(std::string_view frame) {
  if (kept_bytes_ + frame.size() > Limits::repeatable_bytes) return;
  waiting_.back().frame.assign(frame);
  kept_bytes_ += frame.size();
}

Waiting* Ledger::find(const Id& message_id) {
  if (waiting_.empty()) return nullptr;
  const IdDigest wanted = digest_of(message_id);
  for (found_ = 0; found_ < waiting_.size(); ++found_) {
    if (waiting_[found_].digest == wanted) return &waiting_[found_];
  }
  return nullptr;
}

bool Ledger::waits(const IdDigest& message_id, Time sent_after) const {
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    if (waiting_[i].digest == message_id) return waiting_[i].sent > sent_after;
  }
  return std::any_of(repeats_.begin(), repeats_.end(), [&](const Waiting& one) { return one.digest == message_id; });
}

void Ledger::drop_text(Waiting& waiting) {
  kept_bytes_ -= waiting.frame.size();
  waiting.frame.clear();
  if (waiting.frame.capacity() > Limits::shown_frame_bytes) std::string().swap(waiting.frame);
}

void Ledger::forget(std::size_t index) {
  drop_text(waiting_[index]);
  if (index < reported_) --reported_;
  waiting_.erase(index);
}

void Ledger::settle() { forget(found_); }

void Ledger::repeat_at(Time when) {
  Waiting& again = repeats_.emplace_back(waiting_[found_]);
  again.due = when;
  forget(found_);
  kept_bytes_ += again.frame.size();
}

const Waiting* Ledger::overdue(Time now) {
  if (reported_ == waiting_.size() || waiting_[reported_].due > now) return nullptr;
  return &waiting_[reported_++];
}

bool Ledger::due_repeat(Time now, Waiting& out) {
  return take_out(std::find_if(repeats_.begin(), repeats_.end(), [=](const Waiting& one) { return one.due <= now; }),
                  out);
}

bool Ledger::was_answered(const Id& message_id, Waiting& out) {
  if (repeats_.empty()) return false;
  const IdDigest wanted = digest_of(message_id);
  return take_out(
      std::find_if(repeats_.begin(), repeats_.end(), [&](const Waiting& one) { return one.digest == wanted; }), out);
}

bool Ledger::take_out(std::vector<Waiting>::iterator repeat, Waiting& out) {
  if (repeat == repeats_.end()) return false;
  out = std::move(*repeat);
  repeats_.erase(repeat);
  kept_bytes_ -= out.frame.size();
  return true;
}

bool Ledger::is_overtaken(const Waiting& waiting, const std::optional<IdDigest>& course) {
  return course ? waiting.course == course : waiting.kind != Kind::SelectControlType;
}

bool Ledger::overtaken(const std::optional<IdDigest>& course, Waiting& out) {
  return take_out(
      std::find_if(repeats_.begin(), repeats_.end(), [&](const Waiting& one) { return is_overtaken(one, course); }),
      out);
}

void Ledger::overtake(const std::optional<IdDigest>& course) {
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    if (is_overtaken(waiting_[i], course)) drop_text(waiting_[i]);
  }
}

std::optional<Time> Ledger::next_due() const {
  std::optional<Time> next;
  if (reported_ < waiting_.size()) next = waiting_[reported_].due;
  for (const Waiting& again : repeats_) {
    if (!next || again.due < *next) next = again.due;
  }
  return next;
}

bool Ledger::make_room() {
  if (size() < Limits::unanswered) return true;
  if (reported_ == 0) return false;
  forget(0);
  return true;
}

}  // namespace s2::session
