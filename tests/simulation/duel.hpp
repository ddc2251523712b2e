#pragma once
// Duel: one RM, one CEM and a lossy channel, moved step by step. For a search through everything that can happen.

#include <s2/session.hpp>

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace s2::tests {

/// What can happen next.
enum class Move : std::uint8_t {
  deliver_to_rm,   ///< the oldest frame arrives; without one, the RM notices that the CEM has hung up
  deliver_to_cem,  ///< … the other way round
  lose_to_rm,      ///< the oldest frame is lost
  lose_to_cem,     ///< … the other way round
  double_to_rm,    ///< the oldest frame arrives, and once more behind it
  double_to_cem,   ///< … the other way round
  reconnect,       ///< the connection is cut and both sides begin anew
  time_passes,     ///< the next deadline of either side comes
  cem_selects,     ///< fill rate based control
  cem_deselects,   ///< NO_SELECTION
  cem_instructs,   ///< the one mode of the one actuator
  cem_revokes,     ///< the oldest open instruction
  cem_ends,        ///< SessionRequest
  rm_describes,    ///< publishes its description
  rm_withdraws,    ///< revokes it
  rm_begins,       ///< reports the newest open instruction as STARTED
  rm_completes,    ///< reports the oldest open instruction as SUCCEEDED
  rm_ends,         ///< SessionRequest
};

/// Number of moves.
inline constexpr std::size_t move_count = 18;

/// Name of a move, for people.
std::string_view name_of(Move move);

/// Two sessions and the frames between them. Not copied: a state is made again by making its moves again.
class Duel {
 public:
  /// The channel holds so many frames each way; states with more are not looked at.
  static constexpr std::size_t channel_frames = 3;

  /// Both sides begin.
  Duel(Start start, std::shared_ptr<Workbench> workbench);

  /// Whether a move means anything now.
  bool can(Move move) const;
  /// Makes it.
  void make(Move move);
  /// Whether the channel holds no more than it may.
  bool fits() const;
  /// What decides everything that can still happen, in words: the same for two states that differ in names and moments
  /// only.
  std::string state() const;
  /// Nobody acts any more, what is under way arrives, the deadlines come. Then both sides agree, or one of them knows
  /// that something is undecided.
  void come_to_rest();
  /// What has gone wrong so far.
  const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  struct Side {
    Session* session = nullptr;
    std::deque<std::string> in;
    std::vector<Id> sent;      // messages
    std::set<Id> answered;     // … that were answered for good
    std::set<Id> carried_out;  // instructions
    bool told_end = false;
  };

  void begin();
  void act(Move move);
  void pass(Side& to, Side& from);
  void receive(Side& to, const std::string& frame);
  void pump();
  void listen(Side& side);
  void pass_time();
  void check();
  void complain(std::string what) { complaints_.push_back(std::move(what)); }
  Side& other(Side& side) { return &side == &rm_side_ ? cem_side_ : rm_side_; }

  Start start_;
  Time now_{1'700'000'000, 0};
  std::size_t made_ids_ = 0;
  std::shared_ptr<Workbench> workbench_;
  std::optional<RmSession> rm_;
  std::optional<CemSession> cem_;
  Side rm_side_;
  Side cem_side_;
  bool lost_ = false;       // a frame of this connection
  bool undecided_ = false;  // somebody was told so
  std::vector<std::string> complaints_;
};

}  // namespace s2::tests
