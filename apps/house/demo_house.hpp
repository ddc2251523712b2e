#pragma once
// DemoHouse: an energy manager, a battery, a photovoltaic system and a household in one process, talking over real
// WebSockets on the loopback, in virtual time.

#include <house/bill.hpp>
#include <house/cem_host.hpp>
#include <house/dashboard.hpp>
#include <house/day_track.hpp>
#include <house/device_host.hpp>
#include <house/steered_end.hpp>
#include <house/traffic.hpp>
#include <house/trouble.hpp>
#include <house/virtual_clock.hpp>
#include <house/wiring.hpp>

#include <s2/devices.hpp>
#include <s2/planner.hpp>
#include <s2/transport.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

namespace s2::house {

/// What a demonstration is made of.
struct DemoSettings {
  devices::Day day;                    ///< the day it lives through
  std::uint64_t seed = 1;              ///< decides ids and the errors of forecasts
  devices::BatterySettings battery;    ///< the battery
  planner::Home home;                  ///< fuse and tariff; the prices are those of the day
  Duration step{10'000};               ///< between two steps of the physics; divides the day
  std::vector<Trouble> troubles = {};  ///< what goes wrong meanwhile
};

/// Lives through one day. Time moves only when every socket is quiet, and one thing happens at a time, so the same seed
/// gives the same conversation on any machine. Loop, wiring and watchers outlive it.
class DemoHouse {
 public:
  /// Longest real time without movement on the sockets before something must be broken.
  static constexpr Duration patience{30'000};
  /// Length of the slots of track().
  static constexpr Duration track_slot{5 * 60 * 1000};

  /// What the devices are called.
  static std::vector<std::string> device_names();

  /// Asked before time moves to a moment: waits as long as it likes, running loop(); false ends the day early.
  using Pace = std::function<bool(Time next)>;

  /// A house that is not connected yet; the wiring runs in the same loop. `cem_side` sees both directions at the energy
  /// manager, `rm_side` the events at the devices.
  DemoHouse(DemoSettings settings, transport::Loop& loop, Wiring& wiring, Watcher& cem_side, Watcher& rm_side);
  ~DemoHouse();

  /// Connects everybody and lives through the day, or until the pace says stop; then all sessions end in good order.
  /// Fails as the wiring does, or with "S2CPP-STUCK" when the sockets do not come to rest.
  Result<void> live(const Pace& pace);

  /// The loop everything runs in.
  transport::Loop& loop() { return loop_; }
  /// The bill so far.
  const Bill& bill() const { return bill_; }
  /// How the day went so far.
  const DayTrack& track() const { return track_; }
  /// What went wrong so far, and what it cost.
  const TroubleBook& troubles() const { return book_; }
  /// The house right now; messages and findings are left for the caller to fill in.
  HomeView view() const;

 private:
  struct LastOrders;

  void add_device(std::unique_ptr<devices::Device> device, const std::string& name);
  Result<void> listen();
  SessionOptions session_options() const;
  Dial dial(const std::string& name);
  std::unique_ptr<transport::Connection> steered(std::unique_ptr<transport::Connection> end, bool is_device);
  void start_manager();
  void arrange(std::size_t trouble);
  void cut(std::size_t trouble);
  void slow_down(const Trouble& trouble, Duration late);
  void stop_manager(std::size_t trouble);
  void count_torn(std::size_t trouble, const std::string& rm);
  void sample();
  Result<void> settle();
  Result<void> ring_until(Time end, const Pace& pace);
  Result<void> say_goodbye();

  DemoSettings settings_;
  transport::Loop& loop_;
  Wiring& wiring_;
  VirtualClock clock_;
  Traffic traffic_;
  std::unique_ptr<LastOrders> orders_;
  TroubleBook book_;
  Watchers cem_watchers_;
  Watchers rm_watchers_;
  std::map<std::string, std::shared_ptr<Wire>> wires_;  // by path
  int lives_ = 0;                                       // of the energy manager, so far
  std::optional<CemHost> cem_;                          // none while it is down
  std::optional<Finding> broken_;                       // what goes wrong although nothing should
  std::vector<std::pair<std::string, std::unique_ptr<DeviceHost>>> devices_;
  Bill bill_;
  DayTrack track_;
  Alarm next_sample_;
  Time last_sample_;
  std::vector<std::unique_ptr<Alarm>> agenda_;  // of the troubles
};

/// The house that `s2 demo` shows: a tariff at market prices, an ordinary fuse, the default devices.
DemoSettings demo_settings(devices::Day day, std::uint64_t seed);

}  // namespace s2::house
