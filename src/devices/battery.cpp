// The home battery: its Resource Manager. What it says is in battery_description, what it does in battery_physics.

#include "agenda.hpp"
#include "appliance.hpp"
#include "battery_description.hpp"
#include "house.hpp"
#include "identity.hpp"
#include "span.hpp"
#include "words.hpp"

#include <algorithm>
#include <cmath>

namespace s2::devices {
namespace {

using Mode = BatteryMode;
using enum InstructionStatus;

constexpr double told_level_step = 1;                               // %: a change worth telling
constexpr Duration told_level_interval = std::chrono::minutes(15);  // told again even without one
constexpr double shown_level = 0.001;                               // %
constexpr double level_tolerance = 1e-9;                            // %: rounding, not charge

// What the inverter is set to, and how it came to be.
struct Setting {
  Mode mode = Mode::idle;
  double factor = 0;
  bool abnormal = false;             // instructed under an abnormal condition: beyond the fill-level range
  std::optional<Mode> previous;      // the mode before; none until the first change
  Time changed_at;                   // when the change from it began
  std::optional<Time> effective_at;  // while the change is going on
  std::optional<Id> instruction;     // STARTED and not yet SUCCEEDED
};

class Battery final : public Appliance {
 public:
  Battery(BatterySettings settings, Time now)
      : Appliance(now),
        settings_(std::move(settings)),
        ids_(battery_ids(settings_.name)),
        physics_(settings_),
        description_(describe(physics_, settings_, now)) {}

  ResourceManagerDetails details() const override;
  Reading reading() const override;

 protected:
  ControlType control_type() const override { return ControlType::fill_rate_based_control; }
  double power() const override;
  std::optional<Time> next_event() const override;
  void move(Time until) override;
  void happen() override;
  void tell() override;
  void activated() override;
  void released() override;
  void received(const Message& message) override;
  void ended(const Id& instruction) override { agenda_.remove(instruction); }

 private:
  void accept(const frbc::Instruction& instruction);
  std::optional<std::string> objection(const frbc::Instruction& instruction) const;
  void execute_due();
  void start(const frbc::Instruction& instruction);
  void set(Mode mode, double factor);
  void finish_change();
  void stop_at_the_end();
  void abort_running();

  bool is_spent(Mode mode, bool abnormal) const;
  double end_of(Mode mode, bool abnormal) const;
  const frbc::OperationMode& described(Mode mode) const {
    return description_.actuators.front().operation_modes[static_cast<std::size_t>(mode)];
  }
  void say_actuator();
  void say_level();

