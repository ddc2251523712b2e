#pragma once
// The energy manager's mind: from what devices said about themselves, prices and forecasts to instructions. Pure.

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/message.hpp>
#include <s2/session.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace s2::planner {

/// A price that holds from a moment until the next one.
struct Price {
  Time from;           ///< begin
  double eur_per_kwh;  ///< price of energy from the grid, EUR/kWh
};

/// What a home is like for its energy manager.
struct Home {
  double fuse_w = 3 * 25 * 230.0;    ///< largest power from or to the grid, W
  std::vector<Price> prices;         ///< known prices, in order of time; the last one holds for an hour
  double grid_fee_eur_kwh = 0.0;     ///< on top of the price for what is bought, EUR/kWh
  double feed_in_eur_kwh = 0.0;      ///< fixed payment for what is fed in, EUR/kWh
  bool feed_in_at_price = true;      ///< fed-in energy is paid at the market price instead
  int phases = 3;                    ///< phases the fuse is divided over: 1 or 3, each with an equal part of fuse_w
  double cycle_cost_eur_kwh = 0.01;  ///< what a kWh out of a storage must earn besides its losses: wear, EUR/kWh
};

/// Names one device for the energy manager: what its connection is called.
using DeviceKey = std::size_t;

/// A message to be sent to a device.
struct Order {
  DeviceKey device;  ///< to whom
  Message message;   ///< SelectControlType or an instruction, with the message_id to send it with
  std::string why;   ///< the reason in a few words, for people, e.g. "cheap hour: 4.1 ct"; prices are what a kWh
                     ///< costs with all fees, or earns
};

/// What the manager believes and intends, for people to look at.
struct Outlook {
  double grid_w{};                           ///< sum of the measured power of all devices, W
  double load_w{};                           ///< what cannot be steered, W
  std::optional<double> price_eur_kwh;       ///< price now
  std::optional<double> next_price_eur_kwh;  ///< price of the next period
  std::string intent;                        ///< one sentence: what it does now and why
};

/// Steers the devices of one home: charges storages in the cheapest hours and on surplus, covers the load from them in
/// the dear ones, curtails production when feeding in costs money, never exceeds the fuse, never instructs what a
/// description does not allow.
class EnergyManager {
 public:
  /// A manager of one home. `ids` names the instructions.
  EnergyManager(Home home, IdSource ids);
  ~EnergyManager();
  EnergyManager(EnergyManager&&) noexcept;
  EnergyManager& operator=(EnergyManager&&) noexcept;

  /// Replaces the known prices, e.g. when those of tomorrow are published.
  void set_prices(std::vector<Price> prices);

  /// A device said or did something in its session; Ended makes the manager forget it.
  void on(DeviceKey device, const Event& event, Time now);

  /// Decides what to send now. Sends nothing that would change nothing. Call it after events and at a steady rhythm:
  /// how often it is called tells it how long its orders must hold.
  std::vector<Order> plan(Time now);

  /// An order was not sent after all, e.g. because the session refused it; it counts as refused by the device.
  void not_sent(const Order& order, Time now);

  /// What it believes and intends.
  Outlook outlook(Time now) const;

 private:
  struct Mind;
  std::unique_ptr<Mind> mind_;
};

}  // namespace s2::planner
