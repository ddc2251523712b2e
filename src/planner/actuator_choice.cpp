// The legal setting nearest to a wanted power.

#include "actuator_choice.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <tuple>

namespace s2::planner {
namespace {

// For every mode that can be reached: the first mode on the shortest way to it, and the number of moves.
struct Way {
  Id first;
  int moves;
};

bool is_open(const FrbcBook& book, const frbc::ActuatorDescription& actuator, const Transition& transition, Time now) {
  if (transition.abnormal_condition_only) return false;
  return std::none_of(transition.blocking_timers.begin(), transition.blocking_timers.end(),
                      [&](const Id& timer) { return book.runs(actuator.id, timer, now); });
}

std::map<Id, Way> ways(const FrbcBook& book, const frbc::ActuatorDescription& actuator,
                       const std::vector<Setting>& settings, Time now) {
  const auto* status = book.status(actuator.id);
  if (!status) {
    if (actuator.operation_modes.size() != 1) return {};
    return {{actuator.operation_modes.front().id, {actuator.operation_modes.front().id, 0}}};
  }
  const auto usable = [&](const Id& mode) {
    return std::any_of(settings.begin(), settings.end(), [&](const Setting& s) { return s.mode->id == mode; });
  };
  const Id& active = status->active_operation_mode_id;
  std::map<Id, Way> found{{active, {active, 0}}};
  std::deque<Id> open{active};
  while (!open.empty()) {
    const Id from = std::move(open.front());
    open.pop_front();
    const Way way = found.at(from);
    for (const auto& transition : actuator.transitions) {
      if (transition.from != from || found.contains(transition.to)) continue;
      if (!usable(transition.to) || !is_open(book, actuator, transition, now)) continue;
      found.emplace(transition.to, Way{way.moves == 0 ? transition.to : way.first, way.moves + 1});
      open.push_back(transition.to);
    }
  }
  return found;
}

// The factor of a setting that is nearest to the wanted power among the allowed ones.
double best_factor(const Setting& setting, const WantedPower& wanted) {
  const double power = std::min(std::max(wanted.power, wanted.least), wanted.most);
  return setting.factor_for(power);
}

double breach(double power, const WantedPower& wanted) {
  return std::max({0.0, power - wanted.most, wanted.least - power});
}

// Size of a difference without what is only rounding, which must not decide between two modes.
double milliwatts(double difference_w) { return std::round(std::abs(difference_w) * 1000); }

Choice resolve(const Setting& setting, double factor) {
  return {setting.mode->id, factor, setting.power_at(factor), setting.rate_at(factor)};
}

}  // namespace

std::optional<Choice> choose(const FrbcBook& book, const frbc::ActuatorDescription& actuator, double level,
                             const WantedPower& wanted, Time now) {
  const auto settings = usable_settings(actuator, level);
  const auto reachable = ways(book, actuator, settings, now);
  const Setting* best = nullptr;
  std::tuple<double, double, int, double> best_rank;
  for (const auto& setting : settings) {
    const auto way = reachable.find(setting.mode->id);
    if (way == reachable.end()) continue;
    const Choice choice = resolve(setting, best_factor(setting, wanted));
    // Fewest watts beyond what is allowed, then nearest to the wish, then fewest moves, then the calmest storage.
    const std::tuple rank{milliwatts(breach(choice.power, wanted)), milliwatts(choice.power - wanted.power),
                          way->second.moves, wanted.power == 0 ? std::abs(choice.rate) : -choice.rate};
    if (best && !(rank < best_rank)) continue;
    best = &setting;
    best_rank = rank;
  }
  if (!best) return std::nullopt;
  const Id first = reachable.at(best->mode->id).first;
  const auto step =
      std::find_if(settings.begin(), settings.end(), [&](const Setting& setting) { return setting.mode->id == first; });
  if (step == settings.end()) return std::nullopt;
  return resolve(*step, best_factor(*step, wanted));
}

std::optional<Choice> choice_of(const frbc::ActuatorDescription& actuator, const Id& mode, double factor,
                                double level) {
  for (const auto& candidate : actuator.operation_modes) {
    if (candidate.id != mode) continue;
    const Setting setting = setting_at(candidate, level);
    if (!setting.mode) return std::nullopt;
    return resolve(setting, factor);
  }
  return std::nullopt;
}

}  // namespace s2::planner
