#pragma once
// Simulated appliances: physics on one side, the Resource Manager's words on the other. Pure: time comes in, messages
// go out; what looks like chance comes from the seed in the settings.
//
// All appliances belong to one house with a three-phase connection and report ELECTRIC.POWER.3_PHASE_SYMMETRIC, so the
// power at the grid connection is the sum of what they report. Why three phases: the inverters are larger than the
// 4.6 kVA that may feed one phase in the market the prices are from (VDE-AR-N 4105), and the measured load is known as
// a total only.

#include <s2/base/finding.hpp>
#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/model/message.hpp>
#include <s2/session.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace s2::devices {

/// What an appliance shows to whoever looks at it.
struct Reading {
  double power{};                    ///< W at the grid connection; positive consumes, negative produces
  std::optional<double> fill_level;  ///< fill level, in the unit of its description; storages only
  std::string activity;              ///< what it does now, in a few words, e.g. "charging at 3.2 kW"
};

/// Bounds on what an energy manager can make an appliance keep or do. Each is tested at N and N+1.
struct DeviceLimits {
  /// Instructions kept for later; further ones are REJECTED.
  static constexpr std::size_t pending_instructions = 256;
  /// How far ahead an instruction may lie; later ones are REJECTED. Source: rule catalogue, C.13, "far future".
  static constexpr Duration execution_ahead = std::chrono::hours(366 * 24);
};

/// A simulated appliance with its Resource Manager. Drive it with the events of an RmSession and with time; send what
/// take_messages() returns through that session. It starts over when its session starts over; its physics does not.
class Device {
 public:
  virtual ~Device() = default;

  /// What the RM says about itself, the same for every session.
  virtual ResourceManagerDetails details() const = 0;

  /// Something happened in the session: initialised, control type changed, instruction received, ended.
  virtual void on(const Event& event, Time now) = 0;

  /// Moves the physics to `now`, which never goes back, and says what has to be said (measurements, statuses). Exact
  /// however far apart the calls are; instructions take effect at their time, not at the next call. Measurements are
  /// made at the calls only, so call it at least once a minute.
  virtual void step(Time now) = 0;

  /// Messages to send, oldest first; each is handed out once. Message ids are empty (the session fills them in).
  virtual std::vector<Message> take_messages() = 0;

  /// The present state, as of the last step.
  virtual Reading reading() const = 0;
};

/// Values over time at a constant step, e.g. W or EUR/kWh. Outside the series the nearest value counts.
struct Series {
  Time start;                  ///< begin of the first value
  Duration step{};             ///< length of each value
  std::vector<double> values;  ///< one per step, held constant over it

  /// The value that holds at a moment; 0 when the series is empty.
  double at(Time moment) const;
  /// The mean over a span; `until` after `from`.
  double mean(Time from, Time until) const;
};

/// A home battery behind an inverter. Fill level is the state of charge in percent.
struct BatterySettings {
  std::string name = "battery";       ///< shown to users
  double capacity_wh = 10'000;        ///< usable energy between 0 and 100 %, Wh
  double power_w = 5'000;             ///< inverter rating both ways, W AC
  double initial_percent = 40;        ///< state of charge at the start, %
  double min_percent = 15;            ///< the CEM shall not go below, %
  double max_percent = 95;            ///< the CEM shall not go above, %
  double cell_efficiency = 0.98;      ///< one way, energy stored per energy into the cells
  double inverter_efficiency = 0.97;  ///< one way, at rated load
  double standby_w = 15;              ///< own use of the electronics, W
  Duration transition{1'000};         ///< time to change between charging, idle and discharging
};

/// The first thing about the settings that cannot be, as S2CPP-DEVICE with the member as pointer; empty when
/// make_battery may have them.
std::optional<Finding> flaw_of(const BatterySettings& settings);

/// The home battery as an FRBC device with the modes charge, idle and discharge. It stops by itself at the ends of its
/// fill-level range, and goes idle when no energy manager controls it any more.
std::unique_ptr<Device> make_battery(BatterySettings settings, Time now);

/// A photovoltaic system that can be curtailed.
struct PvSettings {
  std::string name = "pv";          ///< shown to users
  double peak_w = 5'000;            ///< inverter rating, W AC
  Duration curtailment_lag{3'000};  ///< time constant with which a new limit takes hold
  Series available_w;               ///< what the sun would allow, W, positive
  std::uint64_t seed = 1;           ///< decides the error of its forecasts
};

/// As flaw_of for a battery.
std::optional<Finding> flaw_of(const PvSettings& settings);

/// The photovoltaic system as a PEBC device. Outside a power envelope, and when no energy manager controls it any more,
/// it produces what the sun allows.
std::unique_ptr<Device> make_pv(PvSettings settings, Time now);

/// What a household uses that nobody steers.
struct LoadSettings {
  std::string name = "load";  ///< shown to users
  Series load_w;              ///< consumption, W, positive
  Series forecast_w = {};     ///< what was to be expected, W; derived from load_w and the seed when empty
  bool lively = true;         ///< swings within each step of load_w as a household does, the mean unchanged
  std::uint64_t seed = 1;     ///< decides the swings, and the error of a derived forecast
};

/// The household load as a NOT_CONTROLABLE device with measurements and forecasts.
std::unique_ptr<Device> make_load(LoadSettings settings, Time now);

/// One embedded real day and the day after it, 48 hours in all, so that a manager can look at tomorrow: prices, load
/// and sun. Origin and licence: src/devices/data/README.md.
struct Day {
  std::string name;        ///< how it is chosen, e.g. "2024-05-12"
  std::string text;        ///< what is special about it, in a few words
  Time start;              ///< local midnight, where all series begin
  Series price_eur_kwh;    ///< day-ahead market price, EUR/kWh, without taxes
  Series load_w;           ///< household load, W
  Series pv_w;             ///< photovoltaic production, W, positive
  Series load_forecast_w;  ///< mean load of the four weeks before at the same time of day, W
};

/// The days that come with the program, the default first.
const std::vector<Day>& embedded_days();

/// What the first 24 hours of a day cost when nobody controls anything, EUR: load minus production at the market price,
/// which is also paid for what is fed in; negative is an income. `grid_fee_eur_kwh` comes on top of what is bought.
/// `own_use_w` is drawn all the time, e.g. by an idle battery.
double uncontrolled_cost(const Day& day, double grid_fee_eur_kwh = 0, double own_use_w = 0);

}  // namespace s2::devices
