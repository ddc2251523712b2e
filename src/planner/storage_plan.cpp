// The choice of hours by swapping energy between slots.

#include "storage_plan.hpp"

#include "bounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace s2::planner {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
// Powers this close are the same, W: a swap that ends at a step of the price ends there whatever the rounding.
constexpr double same_w = 1e-6;

// A change of one slot that keeps its price: up to `fill` units of fill level at `price` EUR each.
struct Offer {
  double price;
  double fill;
};

class Swaps {
 public:
  Swaps(const std::vector<SlotInput>& slots, double level, double end_worth, double gain)
      : slots_(slots),
        end_worth_(end_worth),
        choices_(slots.size()),
        costs_(slots.size()),
        worths_(slots.size()),
        cheapest_beyond_(slots.size()),
        dearest_beyond_(slots.size()) {
    const SlotInput& first = slots.front();
    const double fill_per_wh = first.drain_per_wh > 0 ? first.drain_per_wh : first.fill_per_wh;
    gain_ = fill_per_wh > 0 ? gain / 1000 / fill_per_wh : 0;
    tolerance_ = 1e-7 * std::abs(first.highest - first.lowest);
    for (std::size_t i = 0; i < size(); ++i) {
      level += slots_[i].drift;
      choices_[i].level = level;
      price(i);
    }
  }

  void meet_needs();
  void swap_while_it_pays();
  StoragePlan result();

 private:
  std::size_t size() const { return slots_.size(); }
  std::size_t swaps_most() const { return Bounds::swaps_per_slot * (size() + 1); }

  Offer cost_of_more(std::size_t i) const;
  Offer worth_of_less(std::size_t i) const;
  void price(std::size_t i) { costs_[i] = cost_of_more(i), worths_[i] = worth_of_less(i); }
  // Slot size() stands for the end of the horizon.
  Offer cost(std::size_t i) const { return i < size() ? costs_[i] : Offer{end_worth_, never}; }
  Offer worth(std::size_t i) const { return i < size() ? worths_[i] : Offer{end_worth_, never}; }
  double lid(std::size_t i) const { return slots_[i].highest - choices_[i].level; }
  double depth(std::size_t i) const { return choices_[i].level - std::max(slots_[i].floor, slots_[i].lowest); }
  Offer stretch(const SlotInput& slot, double power, double bound, double fill_per_wh, double extra) const;
  double slope(const SlotInput& slot, double power, bool upwards) const;
  // Two slots between which energy may move, and what it brings.
  struct Pair {
    std::size_t more = 0;  // gets more
    std::size_t less = 0;  // gets less
    double profit = 0;     // EUR per unit of fill level
    double fill = 0;       // how much
  };
  void look_beyond();
  void consider(Pair& best, std::size_t more, std::size_t less, double room) const;
  void search_from(std::size_t i, Pair& best) const;
  bool swap_once();
  bool meet_one_need(std::size_t& from);
  void change(std::size_t i, double fill);

  const std::vector<SlotInput>& slots_;
  double end_worth_;
  double gain_ = 0;       // least profit, EUR per unit of fill level
  double tolerance_ = 0;  // fill levels this close are the same
  std::vector<SlotChoice> choices_;
  std::vector<Offer> costs_;             // of a unit more in each slot
  std::vector<Offer> worths_;            // of a unit less in each slot
  std::vector<double> cheapest_beyond_;  // lowest cost after each slot
  std::vector<double> dearest_beyond_;   // highest worth after each slot
};

// What a kWh more (upwards) or less costs at this power of the storage.
double Swaps::slope(const SlotInput& slot, double power, bool upwards) const {
  const double net = slot.rest_w + power;
  const bool buying = upwards ? net > -same_w : net > same_w;
  return buying ? slot.buy : slot.sell;
}

// From a power up or down to a bound or to where the price changes, whichever comes first.
Offer Swaps::stretch(const SlotInput& slot, double power, double bound, double fill_per_wh, double extra) const {
  const bool upwards = bound > power;
  const double balanced = -slot.rest_w;  // where buying turns into selling
  const double low = std::min(power, bound) + same_w, high = std::max(power, bound) - same_w;
  const bool crosses = low < balanced && balanced < high;
  const double until = crosses ? balanced : bound;
  const double fill = std::abs(until - power) * slot.hours * fill_per_wh;
  return {(slope(slot, power, upwards) + extra) / 1000 / fill_per_wh, fill};
}

Offer Swaps::cost_of_more(std::size_t i) const {
  const SlotInput& slot = slots_[i];
  const double power = choices_[i].power_w;
  if (power < 0) return stretch(slot, power, 0, slot.drain_per_wh, -slot.discharge_extra);
  if (power >= slot.charge_w - same_w || slot.fill_per_wh <= 0) return {never, 0};
  return stretch(slot, power, slot.charge_w, slot.fill_per_wh, slot.charge_extra);
}

Offer Swaps::worth_of_less(std::size_t i) const {
  const SlotInput& slot = slots_[i];
  const double power = choices_[i].power_w;
  if (power > 0) return stretch(slot, power, 0, slot.fill_per_wh, slot.charge_extra);
  if (-power >= slot.discharge_w - same_w || slot.drain_per_wh <= 0) return {-never, 0};
  return stretch(slot, power, -slot.discharge_w, slot.drain_per_wh, -slot.discharge_extra);
}

