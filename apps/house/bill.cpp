#include "bill.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace s2::house {
namespace {

double hours(Duration span) { return static_cast<double>(span.count()) / 3'600'000; }

// What of a production is not fed in. Whatever is fed in counts as sun first, and only the rest as battery.
double own_sun_w(double pv_w, double grid_w) { return std::max(0.0, -pv_w - std::max(0.0, -grid_w)); }

}  // namespace

void Meter::add(double power_w, Duration span, double price_eur_kwh) {
  const double kwh = power_w / 1000 * hours(span);
  (power_w >= 0 ? bought_kwh_ : fed_in_kwh_) += std::abs(kwh);
  cost_eur_ += kwh * tariff_.price(power_w, price_eur_kwh);
  peak_w_ = std::max(peak_w_, std::abs(power_w));
}

void Bill::add(const Powers& powers, Duration span, double price_eur_kwh, double fill_percent) {
  if (!std::exchange(begun_, true)) first_percent_ = fill_percent;
  last_percent_ = fill_percent;
  if (span == Duration(0)) return;
  const double grid_without = powers.load + powers.pv_free;
  with_.add(powers.grid(), span, price_eur_kwh);
  without_.add(grid_without, span, price_eur_kwh);

  const double kilo_hours = hours(span) / 1000;
  flows_.used += powers.load * kilo_hours;
  flows_.produced += -powers.pv * kilo_hours;
  flows_.curtailed += std::max(0.0, powers.pv - powers.pv_free) * kilo_hours;
  flows_.charged += std::max(0.0, powers.battery) * kilo_hours;
  flows_.discharged += std::max(0.0, -powers.battery) * kilo_hours;
  flows_.own_sun += own_sun_w(powers.pv, powers.grid()) * kilo_hours;
  flows_.own_sun_without += own_sun_w(powers.pv_free, grid_without) * kilo_hours;
  hours_ += hours(span);
  price_hours_ += price_eur_kwh * hours(span);
}

double Bill::stored_eur() const {
  if (hours_ == 0) return 0;
  const double market = price_hours_ / hours_;
  const double kwh = stored_kwh();
  if (kwh < 0) return kwh / battery_.efficiency * tariff_.price(1, market);
  return kwh * battery_.efficiency * tariff_.price(-1, market);
}

}  // namespace s2::house
