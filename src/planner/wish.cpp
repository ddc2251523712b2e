// What a storage should do at this moment.

#include "wish.hpp"

#include "bounds.hpp"
#include "words.hpp"

#include <algorithm>
#include <cmath>

namespace s2::planner {
namespace {

// Part of a planned amount that is no more than a difference of rounding.
constexpr double trifle_w = 20;

// What the worth of fill level means for the meter.
struct Judgement {
  bool store_surplus;  // a kWh of surplus is worth more in the storage than fed in
  bool buy_more;       // even a kWh bought would be
  bool cover_load;     // a kWh from the storage is worth less than one from the grid
};

Judgement judge(const StorageView& view, const PlannedNow& planned, const OpenPower& open, double buy, double sell,
                double cycle_cost) {
  const double charge = 1000 * view.ability.charge.fill_per_wh(open.surplus);
  const double discharge = 1000 * view.ability.discharge.fill_per_wh(open.load);
  const double worth = planned.worth_of_more * charge - Threshold::gain_eur_kwh;
  return {charge > 0 && worth > sell, charge > 0 && worth > buy,
          discharge > 0 && planned.cost_of_less * discharge + cycle_cost + Threshold::gain_eur_kwh < buy};
}

// How a planned power meets the measured surplus or load it was planned for.
struct Met {
  double beyond;    // planned to be bought or sold, W
  double expected;  // measured, as far as it was expected, W
  double extra;     // measured beyond that, W
  bool whole;       // the plan takes on all that was expected
};

Met meet(double planned_w, double expected_w, double measured_w) {
  const double expected = std::min(measured_w, expected_w);
  return {std::max(0.0, planned_w - expected_w), expected, measured_w - expected,
          expected_w > trifle_w && planned_w >= expected_w - trifle_w};
}

Wish make(WantedPower power, std::string why) { return {power, -INFINITY, INFINITY, false, std::move(why)}; }

// Surplus that nobody expected takes the place of what would be bought, unless both are worth it.
Wish buys(const Met& in, double surplus, bool buy_more, bool needed, double buy) {
  const double power = in.beyond + in.expected;
  return make({buy_more ? power + in.extra : std::max(power, surplus), 0, INFINITY},
              (needed ? "needed soon: " : "cheap hour: ") + cents(buy));
}

// Likewise, load that nobody expected takes the place of what would be sold.
Wish sells(const Met& out, double load, bool cover_more, double sell) {
  const double power = out.beyond + out.expected;
  return make({-(cover_more ? power + out.extra : std::max(power, load)), -INFINITY, 0}, "sells: " + cents(sell));
}

Wish follows(double surplus, double load, double buy) {
  if (surplus > 0) return make({surplus, 0, surplus}, "stores surplus: " + watts(surplus));
  if (load > 0) return make({-load, -load, 0}, "covers the load: " + cents(buy));
  return make({0, 0, 0}, "rests: no cycle pays at " + cents(buy));
}

}  // namespace

Wish wish_of(const StorageView& view, const PlannedNow& planned, double buy, double sell, double cycle_cost,
             OpenPower& open) {
  const double charge = std::max(0.0, planned.power_w), discharge = std::max(0.0, -planned.power_w);
  const Met in = meet(charge, open.planned_surplus, open.surplus), out = meet(discharge, open.planned_load, open.load);
  open.planned_surplus = std::max(0.0, open.planned_surplus - charge);
  open.planned_load = std::max(0.0, open.planned_load - discharge);

  const Judgement worth = judge(view, planned, open, buy, sell, cycle_cost);
  const bool store = worth.store_surplus || in.whole, cover = worth.cover_load || out.whole;
  const double surplus = std::min(store ? open.surplus : std::min(open.surplus, charge), view.ability.charge.most_w);
  const double load = std::min(cover ? open.load : std::min(open.load, discharge), view.ability.discharge.most_w);
  Wish wish = in.beyond > trifle_w    ? buys(in, surplus, worth.buy_more, planned.needed, buy)
              : out.beyond > trifle_w ? sells(out, load, worth.cover_load, sell)
                                      : follows(surplus, load, buy);
  wish.takes_surplus = store;
  return wish;
}

WantedPower Wish::bounded() const {
  WantedPower wanted{power.power, std::max(power.least, least), std::min(power.most, most)};
  // What must be outweighs what is wished.
  if (wanted.least > wanted.most) wanted.least = least, wanted.most = most;
  wanted.power = std::min(std::max(wanted.power, wanted.least), wanted.most);
  return wanted;
}

void keep_level(Wish& wish, const StorageView& view, Duration look_ahead) {
  const double seconds = static_cast<double>(look_ahead.count()) / 1000;
  const double restart = Threshold::restart_share * view.range();
  const double now = view.power_w(), rest = view.ability.rest_w;
  const auto limit = [&](double room, const Side& side, bool under_way) {
    if (room <= 0 || side.most_w <= 0 || (!under_way && room < restart)) return 0.0;
    const double allowed = side.most_w * std::min(1.0, room / (side.most_rate * seconds));
    return allowed < std::max(side.least_w, Threshold::power_share * side.most_w) ? 0.0 : allowed;
  };
  const double most = limit(view.highest - view.level, view.ability.charge, now > std::max(rest, 0.0) + 1);
  const double least = limit(view.level - view.lowest - restart, view.ability.discharge, now < std::min(rest, 0.0) - 1);
  if (wish.power.power > 0 && most <= 0) wish.why = "full";
  if (wish.power.power < 0 && least <= 0) wish.why = "empty";
  // What it draws at rest is always allowed.
  wish.most = std::min(wish.most, std::max(most, rest));
  wish.least = std::max(wish.least, std::min(-least, rest));
  wish.power.most = std::max(wish.power.most, rest);
  wish.power.least = std::min(wish.power.least, rest);
}

void keep_fuse(Wish& wish, const Fuse& fuse, const Flow& heaviest, const Flow& lightest, const Wiring& wiring) {
  const double most = fuse.most(heaviest, wiring), least = fuse.least(lightest, wiring);
  const double bounded = wish.bounded().power;
  if (bounded > most || bounded < least) wish.why = "keeps the fuse: " + watts(fuse.total_w());
  wish.most = std::max(std::min(wish.most, most), wish.least);
  wish.least = std::min(std::max(wish.least, least), wish.most);
}

}  // namespace s2::planner
