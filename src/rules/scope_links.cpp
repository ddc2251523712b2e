// How the parts of a scope refer to each other.

#include "scope_links.hpp"

namespace s2::rules {

void ScopeLinks::read_timers(const std::vector<Timer>& list) {
  timers.clear();
  for (const auto& timer : list) timers.add(timer.id);
  timers.close();
  uses.assign(list.size(), {});
}

void ScopeLinks::read_transitions(const std::vector<Transition>& list) {
  all_ends_known = true;
  all_timers_known = true;
  transitions.clear();
  ends.clear();
  const auto use = [this](const std::vector<Id>& ids, bool TimerUse::*how) {
    for (const Id& id : ids) {
      const auto timer = timers.find(digest_of(id));
      if (timer == IdIndex::none) {
        all_timers_known = false;
      } else {
        uses[timer].*how = true;
      }
    }
  };
  for (const auto& transition : list) {
    transitions.add(transition.id);
    ends.push_back({modes.find(digest_of(transition.from)), modes.find(digest_of(transition.to))});
    all_ends_known = all_ends_known && ends.back().known();
    use(transition.start_timers, &TimerUse::started);
    use(transition.blocking_timers, &TimerUse::blocks);
  }
  transitions.close();
}

}  // namespace s2::rules
