// The household load: nobody steers it; it measures and forecasts.

#include "appliance.hpp"
#include "forecast.hpp"
#include "house.hpp"
#include "household.hpp"
#include "identity.hpp"
#include "words.hpp"

namespace s2::devices {
namespace {

constexpr double largest_forecast_error = 0.3;

class Load final : public Appliance {
 public:
  Load(LoadSettings settings, Time now)
      : Appliance(now), settings_(std::move(settings)), household_(settings_.load_w, settings_.seed) {
    if (settings_.forecast_w.values.empty()) {
      settings_.forecast_w = expectation(settings_.load_w, largest_forecast_error, settings_.seed);
    }
  }

  ResourceManagerDetails details() const override {
    return {
        .message_id = {},
        .resource_id = named_id("load/" + settings_.name),
        .name = settings_.name,
        .roles = {{.role = RoleType::energy_consumer, .commodity = Commodity::electricity}},
        .manufacturer = "s2-cpp",
        .model = "simulated household load",
        .serial_number = {},
        .firmware_version = {},
        .instruction_processing_delay = Duration{0},
        .available_control_types = {ControlType::not_controllable},
        .currency = {},
        .provides_forecast = true,
        .provides_power_measurement_types = {power_quantity},
    };
  }

  Reading reading() const override { return {power(), std::nullopt, "using " + kilowatts(power())}; }

 protected:
  ControlType control_type() const override { return ControlType::not_controllable; }
  double power() const override { return settings_.lively ? household_.power(now()) : settings_.load_w.at(now()); }
  void move(Time) override {}
  std::optional<PowerForecast> forecast() const override {
    if (settings_.forecast_w.step <= Duration{0}) return std::nullopt;
    return forecast_of(settings_.forecast_w, 0, load_bands, now());
  }

 private:
  LoadSettings settings_;
  Household household_;
};

}  // namespace

std::unique_ptr<Device> make_load(LoadSettings settings, Time now) {
  return std::make_unique<Load>(std::move(settings), now);
}

}  // namespace s2::devices
