// What two registries of one conversation say differently.

#include "differences.hpp"

#include <algorithm>
#include <functional>

namespace s2::tests {
namespace {

class Comparison {
 public:
  explicit Comparison(std::vector<std::string>& found) : found_(found) {}

  template <class T>
  void same(const T& rm, const T& cem, const std::string& what) {
    if (!(rm == cem)) found_.push_back(what);
  }

  template <class List, class Equal>
  void same_list(const List& rm, const List& cem, const std::string& what, Equal equal) {
    if (!std::equal(rm.begin(), rm.end(), cem.begin(), cem.end(), equal)) {
      found_.push_back(what + ": " + std::to_string(rm.size()) + " and " + std::to_string(cem.size()) + " of them");
    }
  }

  // In any order: such objects stand beside each other (C.7), and one that was turned away comes later.
  template <class List, class Equal>
  void same_set(const List& rm, const List& cem, const std::string& what, Equal equal) {
    if (!std::is_permutation(rm.begin(), rm.end(), cem.begin(), cem.end(), equal)) found_.push_back(what);
  }

  template <class T>
  void windows(const Windows<T>& rm, const Windows<T>& cem, const std::string& what) {
    const auto* ours = rm.current();
    const auto* theirs = cem.current();
    if (!ours != !theirs || (ours && !(ours->value == theirs->value))) found_.push_back(what + " in force");
    same_list(rm.scheduled(), cem.scheduled(), what + " to come",
              [](const auto& a, const auto& b) { return a.value == b.value; });
  }

  template <class T>
  void courses(const Courses<T>& rm, const Courses<T>& cem, const std::string& what) {
    same_list(rm.all(), cem.all(), what, [](const T& a, const T& b) { return a == b; });
  }

  void states(const ActuatorStates& rm, const ActuatorStates& cem, const std::string& what) {
    same_list(rm.modes(), cem.modes(), "modes of " + what, [](const ModeState& a, const ModeState& b) {
      return a.actuator == b.actuator && a.mode == b.mode && a.factor == b.factor && a.previous == b.previous &&
             a.transition == b.transition;
    });
    same_list(rm.timers(), cem.timers(), "timers of " + what, [](const TimerState& a, const TimerState& b) {
      return a.actuator == b.actuator && a.timer == b.timer && a.finished_at == b.finished_at;
    });
  }

 private:
  std::vector<std::string>& found_;
};

// What is scheduled in a container is not compared: a schedule that was refused or revoked after its acceptance leaves
// its trace at one side only, when that crosses on the wire.
bool same_task(const PpbcState::Task& a, const PpbcState::Task& b) {
  return a.profile == b.profile && a.revoked == b.revoked &&
         std::equal(a.containers.begin(), a.containers.end(), b.containers.begin(), b.containers.end(),
                    [](const auto& x, const auto& y) { return x.id == y.id && x.status == y.status; });
}

void compare_open(const Registry& rm, const Registry& cem, std::vector<std::string>& found) {
  for (const auto* one : {&rm, &cem}) {
    const auto& other = one == &rm ? cem : rm;
    for (const OpenInstruction& open : one->instructions.open()) {
      const auto status = one->instructions.find(open.id)->status;
      const std::string name = "instruction " + open.id.str();
      if (!other.instructions.open(open.id)) {
        found.push_back(name + " is open for the " + (one == &rm ? "RM" : "CEM") + " only");
      } else if (one == &rm && other.instructions.find(open.id)->status != status) {
        found.push_back(name + " has come to different points");
      }
    }
  }
}

}  // namespace

std::vector<std::string> differences(const Registry& rm, const Registry& cem) {
  std::vector<std::string> found;
  Comparison compare(found);
  compare.same(rm.standing.profile, cem.standing.profile, "profile");
  compare.same(rm.standing.active, cem.standing.active, "active control type");
  compare.same(rm.standing.pending.size(), cem.standing.pending.size(), "pending selections");
  compare.same(rm.details, cem.details, "details");
  compare.same_list(rm.measured, cem.measured, "measurements",
                    [](const Measured& a, const Measured& b) { return a.value == b.value && a.time == b.time; });
  compare.courses(rm.forecasts, cem.forecasts, "power forecasts");
  compare.same_list(rm.pebc.offers, cem.pebc.offers, "offers of limits", [](const auto& a, const auto& b) {
    return a.constraints == b.constraints && a.revoked == b.revoked;
  });
  compare.same_set(rm.pebc.energy, cem.pebc.energy, "energy constraints", std::equal_to<>());
  compare.same_set(rm.ppbc.tasks, cem.ppbc.tasks, "tasks", same_task);
  compare.windows(rm.ombc.descriptions, cem.ombc.descriptions, "OMBC description");
  compare.states(rm.ombc.states, cem.ombc.states, "OMBC");
  compare.windows(rm.frbc.descriptions, cem.frbc.descriptions, "FRBC description");
  compare.states(rm.frbc.states, cem.frbc.states, "FRBC");
  compare.same(rm.frbc.fill_level, cem.frbc.fill_level, "fill level");
  compare.windows(rm.frbc.leakage, cem.frbc.leakage, "leakage");
  compare.courses(rm.frbc.usage, cem.frbc.usage, "usage forecasts");
  compare.courses(rm.frbc.targets, cem.frbc.targets, "target profiles");
  compare.windows(rm.ddbc.descriptions, cem.ddbc.descriptions, "DDBC description");
  compare.states(rm.ddbc.states, cem.ddbc.states, "DDBC");
  compare.same(rm.ddbc.demand, cem.ddbc.demand, "present demand");
  compare.courses(rm.ddbc.forecasts, cem.ddbc.forecasts, "demand forecasts");
  compare_open(rm, cem, found);
  return found;
}

std::vector<std::string> over_limits(const Registry& registry) {
  std::vector<std::string> found;
  const auto at_most = [&](std::size_t size, std::size_t limit, const char* what) {
    if (size > limit) found.push_back(std::string(what) + ": " + std::to_string(size));
  };
  at_most(registry.instructions.open().size(), Limits::open_instructions, "open instructions");
  at_most(registry.pebc.offers.size(), Limits::held_objects, "offers");
  at_most(registry.pebc.energy.size(), Limits::held_objects, "energy constraints");
  at_most(registry.ppbc.tasks.size(), Limits::held_objects, "tasks");
  at_most(registry.standing.pending.size(), Limits::pending_selections, "selections");
  at_most(registry.ombc.descriptions.scheduled().size(), Limits::scheduled, "OMBC descriptions");
  at_most(registry.frbc.descriptions.scheduled().size(), Limits::scheduled, "FRBC descriptions");
  at_most(registry.ddbc.descriptions.scheduled().size(), Limits::scheduled, "DDBC descriptions");
  at_most(registry.frbc.leakage.scheduled().size(), Limits::scheduled, "leakage behaviours");
  at_most(registry.frbc.usage.all().size(), Limits::scheduled, "usage forecasts");
  at_most(registry.frbc.targets.all().size(), Limits::scheduled, "target profiles");
  at_most(registry.ddbc.forecasts.all().size(), Limits::scheduled, "demand forecasts");
  at_most(registry.forecasts.all().size(), Limits::scheduled, "power forecasts");
  return found;
}

}  // namespace s2::tests
