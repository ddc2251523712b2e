#pragma once
// Bill: what a day costs, with and without control, and where its energy went.

#include <s2/base/time.hpp>
#include <s2/planner.hpp>

namespace s2::house {

/// What a home pays and is paid on top of, or instead of, the market price.
struct Tariff {
  double grid_fee_eur_kwh = 0;   ///< on top of the market price for what is bought, EUR/kWh
  double feed_in_eur_kwh = 0;    ///< fixed payment for what is fed in, EUR/kWh
  bool feed_in_at_price = true;  ///< fed-in energy is paid at the market price instead

  /// The tariff of a home.
  static Tariff of(const planner::Home& home) {
    return {home.grid_fee_eur_kwh, home.feed_in_eur_kwh, home.feed_in_at_price};
  }
  /// What a power from (positive) or to (negative) the grid costs at one market price, EUR/kWh.
  double price(double power_w, double market_eur_kwh) const {
    if (power_w >= 0) return market_eur_kwh + grid_fee_eur_kwh;
    return feed_in_at_price ? market_eur_kwh : feed_in_eur_kwh;
  }
};

/// The meter at the grid connection, and what it makes the home pay.
class Meter {
 public:
  /// A meter of a home with this tariff.
  explicit Meter(Tariff tariff) : tariff_(tariff) {}

  /// A mean power over a span at one market price. Positive is bought, negative is fed in.
  void add(double power_w, Duration span, double price_eur_kwh);

  /// Energy bought, kWh.
  double bought_kwh() const { return bought_kwh_; }
  /// Energy fed in, kWh.
  double fed_in_kwh() const { return fed_in_kwh_; }
  /// What is owed, EUR; negative when the home earns.
  double cost_eur() const { return cost_eur_; }
  /// Largest power from or to the grid, W.
  double peak_w() const { return peak_w_; }

 private:
  Tariff tariff_;
  double bought_kwh_ = 0;
  double fed_in_kwh_ = 0;
  double cost_eur_ = 0;
  double peak_w_ = 0;
};

/// Mean powers of the home over one short span, W; consumption is positive, production negative.
struct Powers {
  double load = 0;     ///< household
  double pv = 0;       ///< photovoltaics, after curtailment
  double pv_free = 0;  ///< photovoltaics, had nobody curtailed them
  double battery = 0;  ///< battery; positive charges

  /// At the grid connection.
  double grid() const { return load + pv + battery; }
};

/// The storage a bill has to account for.
struct Stored {
  double capacity_kwh = 0;  ///< between 0 and 100 %
  double efficiency = 1;    ///< one way
};

/// The day's bill twice: as it came, and as it had come without control: the same household under the same sun, the
/// battery at rest, nothing curtailed.
class Bill {
 public:
  /// A bill of a home with this tariff and battery.
  Bill(Tariff tariff, Stored battery) : battery_(battery), tariff_(tariff), with_(tariff), without_(tariff) {}

  /// What happened over a span, and the battery's state of charge at its end, in percent.
  void add(const Powers& powers, Duration span, double price_eur_kwh, double fill_percent);

  /// As it came.
  const Meter& with() const { return with_; }
  /// As it had come without control.
  const Meter& without() const { return without_; }

  /// Energy in the battery now minus that at the begin, kWh.
  double stored_kwh() const { return battery_.capacity_kwh * (last_percent_ - first_percent_) / 100; }
  /// What that is worth, EUR. A lack is refilled at the day's mean buying price, a surplus is sold at its mean
  /// feed-in price, losses included: the worse of the two prices either way.
  double stored_eur() const;
  /// What control saved, EUR: the difference of the bills, corrected by what is stored.
  double saved_eur() const { return without_.cost_eur() - with_.cost_eur() + stored_eur(); }

  /// Sums of energy over the day, kWh; all positive.
  struct Flows {
    double used = 0;             ///< by the household
    double produced = 0;         ///< by the sun
    double curtailed = 0;        ///< what the sun would have produced on top
    double charged = 0;          ///< into the battery, AC
    double discharged = 0;       ///< out of the battery, AC
    double own_sun = 0;          ///< produced and not fed in
    double own_sun_without = 0;  ///< the same without control
  };
  /// Sums of energy over the day.
  const Flows& flows() const { return flows_; }

 private:
  Stored battery_;
  Tariff tariff_;
  Meter with_;
  Meter without_;
  Flows flows_;
  bool begun_ = false;
  double first_percent_ = 0;
  double last_percent_ = 0;
  double hours_ = 0;
  double price_hours_ = 0;
};

}  // namespace s2::house
