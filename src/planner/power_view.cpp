// What a device draws, now and later.

#include "power_view.hpp"

#include <algorithm>

namespace s2::planner {
namespace {

constexpr std::int64_t slot_seconds = Pace::slot.count() / 1000;
// Production that nobody forecasts is not counted on beyond this; the sun sets.
constexpr Duration trust_in_production{2 * 60 * 60'000};

std::int64_t slot_of(Time moment) {
  return moment.seconds >= 0 ? moment.seconds / slot_seconds : (moment.seconds + 1) / slot_seconds - 1;
}

std::size_t place_in_day(std::int64_t slot) {
  constexpr std::int64_t day = 96;
  return static_cast<std::size_t>(((slot % day) + day) % day);
}

}  // namespace

void PowerView::take(const PowerMeasurement& measurement, Time now) {
  for (const auto& [quantity, value] : measurement.values) {
    if (!is_electric_power(quantity)) continue;
    measured_.insert_or_assign(quantity, Measured{value, now});
    measured_at_ = now;
  }
  if (measured_at_ == now) learn(now);
}

void PowerView::take(const PowerForecast& forecast, Time now) {
  forecast_.replace(forecast.start_time, forecast.elements, now, [](const PowerForecastElement& element) {
    std::vector<PowerValue> expected;
    for (const auto& value : element.power_values) {
      expected.push_back({value.commodity_quantity, value.value_expected});
    }
    return flow_of(expected).value_or(Flow{});
  });
}

std::optional<Flow> PowerView::measured() const {
  std::vector<PowerValue> values;
  for (const auto& [quantity, measured] : measured_) values.push_back({quantity, measured.value});
  // A device of three phases that has reported one of them so far is no single-phase device.
  for (const auto quantity : announced_) {
    if (is_electric_power(quantity) && !measured_.empty() && !measured_.contains(quantity)) {
      const bool shadowed = measured_.contains(CommodityQuantity::electric_power_3_phase_symmetric) ||
                            quantity == CommodityQuantity::electric_power_3_phase_symmetric;
      if (!shadowed) values.push_back({quantity, 0});
    }
  }
  return flow_of(values);
}

Flow PowerView::present(Time now) const {
  const auto last = measured();
  if (last && now - *measured_at_ <= Pace::measurement_life) return *last;
  if (auto expected = forecast(now)) return *expected;
  return last.value_or(Flow{});
}

std::optional<Flow> PowerView::forecast(Time moment) const {
  if (const Flow* flow = forecast_.at(moment)) return *flow;
  return std::nullopt;
}

Flow PowerView::expected(Time from, Time until, Time now) const {
  const double length = seconds_between(from, until);
  if (length <= 0) return present(now);
  Flow mean;
  double covered = 0;
  forecast_.within(from, until, [&](const Flow& flow, double seconds) {
    mean += flow.scaled(seconds / length);
    covered += seconds;
  });
  if (covered < length) mean += unforeseen(from, until, now).scaled(1 - covered / length);
  return mean;
}

Flow PowerView::unforeseen(Time from, Time until, Time now) const {
  // A slot that has begun is better known from the present than from yesterday.
  if (from > now) {
    const std::int64_t slot = slot_of(from);
    const Habit& habit = habits_[place_in_day(slot)];
    if (habit.samples > 0 && habit.slot < slot) return habit.mean;
  }
  const Flow flow = measured().value_or(Flow{});
  if (flow.total < 0 && until - now > trust_in_production) return {};
  return flow;
}

void PowerView::learn(Time now) {
  const auto flow = measured();
  if (!flow) return;
  const std::int64_t slot = slot_of(now);
  Habit& habit = habits_[place_in_day(slot)];
  if (habit.slot != slot) habit = {slot, 0, {}};
  ++habit.samples;
  const double weight = 1.0 / habit.samples;
  habit.mean = habit.mean.scaled(1 - weight) + flow->scaled(weight);
}

}  // namespace s2::planner
