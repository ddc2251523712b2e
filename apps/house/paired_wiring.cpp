#include "paired_wiring.hpp"

#include <house/named_end.hpp>

#include <paired/find_service.hpp>
#include <paired/sentences.hpp>

#include <s2/transport/resolver.hpp>

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <filesystem>
#include <utility>
#include <variant>

namespace s2::house {
namespace {

using namespace connect;

constexpr const char* manager_name = "energy-manager";
constexpr const char* place_value = "demo.place";

// A day in a second, from one address: as many requests as of a street in an hour.
constexpr std::size_t requests_at_once = 10'000;

// The energy manager serves on the loopback alone, so its name means this machine, whatever a network says.
class LoopbackResolver : public transport::Resolver {
 public:
  explicit LoopbackResolver(transport::Loop& loop) : loop_(loop) {}
  void look_up(const std::string&, Done done) override {
    loop_.post([alive = std::weak_ptr(alive_), done = std::move(done)] {
      if (!alive.expired()) done(std::vector<std::string>{"127.0.0.1"});
    });
  }

 private:
  transport::Loop& loop_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

Finding fault(std::string text) {
  return {.rule = "S2CPP-PAIR", .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)};
}

// What keeps a device from a session; empty for what does not.
std::optional<Finding> obstacle(const SessionClientEvent& event) {
  if (const auto* delayed = std::get_if<SessionDelayed>(&event)) return finding_of(delayed->why, delayed->detail);
  if (std::holds_alternative<NotAccepted>(event)) return finding_of(Problem::token_refused);
  if (std::holds_alternative<Unpaired>(event)) return finding_of(Problem::no_longer_paired);
  return std::nullopt;
}

}  // namespace

// Where the energy manager serves.
struct PairedWiring::Place {
  std::string host;
  std::uint16_t port = 0;  // 0: a free one
};

Result<std::unique_ptr<PairedWiring>> PairedWiring::make(transport::Loop& loop, PairedSettings settings) {
  if (!settings.folder.empty()) {
    std::error_code error;
    std::filesystem::create_directories(settings.folder, error);
    if (error) return Unexpected{fault("cannot make the folder " + settings.folder + ": " + error.message())};
  }
  std::unique_ptr<PairedWiring> it(new PairedWiring(loop, std::move(settings)));
  const auto open = [&](const std::string& name, EnergyManagementRole role) -> Result<Party> {
    if (it->settings_.fresh) forget_party(it->settings_.folder, name);
    return open_party(it->settings_.folder, name, role);
  };
  auto manager = open(manager_name, EnergyManagementRole::cem);
  if (!manager) return Unexpected{std::move(manager).error()};
  it->manager_ = std::move(*manager);
  for (const auto& name : it->settings_.devices) {
    auto device = open(name, EnergyManagementRole::rm);
    if (!device) return Unexpected{std::move(device).error()};
    it->names_[device->node.id] = name;
    it->devices_[name] = std::move(*device);
  }
  return it;
}

Result<void> PairedWiring::meet() {
  const auto known = return_to_place();
  if (!known) return Unexpected{known.error()};
  if (!*known) {
    if (auto found = find_each_other(); !found) return found;
  }
  acquaintance_.url = manager_.host->facts().pairing_url->text();
  tell(about_finding(acquaintance_));
  if (auto running = run_devices(); !running || *known) return running;
  for (const auto& name : settings_.devices) {
    if (auto paired = pair(devices_.at(name)); !paired) return paired;
    tell(about(acquaintance_.paired.back()));
  }
  return {};
}

// Whoever was paired looks for the energy manager where it was, so it has to be there again.
Result<bool> PairedWiring::return_to_place() {
  const auto known = knows_everybody();
  if (!known || !*known) return known;
  const auto before = place();
  if (!before) return Unexpected{before.error()};
  const auto running = run_manager(*before, nullptr);
  if (running) return true;
  if (running.error().rule != "S2CPP-LISTEN") return Unexpected{running.error()};
  acquaintance_.not_known = running.error().text;
  tell("they begin as strangers again: " + acquaintance_.not_known);
  return false;
}

void PairedWiring::tell(const std::string& sentence) const {
  if (settings_.tell) settings_.tell(sentence);
}

Result<bool> PairedWiring::knows_everybody() const {
  for (const auto& [name, device] : devices_) {
    auto paired = are_paired(device, manager_);
    if (!paired || !*paired) return paired;
  }
  return true;
}

Result<PairedWiring::Place> PairedWiring::place() const {
  const auto kept = manager_.store->value(place_value);
  if (!kept) return Unexpected{kept.error()};
  const std::string text = kept->value_or("");
  const std::size_t blank = text.find(' ');
  Place place{.host = text.substr(0, blank)};
  const char* end = text.data() + text.size();
  if (blank == text.npos || std::from_chars(text.data() + blank + 1, end, place.port).ptr != end) {
    return Unexpected{fault("where the energy manager was is not to be read; begin with strangers (--fresh)")};
  }
  return place;
}

Result<void> PairedWiring::run_manager(const Place& place, transport::Dnssd* discovery) {
  host::HostSettings settings;
  settings.description = {.name = "s2 demo", .deployment = Deployment::lan};
  settings.serving = host::Serving{.name = place.host, .port = place.port};
  settings.discovery = discovery;
  settings.websocket = patient_sockets();
  settings.server.strangers.burst = requests_at_once;
  host::HostHandler handler;
  handler.on_session = [this](host::SessionOpened session) {
    const std::string path = "/" + names_[session.pair.peer];
    if (accept_) accept_(std::make_unique<NamedEnd>(std::move(session.connection), path));
  };
  auto host = host::EndpointHost::open(loop_, *manager_.store, std::move(settings), std::move(handler));
  if (!host) return Unexpected{std::move(host).error()};
  manager_.host = std::move(*host);
  if (auto added = manager_.host->add_node({.description = manager_.node}); !added) return added;
  const std::uint16_t port = manager_.host->facts().pairing_url->port();
  return manager_.store->set_value(place_value, fmt::format("{} {}", place.host, port));
}

Result<void> PairedWiring::run_devices() {
  const auto resolver = std::make_shared<LoopbackResolver>(loop_);
  for (auto& [name, device] : devices_) {
    host::HostSettings settings;
    settings.description = {.name = name, .deployment = Deployment::lan};
    settings.client.resolver = resolver;
    settings.websocket = patient_sockets();
    settings.begins_sessions = false;
    host::HostHandler handler;
    handler.on_session = [this, &name](host::SessionOpened session) {
      ++acquaintance_.sessions;
      std::unique_ptr<transport::Connection> end =
          std::make_unique<NamedEnd>(std::move(session.connection), "/" + name);
      answer(name, std::move(end));
    };
    handler.on_client_event = [this, &name](const SessionClientEvent& event) {
      // Whoever dialled before the end of the session before was known is served now.
      if (paired::is_end_of_session(event)) return dials_.contains(name) ? reconnect(name) : void();
      if (auto finding = obstacle(event)) answer(name, Unexpected{*std::move(finding)});
    };
    auto host = host::EndpointHost::open(loop_, *device.store, std::move(settings), std::move(handler));
    if (!host) return Unexpected{std::move(host).error()};
    device.host = std::move(*host);
    if (auto added = device.host->add_node({.description = device.node}); !added) return added;
  }
  return {};
}

Result<void> PairedWiring::find_each_other() {
  const auto found = be_found();
  if (!found) return Unexpected{found.error()};
  acquaintance_.found_by = *found ? FoundBy::discovery : FoundBy::url;
  if (*found) return {};
  manager_.host.reset();
  discovery_.reset();
  return run_manager({.host = "localhost"}, nullptr);
}

Result<bool> PairedWiring::be_found() {
  const auto failed = [this](std::string why) {
    acquaintance_.no_discovery = std::move(why);
    return false;
  };
  if (!settings_.discovery) return failed("service discovery is switched off");
  auto opened = settings_.discovery(loop_);
  if (!opened) return failed(opened.error().text);
  discovery_ = std::move(*opened);
  const std::string instance = "s2-demo-" + manager_.node.id.text().substr(0, 4);
  if (auto running = run_manager({.host = instance + ".local"}, discovery_.get()); !running) {
    return Unexpected{std::move(running).error()};
  }
  std::optional<Result<BaseUrl>> heard;
  const paired::FindService search(loop_, *discovery_, instance, discovery_patience,
                                   [&heard](Result<BaseUrl> outcome) { heard = std::move(outcome); });
  while (!heard) loop_.run_one(discovery_patience);
  if (!*heard && heard->error().rule != finding_of(Problem::no_such_name).rule) return failed(heard->error().text);
  if (!*heard || heard->value() != manager_.host->facts().pairing_url) {
    return failed(fmt::format("nothing was heard of it within {} s", discovery_patience.count() / 1000));
  }
  acquaintance_.backend = discovery_->backend();
  return true;
}

// The user reads the code at the energy manager and types it at the device.
Result<void> PairedWiring::pair(Party& device) {
  const auto code = manager_.host->issue_code(manager_.node.id);
  if (!code) return Unexpected{code.error()};
  const auto outcome = std::make_shared<std::optional<PairingEvent>>();
  const auto begin = std::chrono::steady_clock::now();
  auto begun = device.host->pair(
      {.node = device.node.id, .url = *manager_.host->facts().pairing_url, .code = std::string(code->reveal())},
      [outcome](const PairingEvent& event) { *outcome = event; });
  if (!begun) return begun;
  if (!wait_until(pairing_patience, [&] { return outcome->has_value(); })) {
    return Unexpected{fault(device.name + " was not paired in time")};
  }
  if (const auto* failed = std::get_if<PairingFailed>(&**outcome)) {
    return Unexpected{finding_of(failed->why, failed->detail)};
  }
  const auto took = std::chrono::steady_clock::now() - begin;
  acquaintance_.paired.push_back({device.name, std::chrono::duration_cast<Duration>(took)});
  return {};
}

bool PairedWiring::wait_until(Duration patience, const std::function<bool()>& happened) {
  const auto is_over = std::make_shared<bool>(false);
  const auto timer = loop_.after(patience, [is_over] { *is_over = true; });
  while (!happened() && !*is_over) loop_.run_one(patience);
  loop_.cancel(timer);
  return happened();
}

// The first time it runs already; after a restart it comes back with nothing but what it keeps.
Result<void> PairedWiring::open(transport::Accept accept) {
  if (!manager_.store) {
    auto manager = open_party(settings_.folder, manager_name, EnergyManagementRole::cem);
    if (!manager) return Unexpected{std::move(manager).error()};
    manager_ = std::move(*manager);
  }
  if (!manager_.host) {
    const auto before = place();
    if (!before) return Unexpected{before.error()};
    if (auto running = run_manager(*before, discovery_.get()); !running) return running;
  }
  accept_ = std::move(accept);
  return {};
}

void PairedWiring::shut() {
  accept_ = nullptr;
  manager_.host.reset();
  if (!settings_.folder.empty()) manager_.store.reset();
}

void PairedWiring::dial(const std::string& device, transport::Connected connected) {
  dials_[device] = std::move(connected);
  reconnect(device);
}

void PairedWiring::reconnect(const std::string& device) {
  const Party& party = devices_.at(device);
  party.host->reconnect({.own = party.node.id, .peer = manager_.node.id});
}

void PairedWiring::answer(const std::string& device, Result<std::unique_ptr<transport::Connection>> outcome) {
  const auto dial = dials_.extract(device);
  if (dial) dial.mapped()(std::move(outcome));
}

}  // namespace s2::house
