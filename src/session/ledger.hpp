#pragma once
// Ledger: our messages that wait for the peer's ReceptionStatus.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/message.hpp>

#include <deque>
#include <optional>
#include <vector>

namespace s2::session {

/// A message of ours that was not answered yet.
struct Waiting {
  Id message_id;                            ///< its id
  Kind kind;                                ///< its type
  Time due;                                 ///< when its answer is overdue
  std::optional<ControlType> selects = {};  ///< SelectControlType: what it asks for
  bool reported = false;                    ///< whether it was reported overdue
};

/// Our unanswered messages, oldest first; at most Limits::unanswered, so walking over all of them is cheap.
class Ledger {
 public:
  /// Notes a message that was sent.
  void expect(Waiting message);
  /// Takes out the oldest message with this id; empty when none waits (REC-003). Ids are compared by value.
  std::optional<Waiting> settle(const Id& message_id);
  /// The messages that became overdue since the last call. They go on waiting, for late answers happen.
  std::vector<Waiting> overdue(Time now);
  /// When the next message becomes overdue.
  std::optional<Time> next_due() const;
  /// Whether a selection of this control type waits for its answer.
  bool is_selecting(ControlType control_type) const;
  /// A selection showed its effect before it was answered: it and all before it are decided.
  void decide_selection(ControlType control_type);
  /// How many messages wait.
  std::size_t size() const { return waiting_.size(); }
  /// Whether there is room for another one (Limits::unanswered). Makes room by forgetting one that is overdue.
  bool make_room();

 private:
  std::deque<Waiting> waiting_;
};

}  // namespace s2::session
