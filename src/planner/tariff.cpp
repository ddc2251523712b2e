// Prices of energy over time.

#include "tariff.hpp"

#include "bounds.hpp"
#include "timeline.hpp"

#include <algorithm>

namespace s2::planner {
namespace {

// Stands for a price nobody told: high enough that own energy is worth keeping.
constexpr double ordinary_eur_kwh = 0.30;
constexpr Duration last_price{60 * 60'000};
constexpr Duration day{24 * 60 * 60'000};

// The next boundary of a slot on the clock.
Time slot_end(Time moment) {
  constexpr std::int64_t length = Pace::slot.count() / 1000;
  const std::int64_t into = ((moment.seconds % length) + length) % length;
  return {moment.seconds - into + length, 0};
}

}  // namespace

double Slot::hours() const { return seconds_between(from, until) / 3600; }

Tariff::Tariff(const Home& home)
    : fee_(home.grid_fee_eur_kwh), feed_in_(home.feed_in_eur_kwh), feed_in_at_price_(home.feed_in_at_price) {
  set_prices(home.prices);
}

void Tariff::set_prices(std::vector<Price> prices) {
  prices_ = std::move(prices);
  std::stable_sort(prices_.begin(), prices_.end(), [](const Price& a, const Price& b) { return a.from < b.from; });
}

std::vector<Price>::const_iterator Tariff::period(Time moment) const {
  const auto after = std::upper_bound(prices_.begin(), prices_.end(), moment,
                                      [](Time wanted, const Price& price) { return wanted < price.from; });
  if (after == prices_.begin() || moment >= known_until()) return prices_.end();
  return std::prev(after);
}

Time Tariff::known_until() const { return prices_.empty() ? first_time : prices_.back().from + last_price; }

std::optional<double> Tariff::market(Time moment) const {
  const auto found = period(moment);
  if (found == prices_.end()) return std::nullopt;
  return found->eur_per_kwh;
}

std::optional<double> Tariff::next_market(Time moment) const {
  const auto after = std::upper_bound(prices_.begin(), prices_.end(), moment,
                                      [](Time wanted, const Price& price) { return wanted < price.from; });
  if (after == prices_.end()) return std::nullopt;
  return after->eur_per_kwh;
}

double Tariff::buy(Time moment) const {
  const auto price = market(moment);
  return price ? *price + fee_ : ordinary_eur_kwh;
}

double Tariff::sell(Time moment) const {
  if (!feed_in_at_price_) return feed_in_;
  return market(moment).value_or(0);
}

Time Tariff::feed_in_costs_until(Time moment) const {
  if (sell(moment) >= 0) return moment;
  if (!feed_in_at_price_) return moment + day;
  for (auto price = std::next(period(moment)); price != prices_.end(); ++price) {
    if (price->eur_per_kwh >= 0) return price->from;
  }
  return known_until();
}

std::vector<Slot> Tariff::slots(Time now) const {
  const Time end = known_until() > now ? known_until() : now + day;
  std::vector<Slot> slots;
  for (Time from = now; from < end && slots.size() < Bounds::slots;) {
    const Time until = slot_end(from);
    slots.push_back({from, until, buy(from), sell(from)});
    from = until;
  }
  return slots;
}

double Tariff::cheapest() const {
  if (prices_.empty()) return ordinary_eur_kwh;
  double lowest = prices_.back().eur_per_kwh;
  for (const auto& price : prices_) {
    if (price.from + day >= known_until()) lowest = std::min(lowest, price.eur_per_kwh);
  }
  return std::max(0.0, lowest + fee_);
}

}  // namespace s2::planner
