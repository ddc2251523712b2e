#pragma once
// Party: one side of a connection, watched: whatever its session does with frames and events has to be safe.

#include "wire.hpp"

#include <s2/session.hpp>

#include <map>
#include <memory>
#include <set>

namespace s2::tests {

/// What simulations count, to be reported.
struct Tally {
  std::size_t sessions = 0;      ///< pairs of sessions that were begun
  std::size_t frames = 0;        ///< frames that arrived
  std::size_t at_rest = 0;       ///< pairs that were still alive when nobody acted any more
  std::size_t undecided = 0;     ///< messages of those that were never answered
  std::size_t apart = 0;         ///< pairs of those whose sides have understood different things,
  std::size_t told = 0;          ///< … the other way round than its application was told: never; see refused_for_good
  std::size_t instructions = 0;  ///< instructions that reached an application
  std::size_t refused = 0;       ///< messages that were answered with something other than OK
};

/// One side: its session, its clock, and the wire to it.
class Party {
 public:
  /// A side whose clock is `skew` ahead of true time.
  Party(EnergyManagementRole role, Duration skew, Tally& tally) : role_(role), skew_(skew), tally_(tally) {}

  /// A session of the RM, or of the CEM, begins.
  void begin(SessionOptions options, Time now);
  /// The session of this side; there is one from the first begin() on.
  Session& session() { return *session_; }
  /// As above, for reading.
  const Session& session() const { return *session_; }
  /// The session, when this side is the RM.
  RmSession& rm() { return *rm_; }
  /// What the clock of this side shows.
  Time local(Time now) const { return now + skew_; }
  /// An id that no other object of the session has.
  Id fresh_id() { return Id(std::string(name()) + "-o-" + std::to_string(++objects_)); }

  /// Whether something of ours, other than an instruction or a selection, was refused for good: what it said holds here
  /// and not there, and the application knows.
  bool disowned() const { return disowned_; }
  /// When something happens here next: a deadline, or the arrival of a frame.
  std::optional<Time> next() const;
  /// The deadline that has come by now is dealt with; virtual time can go on after it.
  void wake(Time now);
  /// What arrives next is dealt with; checks that it is answered as it should be.
  void deliver(Time now);
  /// What the session has to say since the last time: frames to the wire, events to the checks.
  void pump(Time now);
  /// The process is gone: its session is heard of no more.
  void vanish(Time now);

  /// The way to this side.
  Wire in;
  /// The way to the other side, and what it is like.
  Wire* out = nullptr;
  /// See above.
  const Conditions* conditions = nullptr;
  /// Decides what happens on the wire.
  Chance* chance = nullptr;

 private:
  std::string_view name() const { return role_ == EnergyManagementRole::rm ? "rm" : "cem"; }
  void transmit(std::string frame, Time now);
  void look_at(const Event& event);
  void check_answer(std::string_view frame, const std::vector<std::string>& said);
  void check_status(const std::string& frame, const Peeked& question);

  EnergyManagementRole role_;
  Duration skew_;
  Tally& tally_;
  std::optional<RmSession> rm_;
  std::optional<CemSession> cem_;
  Session* session_ = nullptr;
  std::size_t objects_ = 0;
  std::size_t messages_ = 0;
  std::size_t ends_ = 0;
  bool gone_ = false;
  bool disowned_ = false;
  std::set<Id> answered_;                      // messages of ours that were answered for good
  std::set<Id> executed_;                      // instructions that reached the application
  std::map<Id, ReceptionStatusValues> given_;  // our answers to the other side
};

}  // namespace s2::tests
