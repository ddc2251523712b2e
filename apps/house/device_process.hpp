#pragma once
// DeviceProcess: a simulated appliance that runs until it is interrupted (`s2 device`).

#include <house/paired_device.hpp>
#include <house/process.hpp>

#include <s2/devices.hpp>

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace s2::house {

/// What kind of appliance; also its name unless told otherwise.
enum class Appliance : std::uint8_t { battery, pv, load };

/// The word for a kind of appliance on the command line.
std::string_view word_of(Appliance appliance);

/// What an appliance is told on the command line.
struct DeviceOptions {
  ProcessOptions process;                        ///< clock, versions, recording
  Appliance appliance{};                         ///< what it is
  std::string name;                              ///< what it is called; empty means after what it is
  std::string url;                               ///< of the energy manager; empty means the one on this machine
  std::string day;                               ///< embedded day of sun and load, repeated; empty means the default
  std::uint64_t seed = 1;                        ///< decides the errors of its forecasts
  devices::BatterySettings battery;              ///< of a battery; its name is the one above
  double peak_w = devices::PvSettings{}.peak_w;  ///< of a photovoltaic system
  std::optional<PairedDeviceOptions> paired;     ///< S2 Connect instead of `url`; absent when it is not spoken
};

/// Runs an appliance until SIGINT or SIGTERM, then ends its session in good order. Returns a ProcessExit.
int run_device(const DeviceOptions& options, std::ostream& log);

/// The URL of the energy manager with a path that names the device; the path of the URL counts when it has one.
std::string url_for(const std::string& url, const std::string& name);

}  // namespace s2::house
