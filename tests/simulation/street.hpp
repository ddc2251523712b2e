#pragma once
// Street: some RMs and one CEM with a session for each, on virtual time.

#include "party.hpp"

#include <deque>

namespace s2::tests {

/// An RM, the session the CEM has with it, and the connection between them.
class Home {
 public:
  /// A home whose RM's clock is `skew` ahead of the CEM's. Tally and conditions outlive it.
  Home(std::uint64_t seed, const Conditions& conditions, Duration skew, Tally& tally);

  /// Both sides begin a session over a connection of its own.
  void connect(Time now);
  /// When something happens next.
  std::optional<Time> next() const;
  /// What is due happens.
  void happen(Time now);
  /// Whether both sides know that their conversation is over.
  bool over() const { return rm_.session().ended() && cem_.session().ended(); }

  /// One of the two does something, or the connection breaks.
  void act(Time now);
  /// The connection is lost, and noticed after a while.
  void cut(Time now);
  /// The CEM stops without a word.
  void lose_cem(Time now);
  /// Nobody is busy any more.
  void calm();
  /// Nobody acts any more and nothing is under way: counts what is undecided, or asks that nothing is.
  void check_at_rest(Time now, bool must_agree);

 private:
  void rm_acts(Time now);
  void cem_acts(Time now);
  bool end_somehow(Party& party, Time now);

  Chance chance_;
  const Conditions& conditions_;
  Tally& tally_;
  std::shared_ptr<Workbench> workbench_ = std::make_shared<Workbench>();
  Party rm_;
  Party cem_;
};

/// A street with everything that can go wrong in it.
class Street {
 public:
  /// All of it follows from the seed.
  Street(std::uint64_t seed, Tally& tally);

  /// Lives through some minutes, comes to rest and checks; then heals the wires, connects anew and does it again.
  void live();
  /// What its wires do.
  const Conditions& conditions() const { return conditions_; }

 private:
  void act_for(std::size_t steps);
  void run_until(Time until);
  void rest(bool must_agree);

  Chance chance_;
  Conditions conditions_;
  Time now_{1'700'000'000, 0};
  std::deque<Home> homes_;
};

}  // namespace s2::tests
