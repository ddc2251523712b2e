#pragma once
// ScopeLinks: how the modes, transitions and timers of one scope refer to each other, as positions instead of ids.

#include "id_index.hpp"

#include <s2/model/common.hpp>

#include <vector>

namespace s2::rules {

/// The references inside one scope: an OMBC description, or an FRBC or DDBC actuator. Worked out once for all rules
/// that follow them. An id that occurs twice (ID-005, ID-006) stands for its first bearer.
class ScopeLinks {
 public:
  /// Where a transition begins and ends: positions of modes, or IdIndex::none.
  struct Ends {
    std::uint32_t from;
    std::uint32_t to;

    /// Whether both are modes of the scope.
    bool known() const { return from != IdIndex::none && to != IdIndex::none; }
  };
  /// What the transitions do with a timer.
  struct TimerUse {
    bool started = false;
    bool blocks = false;
  };

  /// Reads a scope: anything with operation_modes, transitions and timers.
  template <class Scope>
  void read(const Scope& scope) {
    read_modes(scope.operation_modes);
    read_timers(scope.timers);
    read_transitions(scope.transitions);
  }

  IdIndex modes;                 ///< ids of the operation modes
  IdIndex timers;                ///< ids of the timers
  IdIndex transitions;           ///< ids of the transitions
  std::vector<Ends> ends;        ///< by transition
  std::vector<TimerUse> uses;    ///< by timer
  bool all_ends_known = true;    ///< no transition leads from or to something that is no mode
  bool all_timers_known = true;  ///< no transition names something that is no timer

 private:
  template <class Modes>
  void read_modes(const Modes& list) {
    modes.clear();
    for (const auto& mode : list) modes.add(mode.id);
    modes.close();
  }
  void read_timers(const std::vector<Timer>& list);
  void read_transitions(const std::vector<Transition>& list);
};

}  // namespace s2::rules
