// The simulated appliances through every embedded day, in real sessions with the energy manager.

#include "fake_battery.hpp"

#include <s2/devices.hpp>
#include <s2/planner.hpp>

#include <gtest/gtest.h>

#include <map>
#include <memory>

namespace s2::planner::test {
namespace {

constexpr Duration step{60'000};
constexpr double step_h = 60.0 / 3600;

// UUIDs in a row, distinct for every source.
IdSource uuids(int source) {
  return [source, next = std::make_shared<int>(0)] {
    std::string tail = std::to_string(1'000'000'000'000LL + source * 100'000'000LL + ++*next);
    return Id("00000000-0000-4000-8000-" + tail.substr(tail.size() - 12));
  };
}

// One appliance, its session, and the manager's session with it.
struct Guest {
  Guest(std::unique_ptr<devices::Device> appliance, int number, Time now)
      : device(std::move(appliance)),
        rm({}, device->details(), uuids(10 + number), now),
        cem({}, uuids(20 + number), now) {}

  std::unique_ptr<devices::Device> device;
  RmSession rm;
  CemSession cem;
};

// The house of the demonstration.
class EmbeddedDay : public testing::TestWithParam<std::size_t> {
 protected:
  const devices::Day& day = devices::embedded_days()[GetParam()];
  Time now = day.start;
  devices::BatterySettings battery;
  std::unique_ptr<EnergyManager> manager;
  std::map<DeviceKey, Guest> guests;
  std::map<DeviceKey, int> instructions;
  std::map<std::string, int> remarks;  // findings of either side, with how often

  void open(const Home& home) {
    manager = std::make_unique<EnergyManager>(home, uuids(1));
    devices::PvSettings pv;
    pv.available_w = day.pv_w;
    devices::LoadSettings load;
    load.load_w = day.load_w;
    load.forecast_w = day.load_forecast_w;
    guests.emplace(1, Guest(devices::make_load(load, now), 1, now));
    guests.emplace(2, Guest(devices::make_pv(pv, now), 2, now));
    guests.emplace(3, Guest(devices::make_battery(battery, now), 3, now));
  }

  void hear(DeviceKey key, const Event& event) {
    if (const auto* refused = std::get_if<Refused>(&event)) {
      for (const auto& finding : refused->findings) ++remarks["cem refused: " + finding.rule + " " + finding.text];
    }
    if (const auto* received = std::get_if<Received>(&event)) {
      for (const auto& note : received->notes) ++remarks["cem noted: " + note.rule + " " + note.text];
      if (const auto* update = std::get_if<InstructionStatusUpdate>(&received->message)) {
        if (update->status_type == InstructionStatus::rejected) ++remarks["rejected"];
      }
    }
    if (const auto* noticed = std::get_if<Noticed>(&event)) ++remarks["noticed: " + noticed->finding.text];
    manager->on(key, event, now);
  }

  void pump(DeviceKey key, Guest& guest) {
    for (bool busy = true; busy;) {
      busy = false;
      for (auto& message : guest.device->take_messages()) {
        if (auto sent = guest.rm.send(std::move(message), now); !sent) ++remarks["rm: " + sent.error().text];
        busy = true;
      }
      while (auto frame = guest.rm.next_frame()) guest.cem.receive(*frame, now), busy = true;
      while (auto frame = guest.cem.next_frame()) guest.rm.receive(*frame, now), busy = true;
      while (auto event = guest.rm.next_event()) {
        if (const auto* refused = std::get_if<Refused>(&*event)) {
          for (const auto& finding : refused->findings) ++remarks["rm refused: " + finding.rule + " " + finding.text];
        }
        guest.device->on(*event, now);
        busy = true;
      }
      while (auto event = guest.cem.next_event()) hear(key, *event), busy = true;
    }
  }

  void pump_all() {
    for (auto& [key, guest] : guests) pump(key, guest);
  }

  void obey_manager() {
    for (const auto& order : manager->plan(now)) {
      Guest& guest = guests.at(order.device);
      if (auto sent = guest.cem.send(order.message, now); !sent) ++remarks["cem: " + sent.error().text];
      if (message_type_of(kind_of(order.message)).is_instruction) ++instructions[order.device];
      pump(order.device, guest);
    }
  }

  // The whole day with this fee on what is bought, EUR/kWh; judges it.
  void spend_the_day(double fee);

  // One step of the house; what it draws from the grid, W.
  double live() {
    for (auto& [key, guest] : guests) guest.device->step(now);
    pump_all();
    obey_manager();
    now = now + step;
    for (auto& [key, guest] : guests) guest.device->step(now);
    double grid = 0;
    for (auto& [key, guest] : guests) grid += guest.device->reading().power;
    return grid;
  }
};

std::vector<Price> prices_of(const devices::Day& day) {
  std::vector<Price> prices;
  const auto& series = day.price_eur_kwh;
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    prices.push_back({series.start + series.step * static_cast<int>(i), series.values[i]});
  }
  return prices;
}

void EmbeddedDay::spend_the_day(double fee) {
  SCOPED_TRACE(day.name);
  Home home;
  home.prices = prices_of(day);
  home.grid_fee_eur_kwh = fee;
  open(home);
  double cost = 0, cheapest = 1e9;
  while (now < day.start + Duration{24 * 3'600'000}) {
    const double price = day.price_eur_kwh.at(now);
    const double grid = live();
    cost += grid / 1000 * step_h * (grid > 0 ? price + fee : price);
    cheapest = std::min(cheapest, price + fee);
    const double level = *guests.at(3).device->reading().fill_level;
    EXPECT_GE(level, battery.min_percent) << format_time(now);
    EXPECT_LE(level, battery.max_percent + 1e-6) << format_time(now);
    EXPECT_LE(std::abs(grid), home.fuse_w) << format_time(now);
  }
  const double left_kwh = (*guests.at(3).device->reading().fill_level - battery.initial_percent) / 100 * 10;
  const double with = cost - left_kwh * std::max(0.0, cheapest);
  const double without = devices::uncontrolled_cost(day, fee, battery.standby_w);
  EXPECT_LT(with, without);
  EXPECT_LE(instructions[3], 24 * 30);
  for (const auto& [remark, times] : remarks) ADD_FAILURE() << times << " times: " << remark;
}

TEST_P(EmbeddedDay, SavesMoneyAtTheMarketPrice) { spend_the_day(0); }

TEST_P(EmbeddedDay, SavesMoneyWithAFeeOnTop) { spend_the_day(0.15); }

INSTANTIATE_TEST_SUITE_P(Days, EmbeddedDay, testing::Range(std::size_t{0}, devices::embedded_days().size()));

}  // namespace
}  // namespace s2::planner::test
