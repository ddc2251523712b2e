// Devices and their sessions.

#include "street.hpp"

#include "must.hpp"

#include <s2/connect/problem.hpp>

#include <stdexcept>
#include <utility>
#include <variant>

namespace s2::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{900};

}  // namespace

Street::Street(const Town& town, std::string url) : town_(town), url_(std::move(url)) {}

// No host begins anything while the others go.
Street::~Street() {
  for (Device& one : devices_) one.host.reset();
}

void Street::move_in(std::uint32_t count) {
  const auto first = static_cast<std::uint32_t>(devices_.size());
  for (std::uint32_t number = first; number < first + count; ++number) {
    Device& fresh = devices_.emplace_back(
        Device{.store = connect::make_memory_store(),
               .rm = ResourceManager(battery(number),
                                     runner_.surroundings({.start = Start::connected, .workbench = workbench_})),
               .host = {}});
    must(fresh.store->put(town_.as_device_has_it(number, url_)));
    fresh.host = must(host::EndpointHost::open(runner_.loop(), *fresh.store, device_settings(), handler(fresh)));
    must(fresh.host->add_node({.description = device(number)}));
  }
}

host::HostHandler Street::handler(Device& device) {
  host::HostHandler handler;
  handler.on_session = [this, &device](host::SessionOpened session) {
    ++in_session_;
    took_.add(std::chrono::duration<double, std::milli>(Clock::now() - began_).count());
    runner_.adopt(device.rm, std::move(session.connection), "energy manager");
  };
  handler.on_client_event = [this](const connect::SessionClientEvent& event) { on_event(event); };
  return handler;
}

void Street::on_event(const connect::SessionClientEvent& event) {
  const auto* delayed = std::get_if<connect::SessionDelayed>(&event);
  if (delayed && delayed->why == connect::Problem::session_lost) {
    --in_session_;
  } else if (delayed) {
    ++failures_;
  } else if (std::holds_alternative<connect::NotAccepted>(event)) {
    surprise_ = "a device is not accepted any more";
  } else if (std::holds_alternative<connect::Unpaired>(event)) {
    surprise_ = "a device is not paired any more";
  }
}

Times Street::await_all() {
  took_ = {};
  run_until([](const Street& street) { return street.in_session_ == street.devices_.size(); });
  return std::move(took_);
}

void Street::await_loss() {
  run_until([](const Street& street) { return street.in_session_ == 0; });
}

void Street::run_until(bool (*so)(const Street&)) {
  began_ = Clock::now();
  while (!so(*this)) {
    runner_.loop().run_one(Duration{100});
    if (!surprise_.empty()) throw std::runtime_error(surprise_);
    if (Clock::now() > began_ + patience) throw std::runtime_error("not everybody got so far");
  }
}

}  // namespace s2::bench
