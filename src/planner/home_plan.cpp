// Planning the storages of a home, one beside the other.

#include "home_plan.hpp"

#include "envelope.hpp"

#include <algorithm>

namespace s2::planner {
namespace {

// Two rounds let the first storage see what the last one plans.
constexpr int rounds = 2;

// What is expected of everything that is not planned, in one slot.
struct Expected {
  Flow rest;
  double curtailable_w = 0;  // production in it that could be held back, positive
};

// Costs in another currency cannot be added to ours.
bool counts_in_euro(const Device& device) { return device.details() && device.details()->currency == Currency::eur; }

double cost_per_kwh(const Side& side) { return side.most_w > 0 ? side.cost * 3.6e6 / side.most_w : 0; }

// A storage while the plan is being made.
struct Draft {
  DeviceKey key;
  StorageView view;
  std::vector<double> power_w;  // planned so far, one per slot
  StoragePlan plan;
};

class Planning {
 public:
  Planning(const Devices& devices, const std::vector<Slot>& slots, const Tariff& tariff, const Fuse& fuse,
           double cycle_cost, Time now)
      : slots_(slots), tariff_(tariff), fuse_(fuse), cycle_cost_(cycle_cost) {
    for (const auto& [key, device] : devices) {
      if (auto view = view_of(device, now)) {
        drafts_.push_back({key, std::move(*view), std::vector<double>(slots.size()), {}});
      }
    }
    for (const auto& slot : slots) expected_.push_back(expect(devices, slot, now));
  }

  void plan_all() {
    for (int round = 0; round < rounds; ++round) {
      for (auto& draft : drafts_) plan_one(draft);
    }
  }
  std::vector<Draft>& drafts() { return drafts_; }
  const std::vector<Expected>& expected() const { return expected_; }

 private:
  Expected expect(const Devices& devices, const Slot& slot, Time now) const;
  void plan_one(Draft& draft);
  double end_worth(const std::vector<SlotInput>& slots) const;
  std::vector<SlotInput> inputs(const Draft& draft) const;
  SlotInput input(const Draft& draft, std::size_t t, double level) const;
  Flow beside(const Draft& draft, std::size_t t) const;

