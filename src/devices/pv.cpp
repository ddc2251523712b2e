// The photovoltaic system: its Resource Manager.

#include "agenda.hpp"
#include "appliance.hpp"
#include "curtailment.hpp"
#include "envelope.hpp"
#include "forecast.hpp"
#include "house.hpp"
#include "identity.hpp"
#include "span.hpp"
#include "words.hpp"

#include <algorithm>

namespace s2::devices {
namespace {

using enum InstructionStatus;
using enum pebc::PowerEnvelopeLimitType;

constexpr double largest_forecast_error = 0.4;

// The envelope being followed.
struct Running {
  pebc::Instruction instruction;
  std::uint64_t arrival;
};

class Pv final : public Appliance {
 public:
  Pv(PvSettings settings, Time now)
      : Appliance(now),
        settings_(std::move(settings)),
        curtailment_(settings_.peak_w, settings_.curtailment_lag),
        expected_w_(expectation(settings_.available_w, largest_forecast_error, settings_.seed)) {}

  ResourceManagerDetails details() const override;
  Reading reading() const override;

 protected:
  ControlType control_type() const override { return ControlType::power_envelope_based_control; }
  // 0 - x, because the negative of nothing would be written as "-0".
  double power() const override { return 0.0 - curtailment_.output(available()); }
  std::optional<Time> next_event() const override;
  void move(Time until) override { curtailment_.run(seconds_between(now(), until)); }
  void happen() override;
  void activated() override;
  void released() override;
  void received(const Message& message) override;
  void ended(const Id& instruction) override;
  std::optional<PowerForecast> forecast() const override {
    if (expected_w_.step <= Duration{0}) return std::nullopt;
    return forecast_of(expected_w_, settings_.peak_w, pv_bands, now());
  }

 private:
  double available() const { return std::clamp(settings_.available_w.at(now()), 0.0, settings_.peak_w); }
  pebc::PowerConstraints constraints() const;
  void accept(const pebc::Instruction& instruction);
  std::optional<std::string> objection(const pebc::Instruction& instruction) const;
  void start(pebc::Instruction instruction, std::uint64_t arrival);
  void follow();

  PvSettings settings_;
  Curtailment curtailment_;
  Series expected_w_;
  std::uint64_t offers_ = 0;  // constraints published so far; each gets an id of its own
  pebc::PowerConstraints offer_;
  Agenda<pebc::Instruction> agenda_;
  std::optional<Running> running_;
  std::string remark_;  // why the last instruction was not carried out; empty when it was
};

ResourceManagerDetails Pv::details() const {
  return {
      .message_id = {},
      .resource_id = named_id("pv/" + settings_.name),
      .name = settings_.name,
      .roles = {{.role = RoleType::energy_producer, .commodity = Commodity::electricity}},
      .manufacturer = "s2-cpp",
      .model = "simulated photovoltaic system",
      .serial_number = {},
      .firmware_version = {},
      .instruction_processing_delay = settings_.curtailment_lag,
      .available_control_types = {ControlType::power_envelope_based_control},
      .currency = {},
      .provides_forecast = true,
      .provides_power_measurement_types = {power_quantity},
  };
}

Reading Pv::reading() const {
  const double limit = curtailment_.wanted();
  std::string activity = "producing " + kilowatts(power());
  if (limit < available()) activity += ", curtailed to " + kilowatts(limit) + " of " + kilowatts(available());
  if (!remark_.empty()) activity += "; " + remark_;
  return {power(), std::nullopt, std::move(activity)};
}

// --- Instructions ---

std::optional<Time> Pv::next_event() const {
  std::optional<Time> next = agenda_.next_due();
  if (running_) {
    const auto& instruction = running_->instruction;
    const Time until = place_in(*find_envelope(instruction, power_quantity), instruction.execution_time, now()).until;
    next = next ? std::min(*next, until) : until;
  }
  return next;
}

void Pv::happen() {
  auto due = agenda_.take_due(now());
  for (auto& entry : due) {
    if (&entry == &due.back()) {
      start(std::move(entry.instruction), entry.arrival);
    } else {
      outbox().report(entry.instruction.id, aborted, now());
    }
  }
  follow();
}

void Pv::received(const Message& message) {
  if (const auto* instruction = std::get_if<pebc::Instruction>(&message)) accept(*instruction);
}

void Pv::accept(const pebc::Instruction& instruction) {
  if (auto why = objection(instruction)) {
    remark_ = "refused: " + std::move(*why);
    return outbox().report(instruction.id, rejected, now());
  }
  remark_.clear();
  outbox().report(instruction.id, accepted, now());
  agenda_.add(instruction);
}

// That it limits what was offered, within the offered ranges, was checked by the session.
std::optional<std::string> Pv::objection(const pebc::Instruction& instruction) const {
  if (instruction.power_constraints_id != offer_.id) return "not based on the constraints in force";
  if (instruction.execution_time > now() + DeviceLimits::execution_ahead) return "too far ahead";
  if (instruction.execution_time > now() && agenda_.is_full()) return "too many instructions waiting";
  const auto* envelope = find_envelope(instruction, power_quantity);
  const auto place = place_in(*envelope, instruction.execution_time, now());
  if (!place.element) return "already over";
  return std::nullopt;
}

// Of several whose time has come the one received last counts (rule catalogue, D.5).
void Pv::start(pebc::Instruction instruction, std::uint64_t arrival) {
  if (running_ && running_->arrival > arrival) return outbox().report(instruction.id, aborted, now());
  // What it replaces was kept so far.
  if (running_) outbox().report(running_->instruction.id, succeeded, now());
  outbox().report(instruction.id, started, now());
  running_ = Running{std::move(instruction), arrival};
}

// Takes the limit of the present element to the inverter, and notices when the envelope is over.
void Pv::follow() {
  if (!running_) return;
  const auto& instruction = running_->instruction;
  const auto place = place_in(*find_envelope(instruction, power_quantity), instruction.execution_time, now());
  if (place.element) return curtailment_.want(-place.element->lower_limit);
  outbox().report(instruction.id, succeeded, now());
  running_.reset();
  curtailment_.release();
}

void Pv::ended(const Id& instruction) {
  agenda_.remove(instruction);
  if (!running_ || running_->instruction.id != instruction) return;
  running_.reset();
  curtailment_.release();
}

// --- What it says ---

// It produces between nothing and its rating. No lower average power is claimed: what is curtailed is lost (VANISH).
pebc::PowerConstraints Pv::constraints() const {
  return {
      .message_id = {},
      .id = named_id("pv/" + settings_.name + "/constraints/" + std::to_string(offers_)),
      .valid_from = now(),
      .valid_until = {},
      .consequence_type = pebc::PowerEnvelopeConsequenceType::vanish,
      .allowed_limit_ranges = {{.commodity_quantity = power_quantity,
                                .limit_type = upper_limit,
                                .range_boundary = {0, 0},
                                .abnormal_condition_only = false},
                               {.commodity_quantity = power_quantity,
                                .limit_type = lower_limit,
                                .range_boundary = {-settings_.peak_w, 0},
                                .abnormal_condition_only = false}},
  };
}

void Pv::activated() {
  ++offers_;
  offer_ = constraints();
  outbox().say(offer_);
}

// Open instructions end with the control type; there is no state in which their end could be reported (C.3, C.6).
void Pv::released() {
  agenda_.clear();
  running_.reset();
  curtailment_.release();
  remark_.clear();
}

}  // namespace

std::unique_ptr<Device> make_pv(PvSettings settings, Time now) {
  return std::make_unique<Pv>(std::move(settings), now);
}

}  // namespace s2::devices
