#pragma once
// Lane: one thing that is instructed at a device, and the patience we have with it.

#include "bounds.hpp"

#include <s2/base/id.hpp>
#include <s2/model/session_messages.hpp>

#include <optional>

namespace s2::planner {

/// What became of the last order about one actuator, one envelope or one selection. A refusal, whichever way it came
/// (rule catalogue, C.9), silences the lane for a while that doubles up to BackOff::longest.
class Lane {
 public:
  /// An order goes out; `instruction_id` is empty for a selection.
  void sent(const Id& message_id, const Id& instruction_id, Time now);
  /// The device answered the message; true when it was ours.
  bool answered(const Id& message_id, ReceptionStatusValues status, Time now);
  /// The device reported on an instruction; true when it was our last one.
  bool reported(const Id& instruction_id, InstructionStatus status, Time now);
  /// The last order was refused, ignored or never answered.
  void refused(Time now);
  /// An order that waits for its answer too long counts as refused.
  void give_up(Time now);

  /// Whether a refusal still silences it.
  bool silenced(Time now) const { return silent_until_ && now < *silent_until_; }
  /// Whether an order may go out now: not silenced, and the last one a moment ago.
  bool open(Time now) const;
  /// Whether a mere correction may go out now.
  bool open_for_correction(Time now) const;
  /// Whether the last order stands: it was sent and not refused, ended or withdrawn.
  bool stands() const { return stands_; }
  /// Whether the last order was not answered yet.
  bool waits() const { return waits_; }
  /// When the last order went out; empty before the first.
  std::optional<Time> sent_at() const { return sent_at_; }
  /// The last order no longer counts, without anybody's fault.
  void drop() { stands_ = false; }
  /// Refusals in a row.
  unsigned refusals() const { return refusals_; }

 private:
  Id message_id_;
  Id instruction_id_;
  std::optional<Time> sent_at_;
  bool stands_ = false;
  bool waits_ = false;
  unsigned refusals_ = 0;
  std::optional<Time> refused_at_;
  std::optional<Time> silent_until_;
};

}  // namespace s2::planner
