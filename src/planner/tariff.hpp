#pragma once
// Tariff: what a kilowatt-hour costs and earns, and the slots the plan is made of.

#include <s2/planner.hpp>

#include <optional>
#include <vector>

namespace s2::planner {

/// A part of the time ahead with one price; a quarter hour of the clock, the first one what is left of it.
struct Slot {
  Time from;    ///< begin
  Time until;   ///< end
  double buy;   ///< what a kWh from the grid costs, EUR
  double sell;  ///< what a kWh fed in earns, EUR

  /// Its length, h.
  double hours() const;
};

/// The prices of a home.
class Tariff {
 public:
  /// The tariff of a home; its prices may come in any order.
  explicit Tariff(const Home& home);

  /// Replaces the market prices.
  void set_prices(std::vector<Price> prices);
  /// The market price at a moment; empty when unknown. The last price holds for an hour.
  std::optional<double> market(Time moment) const;
  /// The market price of the period after the present one; empty when unknown.
  std::optional<double> next_market(Time moment) const;
  /// What a kWh from the grid costs, EUR: market price and fee. An ordinary price where nothing is known.
  double buy(Time moment) const;
  /// What a kWh fed in earns, EUR; 0 where nothing is known.
  double sell(Time moment) const;
  /// Until when feeding in costs money without a break; `moment` itself when it does not.
  Time feed_in_costs_until(Time moment) const;
  /// The slots from `now` to the end of the known prices, at most Bounds::slots; a day when no price is known.
  std::vector<Slot> slots(Time now) const;
  /// The lowest cost of a kWh in the last known day, EUR, never negative.
  double cheapest() const;

 private:
  Time known_until() const;
  std::vector<Price>::const_iterator period(Time moment) const;

  std::vector<Price> prices_;
  double fee_;
  double feed_in_;
  bool feed_in_at_price_;
};

}  // namespace s2::planner
