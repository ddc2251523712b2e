#pragma once
// Trouble: what goes wrong in a demonstration, and what it cost.

#include <house/watcher.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace s2::house {

/// Something that goes wrong, once, while the day passes.
struct Trouble {
  /// What.
  enum class Kind : std::uint8_t {
    cut,      ///< the link to a device is dead; both sides notice late, and it stays so for a while
    slow,     ///< all that a device says is late
    restart,  ///< the energy manager dies and comes back without memory
  };
  Kind kind;         ///< what goes wrong
  std::string rm;    ///< at which device; empty: at all of them
  Duration begins;   ///< since the begin of the day
  Duration lasts;    ///< how long
  Duration late{0};  ///< slow: how late; cut: how long nobody notices
};

/// What a demonstration goes through unless told otherwise: a link is cut, a device is slow, the energy manager
/// restarts.
std::vector<Trouble> usual_troubles();

/// One sentence about a trouble, e.g. "battery: the link is cut for 10 min".
std::string about(const Trouble& trouble);

/// What a trouble cost.
struct TroubleCost {
  std::size_t undecided = 0;      ///< messages, of either side, of which the sender does not know whether they came
  std::size_t ended = 0;          ///< instructions that were open and ended with their session
  std::size_t planned_again = 0;  ///< orders the energy manager gave since it began, until a while after it was over
  std::optional<Duration> back_after;  ///< from its begin until the last device concerned is steered again
  Duration slowest_answer{0};          ///< longest time the energy manager waited for an answer while it lasted
  std::size_t done_twice = 0;          ///< instructions that a device was handed more than once
};

/// Watches a day with troubles and keeps account of what each costs.
class TroubleBook : public Watcher {
 public:
  /// Orders are put down to a trouble until so long after it is over.
  static constexpr Duration aftermath{10 * 60'000};

  /// A book for these troubles of a day that begins at `start`. `devices` counts those that a restart concerns.
  TroubleBook(std::vector<Trouble> troubles, Time start, std::size_t devices);

  void on_event(EnergyManagementRole role, const std::string& rm, const Event& event, Time now) override;
  void on_order(const std::string& rm, const planner::Order& order, Time now) override;

  /// A session was torn by a trouble: so many messages waited for an answer, so many instructions were open.
  void on_torn(std::size_t trouble, std::size_t undecided, std::size_t open_instructions);

  /// Whether a finding of this device, now, is what a trouble brings with it: a late or missing answer, a lost session.
  bool brings(const std::string& rm, const Finding& finding, Time now) const;

  /// The troubles.
  const std::vector<Trouble>& troubles() const { return troubles_; }
  /// What each has cost so far, in the same order.
  const std::vector<TroubleCost>& costs() const { return costs_; }

 private:
  bool concerns(std::size_t trouble, const std::string& rm, Time now) const;
  void came_back(std::size_t trouble, const std::string& rm, Time now);

  std::vector<Trouble> troubles_;
  std::vector<TroubleCost> costs_;
  Time start_;
  std::size_t devices_;
  std::vector<std::set<std::string>> back_;  // devices that were selected again, by trouble
  std::map<std::string, std::unordered_set<IdDigest, IdDigestHash>> handed_;  // instructions each device was given
};

}  // namespace s2::house
