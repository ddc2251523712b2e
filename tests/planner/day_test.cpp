// Whole days: random homes under a perfect forecast.

#include "fake_home.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace s2::planner::test {
namespace {

// Random quarter hours that stay the same when asked twice.
Profile random_profile(std::mt19937& random, double most, bool sun) {
  std::vector<double> values;
  std::uniform_real_distribution<double> share(0, 1);
  for (int i = 0; i < 96 * 3; ++i) {
    const double hour = (i % 96) / 4.0;
    const double height = sun ? std::max(0.0, std::sin((hour - 6) / 12 * 3.14159)) : 1;
    values.push_back(std::round(most * share(random) * height));
  }
  return [values](Time moment) {
    const auto slot = static_cast<std::size_t>((moment.seconds - at(0).seconds) / 900);
    return values[slot % values.size()];
  };
}

std::vector<Price> random_prices(std::mt19937& random, double low, double high) {
  std::uniform_real_distribution<double> price(low, high);
  std::vector<Price> prices;
  for (int hour = 0; hour < 24; ++hour) prices.push_back({at(hour), price(random)});
  return prices;
}

// What the energy left in the batteries more or less than before is worth: what it saves in the cheapest hour.
double value_of_change(const FakeHome& home, const std::vector<double>& before) {
  double cheapest = 1e9;
  for (const auto& price : home.home.prices) cheapest = std::min(cheapest, price.eur_per_kwh);
  cheapest = std::max(0.0, cheapest + home.home.grid_fee_eur_kwh);
  double value = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto& nature = home.batteries[i].nature();
    const double wh = (home.batteries[i].level() - before[i]) / 100 * nature.capacity_wh * nature.efficiency;
    value += wh / 1000 * cheapest;
  }
  return value;
}

FakeHome random_home(std::mt19937& random, const Home& home) {
  std::uniform_int_distribution<int> count(1, 3), style(0, style_count - 1), few(0, 2);
  std::uniform_real_distribution<double> share(0, 1);
  FakeHome fake(home, random_profile(random, 4'000, false));
  const int batteries = count(random);
  for (int i = 0; i < batteries; ++i) {
    BatteryNature nature;
    nature.style = static_cast<Style>(style(random));
    nature.capacity_wh = 4'000 + 10'000 * share(random);
    nature.power_w = 2'000 + 4'000 * share(random);
    nature.efficiency = nature.style == Style::descending ? 1 : 0.9 + 0.09 * share(random);
    if (few(random) == 0 && nature.style != Style::descending) nature.taper_above = 70;
    fake.batteries.emplace_back(nature, 15 + 70 * share(random));
  }
  const int panels = few(random);
  for (int i = 0; i < panels; ++i)
    fake.panels.push_back({random_profile(random, 5'000, true), 5'000, few(random) > 0, {}});
  return fake;
}

class RandomDay : public testing::TestWithParam<unsigned> {};

TEST_P(RandomDay, CostsNoMoreThanNoControlAndBreaksNothing) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  std::mt19937 random(GetParam());
  Home home;
  std::uniform_real_distribution<double> share(0, 1);
  home.prices = random_prices(random, share(random) < 0.3 ? -0.1 : 0.02, 0.4);
  home.grid_fee_eur_kwh = share(random) < 0.5 ? 0 : 0.12;
  home.feed_in_at_price = share(random) < 0.7;
  home.feed_in_eur_kwh = 0.05 * share(random);
  home.fuse_w = 9'000 + 9'000 * share(random);
  FakeHome fake = random_home(random, home);
  std::vector<double> before;
  for (const auto& battery : fake.batteries) before.push_back(battery.level());

  constexpr Duration step{60'000};
  fake.run(at(0), at(24), step);
  const double without = fake.uncontrolled_cost(at(0), at(24), step);
  const double with = fake.cost - value_of_change(fake, before);
  EXPECT_LE(with, without + 0.02) << "saving " << without - with;
  EXPECT_TRUE(fake.objections.empty()) << fake.objections.front();
  EXPECT_LE(fake.heaviest_w, home.fuse_w);
  EXPECT_GE(fake.lowest_level, 10 - 1e-6);
  EXPECT_LE(fake.highest_level, 90 + 1e-6);
  EXPECT_LE(fake.most_in_an_hour, 60);
  RecordProperty("saving_ct", static_cast<int>(100 * (without - with)));
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomDay, testing::Range(1U, 17U));

}  // namespace
}  // namespace s2::planner::test