  BatterySettings settings_;
  BatteryIds ids_;
  BatteryPhysics physics_;
  frbc::SystemDescription description_;
  Setting setting_;
  Agenda<frbc::Instruction> agenda_;
  std::string remark_;  // why the last instruction was not carried out; empty when it was
  double told_level_ = 0;
  Time told_level_at_;
};

ResourceManagerDetails Battery::details() const {
  return {
      .message_id = {},
      .resource_id = named_id("battery/" + settings_.name),
      .name = settings_.name,
      .roles = {{.role = RoleType::energy_storage, .commodity = Commodity::electricity}},
      .manufacturer = "s2-cpp",
      .model = "simulated home battery",
      .serial_number = {},
      .firmware_version = {},
      .instruction_processing_delay = Duration{0},
      .available_control_types = {ControlType::fill_rate_based_control},
      .currency = {},
      .provides_forecast = false,
      .provides_power_measurement_types = {power_quantity},
  };
}

Reading Battery::reading() const {
  const bool running = setting_.mode != Mode::idle && !setting_.effective_at;
  std::string activity = "idle";
  if (running) activity = (setting_.mode == Mode::charge ? "charging at " : "discharging at ") + kilowatts(power());
  if (!remark_.empty()) activity += "; " + remark_;
  return {power(), physics_.level(), std::move(activity)};
}

// --- Physics ---

// What the description says about mode, factor and level; nothing but standby while the inverter changes over.
double Battery::power() const {
  if (setting_.effective_at) return physics_.idle_power();
  const auto& range = band_at(described(setting_.mode), physics_.level()).power_ranges.front();
  return at_factor(range.start_of_range, range.end_of_range, setting_.factor);
}

std::optional<Time> Battery::next_event() const {
  std::optional<Time> next = agenda_.next_due();
  const auto consider = [&next](Time moment) { next = next ? std::min(*next, moment) : moment; };
  if (setting_.effective_at) consider(*setting_.effective_at);
  const double rate = physics_.level_rate(power());
  if (rate == 0) return next;
  const auto& band = band_at(described(setting_.mode), physics_.level()).fill_level_range;
  const double border = rate > 0 ? std::min(band.end_of_range, end_of(setting_.mode, setting_.abnormal))
                                 : std::max(band.start_of_range, end_of(setting_.mode, setting_.abnormal));
  consider(now() + reach((border - physics_.level()) / rate));
  return next;
}

void Battery::move(Time until) {
  const bool was_spent = is_spent(setting_.mode, setting_.abnormal);
  physics_.run(power(), seconds_between(now(), until));
  if (!was_spent && is_spent(setting_.mode, setting_.abnormal)) {
    physics_.settle_at(end_of(setting_.mode, setting_.abnormal));
  }
}

// Where a mode has to stop, %: at the end of the range that was described, under an abnormal condition only when the
// cells are full or empty.
double Battery::end_of(Mode mode, bool abnormal) const {
  if (mode == Mode::charge) return abnormal ? 100 : settings_.max_percent;
  return abnormal ? 0 : settings_.min_percent;
}

bool Battery::is_spent(Mode mode, bool abnormal) const {
  if (mode == Mode::charge) return physics_.level() >= end_of(mode, abnormal) - level_tolerance;
  return mode == Mode::discharge && physics_.level() <= end_of(mode, abnormal) + level_tolerance;
}

// --- Instructions ---

void Battery::happen() {
  if (setting_.effective_at && now() >= *setting_.effective_at) finish_change();
  execute_due();
  if (is_spent(setting_.mode, setting_.abnormal)) stop_at_the_end();
}

void Battery::received(const Message& message) {
  if (const auto* instruction = std::get_if<frbc::Instruction>(&message)) accept(*instruction);
}

void Battery::accept(const frbc::Instruction& instruction) {
  if (auto why = objection(instruction)) {
    remark_ = "refused: " + std::move(*why);
    return outbox().report(instruction.id, rejected, now());
  }
  remark_.clear();
  outbox().report(instruction.id, accepted, now());
  agenda_.add(instruction);
}

// That it is about our actuator, one of its modes and a factor in range was checked by the session.
std::optional<std::string> Battery::objection(const frbc::Instruction& instruction) const {
  const auto mode = ids_.find(instruction.operation_mode);
  if (instruction.execution_time > now() + DeviceLimits::execution_ahead) return "too far ahead";
  const bool at_once = instruction.execution_time <= now();
  if (!at_once && agenda_.is_full()) return "too many instructions waiting";
  if (at_once && is_spent(*mode, instruction.abnormal_condition)) {
    return *mode == Mode::charge ? "already full" : "already empty";
  }
  return std::nullopt;
}

// Of several that are due at the same moment the one received last counts (INST-014); rule catalogue, C.8.
void Battery::execute_due() {
  const auto due = agenda_.take_due(now());
  for (const auto& entry : due) {
    if (&entry == &due.back()) return start(entry.instruction);
    outbox().report(entry.instruction.id, aborted, now());
  }
}

void Battery::start(const frbc::Instruction& instruction) {
  const Mode mode = *ids_.find(instruction.operation_mode);
  if (is_spent(mode, instruction.abnormal_condition)) {
    remark_ = mode == Mode::charge ? "given up: full" : "given up: empty";
    return outbox().report(instruction.id, aborted, now());
  }
  abort_running();
  outbox().report(instruction.id, started, now());
  setting_.instruction = instruction.id;
  setting_.abnormal = instruction.abnormal_condition;
  set(mode, std::clamp(instruction.operation_mode_factor, 0.0, 1.0));
  if (!setting_.effective_at) finish_change();
}

// Another factor in the same mode is no transition and takes no time (rule catalogue, D.2).
void Battery::set(Mode mode, double factor) {
  if (mode != setting_.mode) {
    setting_.previous = setting_.mode;
    setting_.changed_at = now();
    setting_.mode = mode;
    if (settings_.transition > Duration{0}) setting_.effective_at = now() + settings_.transition;
  }
  setting_.factor = factor;
  say_actuator();
}

void Battery::finish_change() {
  setting_.effective_at.reset();
  if (setting_.instruction) outbox().report(*setting_.instruction, succeeded, now());
  setting_.instruction.reset();
  measure();
}

// The device protects itself without being told to, and says so.
void Battery::stop_at_the_end() {
  abort_running();
  setting_.effective_at.reset();
  set(Mode::idle, 0);
  setting_.effective_at.reset();  // cells that are full or empty stop at once
  setting_.abnormal = false;
  say_level();
  measure();
}

void Battery::abort_running() {
  if (setting_.instruction) outbox().report(*setting_.instruction, aborted, now());
  setting_.instruction.reset();
}

// --- What it says ---

void Battery::activated() {
  description_.valid_from = now();
  outbox().say(description_);
  say_actuator();
  say_level();
}

// Open instructions end with the control type; there is no state in which their end could be reported (C.3, C.6).
void Battery::released() {
  agenda_.clear();
  if (setting_.mode != Mode::idle) {
    setting_.previous = setting_.mode;
    setting_.changed_at = now();
  }
  setting_.mode = Mode::idle;
  setting_.factor = 0;
  setting_.abnormal = false;
  setting_.effective_at.reset();
  setting_.instruction.reset();
  remark_.clear();
}

void Battery::tell() {
  const bool changed = std::abs(physics_.level() - told_level_) >= told_level_step;
  if (changed || now() >= told_level_at_ + told_level_interval) say_level();
}

void Battery::say_level() {
  told_level_ = physics_.level();
  told_level_at_ = now();
  outbox().say(frbc::StorageStatus{.message_id = {}, .present_fill_level = rounded(told_level_, shown_level)});
}

void Battery::say_actuator() {
  frbc::ActuatorStatus status{.message_id = {},
                              .actuator_id = ids_.actuator,
                              .active_operation_mode_id = ids_.of(setting_.mode),
                              .operation_mode_factor = setting_.factor,
                              .previous_operation_mode_id = {},
                              .transition_timestamp = {}};
  if (setting_.previous) {
    status.previous_operation_mode_id = ids_.of(*setting_.previous);
    status.transition_timestamp = setting_.changed_at;
  }
  outbox().say(std::move(status));
}

}  // namespace

std::unique_ptr<Device> make_battery(BatterySettings settings, Time now) {
  return std::make_unique<Battery>(std::move(settings), now);
}

}  // namespace s2::devices