  const std::vector<Slot>& slots_;
  const Tariff& tariff_;
  const Fuse& fuse_;
  double cycle_cost_;
  std::vector<Draft> drafts_;
  std::vector<Expected> expected_;
};

Expected Planning::expect(const Devices& devices, const Slot& slot, Time now) const {
  Expected sum;
  for (const auto& [key, device] : devices) {
    const bool planned =
        std::any_of(drafts_.begin(), drafts_.end(), [&, k = key](const Draft& draft) { return draft.key == k; });
    if (planned) continue;
    const Flow flow = device.power().expected(slot.from, slot.until, now);
    sum.rest += flow;
    const auto* constraints = device.is_limited() ? device.pebc().in_force(now) : nullptr;
    const auto widest = constraints ? widest_limits(*constraints) : std::nullopt;
    if (widest && widest->lower < 0) sum.curtailable_w += std::max(0.0, -flow.total);
  }
  return sum;
}

Flow Planning::beside(const Draft& draft, std::size_t t) const {
  Flow flow = expected_[t].rest;
  for (const auto& other : drafts_) {
    if (&other != &draft) flow += other.view.ability.wiring.carry(other.power_w[t]);
  }
  return flow;
}

// What the rule needs to know of a slot in which the storage begins at this level.
SlotInput Planning::input(const Draft& draft, std::size_t t, double level) const {
  const Slot& slot = slots_[t];
  const StorageView& view = draft.view;
  const FrbcBook& book = view.device->frbc();
  const double bounded = std::clamp(level, view.lowest, view.highest);
  const Ability ability = ability_at(*book.description(), bounded);
  const double seconds = slot.hours() * 3600;
  const Flow rest = beside(draft, t);
  const double money = counts_in_euro(*view.device) ? 1 : 0;

  SlotInput in;
  in.hours = slot.hours();
  in.buy = slot.buy;
  in.sell = slot.sell;
  in.rest_w = rest.total;
  // Production that can be held back costs nothing when feeding in does, and is not used where drawing is paid for.
  if (in.buy < 0) {
    in.rest_w += expected_[t].curtailable_w;
  } else if (expected_[t].curtailable_w > 0) {
    in.sell = std::max(0.0, in.sell);
  }
  in.charge_w = std::clamp(fuse_.most(rest, ability.wiring), 0.0, ability.charge.most_w);
  in.discharge_w = std::clamp(-fuse_.least(rest, ability.wiring), 0.0, ability.discharge.most_w);
  // Losses are taken at the power at hand: surplus or load where there is some, else all the storage has.
  const double surplus = rest.total < 0 ? -rest.total : ability.charge.most_w;
  const double load = rest.total > 0 ? rest.total : ability.discharge.most_w;
  in.fill_per_wh = ability.charge.fill_per_wh(surplus);
  in.drain_per_wh = ability.discharge.fill_per_wh(load);
  in.charge_extra = money * cost_per_kwh(ability.charge);
  in.discharge_extra = money * cost_per_kwh(ability.discharge) + cycle_cost_;
  in.drift = (ability.rest_rate - book.leakage(bounded)) * seconds - book.usage(slot.from, slot.until);

  // Wanted levels hold during whole elements, so the end of this slot must fit what holds on both sides of it.
  const Duration moment{1};
  const auto target = book.target(slot.until - moment, slot.until + moment);
  in.lowest = std::max(view.lowest, target ? target->start_of_range : view.lowest);
  in.floor = std::max(in.lowest, view.lowest + Threshold::restart_share * view.range());
  in.highest = std::min(view.highest, target ? std::max(target->end_of_range, in.lowest) : view.highest);
  return in;
}

std::vector<SlotInput> Planning::inputs(const Draft& draft) const {
  std::vector<SlotInput> result;
  double level = draft.view.level;
  for (std::size_t t = 0; t < slots_.size(); ++t) {
    result.push_back(input(draft, t, level));
    // The last plan of this storage tells in which band of its description a slot will begin.
    if (!draft.plan.slots.empty()) level = draft.plan.slots[t].level;
  }
  return result;
}

// What a unit of fill level left at the end is worth: what it will save in an hour like the cheapest one known, and a
// trifle less, so that energy nobody will miss is used. A storage that only takes is worth what filling it costs.
double Planning::end_worth(const std::vector<SlotInput>& slots) const {
  double most_per_fill = 0, least_per_fill = 0;
  for (const auto& slot : slots) {
    if (slot.drain_per_wh > 0) most_per_fill = std::max(most_per_fill, 1 / slot.drain_per_wh);
    if (slot.fill_per_wh > 0) least_per_fill = std::max(least_per_fill, 1 / slot.fill_per_wh);
  }
  if (most_per_fill <= 0) return tariff_.cheapest() / 1000 * least_per_fill;
  return std::max(0.0, tariff_.cheapest() - cycle_cost_ - 2 * Threshold::gain_eur_kwh) / 1000 * most_per_fill;
}

void Planning::plan_one(Draft& draft) {
  const auto slots = inputs(draft);
  draft.plan = choose_hours(slots, draft.view.level, end_worth(slots), Threshold::gain_eur_kwh);
  for (std::size_t t = 0; t < slots.size(); ++t) draft.power_w[t] = draft.plan.slots[t].power_w;
}

}  // namespace

HomePlan HomePlan::make(const Devices& devices, const Tariff& tariff, const Fuse& fuse, double cycle_cost, Time now) {
  HomePlan plan;
  plan.made_at_ = now;
  plan.slots_ = tariff.slots(now);
  Planning planning(devices, plan.slots_, tariff, fuse, cycle_cost, now);
  planning.plan_all();
  for (const auto& expected : planning.expected()) plan.rest_w_.push_back(expected.rest.total);
  for (auto& draft : planning.drafts()) {
    plan.storages_.emplace(draft.key, Storage{draft.view.level, std::move(draft.plan)});
  }
  return plan;
}

std::optional<PlannedNow> HomePlan::at(DeviceKey device, Time moment) const {
  const auto storage = storages_.find(device);
  const auto after = std::upper_bound(slots_.begin(), slots_.end(), moment,
                                      [](Time wanted, const Slot& slot) { return wanted < slot.from; });
  if (storage == storages_.end() || after == slots_.begin() || std::prev(after)->until <= moment) return std::nullopt;
  const auto t = static_cast<std::size_t>(std::prev(after) - slots_.begin());
  const auto& [level, plan] = storage->second;
  const double before = t == 0 ? level : plan.slots[t - 1].level;
  const double passed = seconds_between(slots_[t].from, moment) / 3600 / slots_[t].hours();
  return PlannedNow{plan.slots[t].power_w,
                    rest_w_[t],
                    plan.worth_of_more,
                    plan.cost_of_less,
                    before + passed * (plan.slots[t].level - before),
                    plan.slots[t].needed};
}

bool HomePlan::covers(Time moment) const {
  return made_at_ && !slots_.empty() && *made_at_ <= moment && moment < slots_.front().until;
}

}  // namespace s2::planner
