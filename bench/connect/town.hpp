#pragma once
// Town: who takes part: an energy manager and any number of devices, and the stores of an earlier life in which they
// were paired.

#include <s2/connect/store.hpp>
#include <s2/host.hpp>
#include <s2/model/resource_messages.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace s2::bench {

/// The node of the energy manager.
inline connect::NodeDescription energy_manager() {
  return {.id = {{0xCE, 0, 0, 0, 0, 0, 0x40, 0, 0x80}},
          .brand = "Acme",
          .type = "Energy manager",
          .model_name = "EM 1",
          .role = connect::Role::cem};
}

/// How its endpoint serves: in the LAN, under a root of its own that its store keeps. Port 0 takes a free one.
inline host::HostSettings energy_manager_settings(std::uint16_t port) {
  host::HostSettings settings;
  settings.description = {.name = "energy manager", .logo_url = {}, .deployment = connect::Deployment::lan};
  settings.serving = host::Serving{.name = "localhost", .port = port};
  return settings;
}

/// The node of a device.
connect::NodeDescription device(std::uint32_t number);
/// What its Resource Manager says of it: a home battery.
ResourceManagerDetails battery(std::uint32_t number);
/// How its endpoint is: a client only.
host::HostSettings device_settings();

/// A folder with the store of the energy manager, in which so many devices are paired. On the disk of the temporary
/// files, so that its writes cost what they cost.
class Town {
 public:
  /// Makes it. Throws std::runtime_error when it cannot.
  explicit Town(std::uint32_t paired);
  ~Town();
  Town(const Town&) = delete;
  Town& operator=(const Town&) = delete;

  /// Path of the store.
  std::string store() const { return folder_ + "/energy-manager.db"; }
  /// How many are paired.
  std::uint32_t paired() const { return paired_; }
  /// The pairing as a device has it, whose energy manager serves at this URL.
  connect::Pairing as_device_has_it(std::uint32_t number, const std::string& url) const;

 private:
  void write(const std::string& path);

  std::string folder_;
  std::uint32_t paired_;
  connect::RootFingerprint root_{};
};

}  // namespace s2::bench
