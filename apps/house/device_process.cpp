#include "device_process.hpp"

#include <house/day.hpp>
#include <house/device_host.hpp>
#include <house/quantities.hpp>

#include <fmt/format.h>

#include <random>

namespace s2::house {
namespace {

// How long an embedded day is repeated for.
constexpr int repeated_days = 400;
// Between two lines about what it does.
constexpr Duration status_interval{60'000};

// The flaw names what would be right.
Finding needed(Appliance appliance, Finding flaw) {
  flaw.text = fmt::format("a {} needs {}", word_of(appliance), flaw.text);
  return flaw;
}

Result<std::unique_ptr<devices::Device>> make_device(const DeviceOptions& options, const std::string& name, Time now) {
  const auto found = find_day(options.day);
  if (!found) return Unexpected{found.error()};
  if (options.appliance == Appliance::battery) {
    devices::BatterySettings settings = options.battery;
    settings.name = name;
    if (const auto flaw = devices::flaw_of(settings)) return Unexpected{needed(options.appliance, *flaw)};
    return devices::make_battery(std::move(settings), now);
  }
  const devices::Day day = repeated_from(*found, now, repeated_days);
  if (options.appliance == Appliance::load) {
    devices::LoadSettings settings;
    settings.name = name;
    settings.load_w = day.load_w;
    settings.forecast_w = day.load_forecast_w;
    settings.seed = options.seed;
    return devices::make_load(std::move(settings), now);
  }
  devices::PvSettings settings;
  settings.name = name;
  settings.peak_w = options.peak_w;
  settings.available_w = day.pv_w;
  settings.seed = options.seed;
  if (const auto flaw = devices::flaw_of(settings)) return Unexpected{needed(options.appliance, *flaw)};
  return devices::make_pv(std::move(settings), now);
}

// Delays of a street must differ from house to house: chance from the operating system.
Chance real_chance() {
  return [spread = std::uniform_real_distribution<double>(),
          source = std::mt19937_64(std::random_device{}())]() mutable { return spread(source); };
}

std::string status_of(const devices::Reading& reading) {
  const std::string level = reading.fill_level ? ", " + percent(*reading.fill_level) : "";
  return fmt::format("{}{}: {}", kilowatts(reading.power), level, reading.activity);
}

// Says once a minute what the device does.
class StatusLine {
 public:
  StatusLine(Process& process, const DeviceHost& host, std::string name)
      : process_(process), host_(host), name_(std::move(name)), next_(process.clock()) {
    arm();
  }

 private:
  void arm() {
    next_.set(process_.clock().now() + status_interval, [this] {
      process_.note(name_, status_of(host_.device().reading()));
      arm();
    });
  }

  Process& process_;
  const DeviceHost& host_;
  std::string name_;
  Alarm next_;
};

// Runs a device until it is interrupted; `stop` ends what carries its sessions and calls back.
int run(Process& process, DeviceHost& host, const std::string& name,
        const std::function<void(std::function<void()>)>& stop) {
  const auto end = [&] { process.loop().stop(); };
  host.when_stopped([&] { stop(end); });
  StatusLine status(process, host, name);
  process.loop().on_interrupt([&] { host.stop("the device was stopped"); });
  host.start();
  process.loop().run();
  if (host.gave_up()) return process.fail(*host.gave_up());
  process.note(name, "ended");
  return process.good_end();
}

int run_plain(Process& process, std::unique_ptr<devices::Device> device, const std::string& name,
              const DeviceOptions& options) {
  const std::string url = url_for(options.url, name);
  DeviceHost host(
      std::move(device),
      [&](transport::Connected connected) { transport::connect_websocket(process.loop(), url, std::move(connected)); },
      process.clock(), transport::random_ids(), real_chance(), process.watcher(),
      {.name = name, .step = Duration(1'000), .session = session_options(options.process)});
  process.note(name, fmt::format("a {} for the energy manager at {}; Ctrl-C ends it", word_of(options.appliance), url));
  return run(process, host, name, [](const std::function<void()>& done) { done(); });
}

int run_paired(Process& process, std::unique_ptr<devices::Device> device, const std::string& name,
               const DeviceOptions& options) {
  std::optional<std::string> failure;
  const auto paired = PairedDevice::open(process, name, std::string(word_of(options.appliance)), *options.paired,
                                         [&](const std::string& sentence) {
                                           failure = sentence;
                                           process.loop().stop();
                                         });
  if (!paired) return process.fail(paired.error().text + " [" + paired.error().rule + ']');
  DeviceHost host(std::move(device), (*paired)->dial(), process.clock(), transport::random_ids(), real_chance(),
                  process.watcher(),
                  {.name = name,
                   .step = Duration(1'000),
                   .session = paired_session(session_options(options.process)),
                   .is_paired = true});
  const int outcome = run(process, host, name, [&](std::function<void()> done) { (*paired)->stop(std::move(done)); });
  return failure ? process.fail(*failure) : outcome;
}

}  // namespace

std::string_view word_of(Appliance appliance) {
  constexpr std::string_view words[] = {"battery", "pv", "load"};
  return words[static_cast<std::size_t>(appliance)];
}

std::string url_for(const std::string& url, const std::string& name) {
  std::string base = url.empty() ? fmt::format("ws://127.0.0.1:{}", default_port) : url;
  const std::size_t host = base.find("://");
  const std::size_t path = base.find('/', host == std::string::npos ? 0 : host + 3);
  if (path == std::string::npos) return base + "/" + name;
  return path + 1 == base.size() ? base + name : base;
}

int run_device(const DeviceOptions& options, std::ostream& log) {
  const std::string kind(word_of(options.appliance));
  const std::string name = options.name.empty() ? kind : options.name;
  Process process("device " + kind, options.process, log);
  auto device = make_device(options, name, process.clock().now());
  if (!device) return process.fail(device.error().text);
  if (auto begun = process.begin_recording(); !begun) return process.fail(begun.error().text);

  return options.paired ? run_paired(process, std::move(*device), name, options)
                        : run_plain(process, std::move(*device), name, options);
}

}  // namespace s2::house
