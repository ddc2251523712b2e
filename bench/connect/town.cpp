// Stores of an earlier life.

#include "town.hpp"

#include "must.hpp"

#include <s2/store.hpp>
#include <s2/transport/system.hpp>

#include <filesystem>
#include <stdexcept>

#include <unistd.h>

namespace s2::bench {
namespace {

using namespace connect;

// A fresh folder below another one.
std::string make_folder(const std::filesystem::path& above) {
  std::string folder = (above / "s2-connect-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder in " + above.string());
  return folder;
}

// Where a hundred thousand writes cost no time.
std::filesystem::path memory_disk() {
  const std::filesystem::path shared = "/dev/shm";
  return std::filesystem::is_directory(shared) ? shared : std::filesystem::temp_directory_path();
}

// As long as tokens of ours are.
Secret token_of(std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return Secret("AccessTokenOfTheDeviceWithNumber" + std::string(12 - digits.size(), '0') + digits);
}

Pairing pairing(const NodeDescription& own, const NodeDescription& peer, CommunicationRole role, Secret token) {
  const Time now = transport::system_now();
  Pairing pairing;
  pairing.pair = {own.id, peer.id};
  pairing.own_role = own.role;
  pairing.communicates_as = role;
  pairing.own_node = own;
  pairing.peer_node = peer;
  pairing.own_endpoint =
      own.role == connect::Role::cem ? energy_manager_settings(0).description : device_settings().description;
  pairing.peer_endpoint =
      own.role == connect::Role::cem ? device_settings().description : energy_manager_settings(0).description;
  pairing.tokens = {{std::move(token), false, now}};
  pairing.since = now;
  return pairing;
}

}  // namespace

NodeDescription device(std::uint32_t number) {
  NodeId id{{0xDE, 0, 0, 0, 0, 0, 0x40, 0, 0x80}};
  for (std::size_t i = 0; i < 4; ++i) id.uuid[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return {.id = id,
          .brand = "Acme",
          .type = "Home battery",
          .model_name = "HB " + std::to_string(number),
          .role = connect::Role::rm};
}

ResourceManagerDetails battery(std::uint32_t number) {
  ResourceManagerDetails details;
  details.resource_id = Id(device(number).id.text());
  details.name = "Home battery";
  details.roles = {{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {ControlType::fill_rate_based_control};
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_3_phase_symmetric};
  return details;
}

host::HostSettings device_settings() {
  host::HostSettings settings;
  settings.description = {.name = "home battery", .logo_url = {}, .deployment = Deployment::lan};
  return settings;
}

Town::Town(std::uint32_t paired) : folder_(make_folder(std::filesystem::temp_directory_path())), paired_(paired) {
  const std::string quick = make_folder(memory_disk());
  write(quick + "/store.db");
  must(store::back_up(quick + "/store.db", store()));
  std::filesystem::remove_all(quick);
}

Town::~Town() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

// The root is made when the endpoint opens for the first time.
void Town::write(const std::string& path) {
  const auto store = must(store::open_file(path));
  transport::Loop loop;
  const auto host = must(host::EndpointHost::open(loop, *store, energy_manager_settings(0), {}));
  root_ = *host->facts().root;
  for (std::uint32_t i = 0; i < paired_; ++i) {
    must(store->put(pairing(energy_manager(), device(i), CommunicationRole::server, token_of(i))));
  }
}

Pairing Town::as_device_has_it(std::uint32_t number, const std::string& url) const {
  Pairing its = pairing(device(number), energy_manager(), CommunicationRole::client, token_of(number));
  its.session_url = url;
  its.pin = Pin{.host = "localhost", .root = root_, .root_der = {}};
  return its;
}

}  // namespace s2::bench
