// Instructing the storages: each in turn takes its part of what is open, inside what the fuse and its level allow.

#include "bounds.hpp"
#include "situation.hpp"
#include "wish.hpp"

#include <algorithm>
#include <cmath>

namespace s2::planner {
namespace {

// A storage while its turn is waited for or over.
struct Turn {
  DeviceKey key;
  Device* device;
  StorageView view;
  Flow flow;  // as it is set now, then as it is decided
};

std::vector<Turn> turns_of(Situation& situation) {
  std::vector<Turn> turns;
  for (auto& [key, device] : situation.devices) {
    auto view = is_steerable(device, situation.now) ? view_of(device, situation.now) : std::nullopt;
    if (!view || !situation.plan.at(key, situation.now)) continue;
    const Flow flow = view->ability.wiring.carry(view->power_w());
    turns.push_back({key, &device, std::move(*view), flow});
  }
  return turns;
}

// The rest of the home: what flows, and the most and the least that may flow until somebody looks again.
struct Rest {
  Flow now;
  Flow heaviest;
  Flow lightest;
};

Rest rest_of(const Situation& situation, const std::vector<Turn>& turns) {
  Rest rest;
  for (const auto& [key, device] : situation.devices) {
    const bool has_turn = std::any_of(turns.begin(), turns.end(), [&, k = key](const Turn& t) { return t.key == k; });
    if (has_turn) continue;
    const Flow flow = present_flow(device, situation.now);
    Flow most = flow, least = flow;
    // The forecast of a limited device speaks of what it would do without the limit.
    const bool limited = device.envelope.limits && device.envelope.lane.stands();
    for (const Time moment : {situation.now, situation.now + situation.look_ahead}) {
      const auto forecast = limited ? std::nullopt : device.power().forecast(moment);
      if (!forecast) continue;
      most = heavier(most, *forecast);
      least = lighter(least, *forecast);
    }
    rest.now += flow;
    rest.heaviest += most;
    rest.lightest += least;
  }
  return rest;
}

// Whether going from one setting to another is worth an instruction.
bool matters(const std::optional<Choice>& before, const Choice& after, double rating_w) {
  if (!before) return true;
  return std::abs(after.power - before->power) >= smallest_step_w(rating_w);
}

frbc::Instruction instruction(const Situation& situation, const Id& actuator, const Choice& choice) {
  return {.message_id = situation.ids(),
          .id = situation.ids(),
          .actuator_id = actuator,
          .operation_mode = choice.mode,
          .operation_mode_factor = choice.factor,
          .execution_time = situation.now,
          .abnormal_condition = false};
}

void send(Situation& situation, Turn& turn, const Id& actuator, const Choice& choice, const std::string& why,
          std::vector<Order>& orders) {
  ActuatorOrder& order = turn.device->actuators[actuator];
  frbc::Instruction message = instruction(situation, actuator, choice);
  order.mode = choice.mode;
  order.factor = choice.factor;
  order.lane.sent(message.message_id, message.id, situation.now);
  orders.push_back({turn.key, std::move(message), why});
}

// The actuators of a storage that may be instructed now. One that does not do what it was told is left alone a while.
std::vector<const ActuatorView*> open_actuators(const Situation& situation, Turn& turn, bool urgent) {
  std::vector<const ActuatorView*> open;
  for (const auto& actuator : turn.view.actuators) {
    Lane& lane = turn.device->actuators[actuator.description->id].lane;
    if (disobeys(*turn.device, *actuator.description, turn.view.level, turn.view.ability.rating_w(), situation.now)) {
      lane.refused(situation.now);
    }
    if (urgent ? lane.open(situation.now) : lane.open_for_correction(situation.now)) open.push_back(&actuator);
  }
  return open;
}

WantedPower without(const WantedPower& wanted, double power) {
  return {wanted.power - power, wanted.least - power, wanted.most - power};
}

// Gives the actuators of one storage their parts of the wish. The power that results, W.
double instruct(Situation& situation, Turn& turn, const Wish& wish, std::vector<Order>& orders) {
  double power = turn.view.power_w();
  const bool urgent = power > wish.most + 1 || power < wish.least - 1;
  const auto open = open_actuators(situation, turn, urgent);
  // What the others do stays as it is; the open ones share the rest, the first as much of it as it can take.
  WantedPower left = without(wish.bounded(), power);
  for (const auto* actuator : open) left = without(left, actuator->setting ? -actuator->setting->power : 0);
  for (const auto* actuator : open) {
    const double before = actuator->setting ? actuator->setting->power : 0;
    const auto choice = choose(turn.device->frbc(), *actuator->description, turn.view.level, left, situation.now);
    const bool worthwhile = choice && (urgent ? !actuator->setting || choice->power != before
                                              : matters(actuator->setting, *choice, turn.view.ability.rating_w()));
    const double after = worthwhile ? choice->power : before;
    power += after - before;
    left = without(left, after);
    if (worthwhile) send(situation, turn, actuator->description->id, *choice, wish.why, orders);
  }
  return power;
}

double absorbs(const Turn& turn, const Wish& wish, double power) {
  const double most = std::min(wish.most, turn.view.ability.charge.most_w);
  return std::max({0.0, power, wish.takes_surplus ? most : 0.0});
}

}  // namespace

bool is_steerable(const Device& device, Time now) {
  const auto* description = device.is_storage() ? device.frbc().description() : nullptr;
  if (!description || !device.frbc().level()) return false;
  return std::any_of(description->actuators.begin(), description->actuators.end(), [&](const auto& actuator) {
    const auto order = device.actuators.find(actuator.id);
    return order == device.actuators.end() || !order->second.lane.silenced(now);
  });
}

Flow present_flow(const Device& device, Time now) {
  if (!device.power().measured()) {
    if (const auto view = view_of(device, now)) return view->ability.wiring.carry(view->power_w());
  }
  return device.power().present(now);
}

StoragesTogether steer_storages(Situation& situation, std::vector<Order>& orders) {
  auto turns = turns_of(situation);
  const Rest rest = rest_of(situation, turns);
  OpenPower open{std::max(0.0, -rest.now.total), std::max(0.0, rest.now.total), 0, 0};
  StoragesTogether together;
  for (auto& turn : turns) {
    const PlannedNow planned = *situation.plan.at(turn.key, situation.now);
    if (&turn == &turns.front()) {
      open.planned_surplus = std::max(0.0, -planned.rest_w);
      open.planned_load = std::max(0.0, planned.rest_w);
    }
    Wish wish = wish_of(turn.view, planned, situation.buy(), situation.sell(), situation.cycle_cost, open);
    keep_level(wish, turn.view, situation.look_ahead);
    Flow others;
    for (const auto& other : turns) {
      if (&other != &turn) others += other.flow;
    }
    keep_fuse(wish, situation.fuse, rest.heaviest + others, rest.lightest + others, turn.view.ability.wiring);
    const double power = instruct(situation, turn, wish, orders);
    turn.flow = turn.view.ability.wiring.carry(power);
    open.surplus = std::max(0.0, open.surplus - std::max(0.0, power));
    open.load = std::max(0.0, open.load - std::max(0.0, -power));
    together.flow += turn.flow;
    together.absorb_w += absorbs(turn, wish, power);
  }
  return together;
}

}  // namespace s2::planner
