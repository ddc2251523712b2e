#pragma once
// Unanswered: the messages of one side that wait for the answer of the other.

#include <s2/base/id_digest.hpp>
#include <s2/base/ring.hpp>
#include <s2/base/time.hpp>
#include <s2/model/message.hpp>

#include <cstdint>
#include <optional>

namespace s2::rules {

/// A message that was not answered yet.
struct Waiting {
  Id message_id;                     ///< its id; nil for a frame whose id could not be read
  std::optional<Kind> kind;          ///< its type, when that could be read
  Time time;                         ///< when it passed
  std::uint64_t order = 0;           ///< counts the frames of the conversation
  std::uint64_t content = 0;         ///< digest of what it says
  ReceptionStatusValues expected{};  ///< the answer it deserves
  bool may_be_ok = false;            ///< an instruction that may also be answered with OK and end as REJECTED (C.9)
  bool took_effect = false;          ///< the registry knows it
};

/// The unanswered messages of one side, oldest first; at most Limits::unanswered. Takes no memory once it held as many.
class Unanswered {
 public:
  /// Notes a message; at the limit the oldest is forgotten.
  void push(const Waiting& message);
  /// Takes out the oldest message with this id; nullptr when none waits. Holds until the next call.
  const Waiting* settle(const Id& message_id);
  /// The oldest one that waits since `then` or longer and was not returned before; nullptr when there is none.
  const Waiting* overdue(Time then);
  /// Since when the next one to be returned by overdue() waits; empty when there is none.
  std::optional<Time> next_overdue() const {
    return told_ == size() ? std::nullopt : std::optional(waiting_[told_].time);
  }
  /// How many wait.
  std::size_t size() const { return waiting_.size(); }
  /// One that waits, the oldest first.
  const Waiting& operator[](std::size_t index) const { return waiting_[index]; }

 private:
  void remove(std::size_t index);

  Ring<Waiting> waiting_;
  Ring<IdDigest> ids_;  // of the messages, apart because a search looks at nothing else
  Waiting settled_;
  std::size_t told_ = 0;  // so many of the oldest were returned by overdue()
};

}  // namespace s2::rules
