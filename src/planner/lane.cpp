// Orders, refusals and patience.

#include "lane.hpp"

#include <algorithm>

namespace s2::planner {

void Lane::sent(const Id& message_id, const Id& instruction_id, Time now) {
  message_id_ = message_id;
  instruction_id_ = instruction_id;
  sent_at_ = now;
  stands_ = waits_ = true;
}

bool Lane::answered(const Id& message_id, ReceptionStatusValues status, Time now) {
  if (!waits_ || message_id_ != message_id) return false;
  waits_ = false;
  if (status != ReceptionStatusValues::ok) refused(now);
  return true;
}

bool Lane::reported(const Id& instruction_id, InstructionStatus status, Time now) {
  // Some devices name the message instead of the instruction (INST-003). What is reported of earlier orders is about
  // orders that this one replaced.
  if (!stands_ || instruction_id_.empty()) return false;
  if (instruction_id_ != instruction_id && message_id_ != instruction_id) return false;
  waits_ = false;
  switch (status) {
    case InstructionStatus::rejected:
    case InstructionStatus::aborted:
      refused(now);
      break;
    case InstructionStatus::revoked:
      stands_ = false;
      break;
    case InstructionStatus::started:
    case InstructionStatus::succeeded:
      refusals_ = 0;
      break;
    case InstructionStatus::new_:
    case InstructionStatus::accepted:
      break;
  }
  return true;
}

void Lane::refused(Time now) {
  if (refused_at_ && now - *refused_at_ > BackOff::forgiven) refusals_ = 0;
  Duration pause = BackOff::first;
  for (unsigned n = 0; n < refusals_ && pause < BackOff::longest; ++n) pause *= 2;
  refused_at_ = now;
  silent_until_ = now + std::min(pause, BackOff::longest);
  refusals_ = std::min(refusals_ + 1, 32U);
  stands_ = waits_ = false;
}

void Lane::give_up(Time now) {
  if (waits_ && now - *sent_at_ >= Pace::answer) refused(now);
}

bool Lane::open(Time now) const {
  if (silenced(now)) return false;
  return !sent_at_ || now - *sent_at_ >= Pace::order;
}

bool Lane::open_for_correction(Time now) const {
  return open(now) && (!sent_at_ || !stands_ || now - *sent_at_ >= Pace::correction);
}

}  // namespace s2::planner
