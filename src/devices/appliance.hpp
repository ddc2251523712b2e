#pragma once
// Appliance: what every simulated device does alike, so that battery, PV and load are left with what is their own.

#include "outbox.hpp"

#include <s2/devices.hpp>

namespace s2::devices {

/// How often power is measured at least, and by how much it must have changed to be measured in between.
inline constexpr Duration measurement_interval = std::chrono::minutes(1);
/// See measurement_interval; W.
inline constexpr double measurement_step_w = 100;

/// Moves from event to event, keeps track of the session, measures and forecasts. What a derived class does at a moment
/// it does at now(); all its messages go through outbox().
class Appliance : public Device {
 public:
  void on(const Event& event, Time now) final;
  void step(Time now) final;
  std::vector<Message> take_messages() final { return outbox_.take(); }

 protected:
  explicit Appliance(Time now) : now_(now) {}

  /// The control type it can be steered by.
  virtual ControlType control_type() const = 0;
  /// Power at the grid connection now, W.
  virtual double power() const = 0;
  /// The moment of its next event (an instruction falls due, a limit is reached); a later one than now() or none.
  virtual std::optional<Time> next_event() const { return std::nullopt; }
  /// Moves the physics to `until`; there is no event on the way.
  virtual void move(Time until) = 0;
  /// Does what is due now.
  virtual void happen() {}
  /// Says what is worth saying now, beyond power and forecast. Called while its control type is active.
  virtual void tell() {}
  /// Its control type became active: says everything from scratch.
  virtual void activated() {}
  /// Nobody steers it any more: drops instructions and goes to where it is safe. Nothing can be reported.
  virtual void released() {}
  /// A message came while its control type is active.
  virtual void received(const Message&) {}
  /// The session ended an instruction and reported it: it was revoked, or lost its basis. It is not carried out any
  /// more.
  virtual void ended(const Id&) {}
  /// What it expects of its power; none when it makes no forecasts.
  virtual std::optional<PowerForecast> forecast() const { return std::nullopt; }

  /// The moment it has come to.
  Time now() const { return now_; }
  /// Where messages go.
  Outbox& outbox() { return outbox_; }
  /// Measures the power if it is time, or if it has changed enough.
  void measure();

 private:
  void advance(Time until);
  void enter(ControlType next);
  void leave();
  void say_forecast();

  Time now_;
  Outbox outbox_;
  bool online_ = false;  // a session is initialised
  bool active_ = false;  // … and our control type selected
  std::optional<Time> measured_at_;
  double measured_w_ = 0;
  std::optional<Time> forecast_due_;
};

}  // namespace s2::devices