// Changes a slot by this much fill level, upwards when positive.
void Swaps::change(std::size_t i, double fill) {
  SlotChoice& choice = choices_[i];
  const bool charging = choice.power_w > 0 || (choice.power_w == 0 && fill > 0);
  const double per_wh = charging ? slots_[i].fill_per_wh : slots_[i].drain_per_wh;
  choice.power_w += fill / per_wh / slots_[i].hours;
  if (std::abs(choice.power_w) < same_w) choice.power_w = 0;
  for (std::size_t t = i; t < size(); ++t) choices_[t].level += fill;
  price(i);
}

// The first slot at or after `from` whose fill level is too low gets more from the cheapest slot up to it.
bool Swaps::meet_one_need(std::size_t& from) {
  while (from < size() && choices_[from].level >= slots_[from].lowest - tolerance_) ++from;
  if (from == size()) return false;
  std::size_t best = size();
  Offer best_offer{never, 0};
  double room = never;  // for a charge in slot i: what fits under the lid from i to the need
  for (std::size_t i = from + 1; i-- > 0;) {
    room = std::min(room, std::max(lid(i), slots_[from].lowest - choices_[i].level));
    if (room <= tolerance_) break;
    const Offer offer = costs_[i];
    if (offer.fill <= 0 || offer.price >= best_offer.price) continue;
    best = i;
    best_offer = {offer.price, std::min(offer.fill, room)};
  }
  if (best == size()) return ++from, true;  // cannot be met; what comes later may be
  change(best, std::min(best_offer.fill, slots_[from].lowest - choices_[from].level));
  choices_[best].needed = true;
  return true;
}

void Swaps::meet_needs() {
  std::size_t from = 0;
  for (std::size_t n = 0; n < swaps_most() && meet_one_need(from);) ++n;
}

// Prices of all that comes after a slot: no pair of the slot can be better than these.
void Swaps::look_beyond() {
  double cheapest = end_worth_, dearest = end_worth_;
  for (std::size_t i = size(); i-- > 0;) {
    cheapest_beyond_[i] = cheapest;
    dearest_beyond_[i] = dearest;
    cheapest = std::min(cheapest, costs_[i].price);
    dearest = std::max(dearest, worths_[i].price);
  }
}

// Keeps a pair if it is the best so far.
void Swaps::consider(Pair& best, std::size_t more, std::size_t less, double room) const {
  const Offer from = cost(more), to = worth(less);
  const double profit = to.price - from.price - gain_;
  if (profit <= best.profit) return;
  const double fill = std::min(std::min(from.fill, to.fill), room);
  if (fill > tolerance_) best = {more, less, profit, fill};
}

// Looks for a better pair of slot i and a later one. Charging at i to use it at j raises the level from i up to j;
// using it at i and charging at j lowers it.
void Swaps::search_from(std::size_t i, Pair& best) const {
  bool raise = dearest_beyond_[i] - costs_[i].price - gain_ > best.profit && costs_[i].fill > 0;
  bool lower = worths_[i].price - cheapest_beyond_[i] - gain_ > best.profit && worths_[i].fill > 0;
  double above = never, below = never;
  for (std::size_t j = i + 1; j <= size() && (raise || lower); ++j) {
    if (raise) {
      above = std::min(above, lid(j - 1));
      raise = above > tolerance_;
      if (raise) consider(best, i, j, above);
    }
    if (lower) {
      below = std::min(below, depth(j - 1));
      lower = below > tolerance_;
      if (lower) consider(best, j, i, below);
    }
  }
}

// Finds the best pair and swaps it.
bool Swaps::swap_once() {
  look_beyond();
  Pair best;
  for (std::size_t i = 0; i < size(); ++i) search_from(i, best);
  if (best.profit <= 0) return false;
  if (best.more < size()) change(best.more, best.fill);
  if (best.less < size()) change(best.less, -best.fill);
  return true;
}

void Swaps::swap_while_it_pays() {
  for (std::size_t n = 0; n < swaps_most() && swap_once();) ++n;
}

StoragePlan Swaps::result() {
  StoragePlan plan{choices_, -never, never};
  double room_above = never, room_below = never;
  for (std::size_t j = 1; j <= size(); ++j) {
    room_above = std::min(room_above, lid(j - 1));
    room_below = std::min(room_below, depth(j - 1));
    if (room_above > tolerance_ && worth(j).fill > 0) {
      plan.worth_of_more = std::max(plan.worth_of_more, worth(j).price);
    }
    if (room_below > tolerance_ && cost(j).fill > 0) plan.cost_of_less = std::min(plan.cost_of_less, cost(j).price);
  }
  return plan;
}

}  // namespace

StoragePlan choose_hours(const std::vector<SlotInput>& slots, double level, double end_worth, double gain) {
  if (slots.empty()) return {};
  Swaps swaps(slots, level, end_worth, gain);
  swaps.meet_needs();
  swaps.swap_while_it_pays();
  return swaps.result();
}

}  // namespace s2::planner
