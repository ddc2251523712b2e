// What a day costs when nobody controls anything.

#include <s2/devices.hpp>

#include <chrono>

namespace s2::devices {

double uncontrolled_cost(const Day& day, double grid_fee_eur_kwh, double own_use_w) {
  // Load and production are known per half hour, and prices do not change within one.
  constexpr Duration half_hour = std::chrono::minutes(30);
  constexpr double kwh_per_w = 0.5 / 1000;
  double cost = 0;
  for (int i = 0; i < 48; ++i) {
    const Time from = day.start + half_hour * i;
    const Time until = from + half_hour;
    const double grid_w = day.load_w.mean(from, until) + own_use_w - day.pv_w.mean(from, until);
    const double fee = grid_w > 0 ? grid_fee_eur_kwh : 0;
    cost += grid_w * kwh_per_w * (day.price_eur_kwh.mean(from, until) + fee);
  }
  return cost;
}

}  // namespace s2::devices
