#include "appliance.hpp"

#include "forecast.hpp"
#include "house.hpp"
#include "span.hpp"

#include <algorithm>
#include <cmath>

namespace s2::devices {
namespace {

constexpr double shown_power_w = 0.1;

// The first moment after `now` at which a new forecast is made: the full hour.
Time next_hour(Time now) {
  constexpr std::int64_t interval = std::chrono::duration_cast<std::chrono::seconds>(forecast_interval).count();
  return {(now.seconds / interval + 1) * interval, 0};
}

}  // namespace

void Appliance::on(const Event& event, Time now) {
  advance(now);
  if (std::holds_alternative<Initialised>(event)) {
    online_ = true;
    measured_at_.reset();
    forecast_due_ = now_;
  } else if (const auto* change = std::get_if<ControlTypeChanged>(&event)) {
    enter(change->control_type);
  } else if (const auto* message = std::get_if<Received>(&event)) {
    if (active_) received(message->message);
  } else if (const auto* instruction = std::get_if<InstructionEnded>(&event)) {
    if (active_) ended(instruction->instruction_id);
  } else if (std::holds_alternative<Ended>(event)) {
    leave();
  }
  step(now_);
}

void Appliance::step(Time now) {
  advance(now);
  happen();
  if (!online_) return;
  measure();
  say_forecast();
  if (active_) tell();
}

// From event to event: what happens between two calls happens at its own time.
void Appliance::advance(Time until) {
  while (now_ < until) {
    happen();
    Time next = until;
    if (const auto event = next_event()) next = std::min(until, std::max(*event, now_ + Duration{1}));
    move(next);
    now_ = next;
  }
}

void Appliance::enter(ControlType next) {
  if (active_) released();
  active_ = next == control_type();
  outbox_.keep_allowed(phase_of(next));
  if (active_) activated();
}

void Appliance::leave() {
  released();
  online_ = active_ = false;
  outbox_.clear();
}

void Appliance::measure() {
  if (!online_) return;
  const double present = rounded(power(), shown_power_w);
  const bool due = !measured_at_ || now_ >= *measured_at_ + measurement_interval;
  if (!due && std::abs(present - measured_w_) < measurement_step_w) return;
  measured_at_ = now_;
  measured_w_ = present;
  outbox_.say(PowerMeasurement{.message_id = {},
                               .measurement_timestamp = now_,
                               .values = {{.commodity_quantity = power_quantity, .value = present}}});
}

void Appliance::say_forecast() {
  if (!forecast_due_ || now_ < *forecast_due_) return;
  if (auto expected = forecast()) outbox_.say(std::move(*expected));
  forecast_due_ = next_hour(now_);
}

}  // namespace s2::devices
