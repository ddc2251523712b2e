#include "demo_house.hpp"

#include <house/day.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace s2::house {
namespace {

constexpr const char* battery_name = "battery";
constexpr const char* pv_name = "pv";
constexpr const char* load_name = "load";
constexpr Duration half_hour{30 * 60 * 1000};

planner::Home with_prices(planner::Home home, const devices::Day& day) {
  home.prices = prices_of(day);
  return home;
}

Stored stored_in(const devices::BatterySettings& battery) {
  return {battery.capacity_wh / 1000, battery.cell_efficiency * battery.inverter_efficiency};
}

}  // namespace

// Remembers what each device was told last.
struct DemoHouse::LastOrders : Watcher {
  std::map<std::string, std::pair<Time, std::string>> by_rm;

  void on_order(const std::string& rm, const planner::Order& order, Time now) override {
    by_rm[rm] = {now, fmt::format("{}: {}", message_type_of(kind_of(order.message)).name(), order.why)};
  }
};

DemoHouse::DemoHouse(DemoSettings settings, transport::Loop& loop, Wiring& wiring, Watcher& cem_side, Watcher& rm_side)
    : settings_(std::move(settings)),
      loop_(loop),
      wiring_(wiring),
      clock_(settings_.day.start),
      orders_(std::make_unique<LastOrders>()),
      book_(settings_.troubles, settings_.day.start, 2),
      cem_watchers_({&cem_side, orders_.get(), &book_}),
      rm_watchers_({&rm_side, &book_}),
      bill_(Tariff::of(settings_.home), stored_in(settings_.battery)),
      track_(settings_.day.start, track_slot),
      next_sample_(clock_),
      last_sample_(settings_.day.start) {
  const auto& day = settings_.day;
  devices::PvSettings pv;
  pv.name = pv_name;
  pv.available_w = day.pv_w;
  pv.seed = settings_.seed;
  devices::LoadSettings load;
  load.name = load_name;
  load.load_w = day.load_w;
  load.forecast_w = day.load_forecast_w;
  load.seed = settings_.seed;
  add_device(devices::make_battery(settings_.battery, day.start), battery_name);
  add_device(devices::make_pv(std::move(pv), day.start), pv_name);
  add_device(devices::make_load(std::move(load), day.start), load_name);
  start_manager();
  for (std::size_t i = 0; i < settings_.troubles.size(); ++i) arrange(i);
}

std::vector<std::string> DemoHouse::device_names() { return {battery_name, pv_name, load_name}; }

// It remembers nothing of an earlier life, ids included.
void DemoHouse::start_manager() {
  const int life = lives_++;
  cem_.emplace(
      with_prices(settings_.home, settings_.day), clock_,
      [seed = settings_.seed, life](const std::string& name) {
        return seeded_ids(seed, life == 0 ? name : fmt::format("{} in life {}", name, life));
      },
      session_options(), cem_watchers_);
}

SessionOptions DemoHouse::session_options() const {
  SessionOptions options;
  options.start = wiring_.start();
  return options;
}

void DemoHouse::arrange(std::size_t trouble) {
  const Trouble& it = settings_.troubles[trouble];
  const auto at = [&](Duration since, std::function<void()> callback) {
    agenda_.push_back(std::make_unique<Alarm>(clock_));
    agenda_.back()->set(settings_.day.start + since, std::move(callback));
  };
  switch (it.kind) {
    case Trouble::Kind::cut:
      at(it.begins, [this, path = "/" + it.rm] { wires_[path]->dead = true; });
      at(it.begins + it.late, [this, trouble] { cut(trouble); });
      at(it.begins + it.lasts, [this, path = "/" + it.rm] { wires_.erase(path); });
      break;
    case Trouble::Kind::slow:
      at(it.begins, [this, &it] { slow_down(it, it.late); });
      at(it.begins + it.lasts, [this, &it] { slow_down(it, Duration(0)); });
      break;
    case Trouble::Kind::restart:
      at(it.begins, [this, trouble] { stop_manager(trouble); });
      at(it.begins + it.lasts, [this] {
        start_manager();
        if (auto listening = listen(); !listening) broken_ = listening.error();
      });
      break;
  }
}

void DemoHouse::count_torn(std::size_t trouble, const std::string& rm) {
  std::size_t undecided = 0;
  std::size_t open = 0;
  if (const Session* session = cem_->session(rm)) {
    undecided += session->unanswered();
    open = session->registry().instructions.open().size();
  }
  for (const auto& [name, device] : devices_) {
    if (name == rm && device->session()) undecided += device->session()->unanswered();
  }
  book_.on_torn(trouble, undecided, open);
}

// Both sides notice; until the wire is mended every new attempt fails.
void DemoHouse::cut(std::size_t trouble) {
  const std::string& rm = settings_.troubles[trouble].rm;
  count_torn(trouble, rm);
  const auto wire = wires_["/" + rm];
  if (wire) wire->tear();
}

void DemoHouse::slow_down(const Trouble& trouble, Duration late) {
  if (const auto& wire = wires_["/" + trouble.rm]) wire->late = late;
}

void DemoHouse::stop_manager(std::size_t trouble) {
  for (const auto& [name, device] : devices_) count_torn(trouble, name);
  wiring_.shut();
  cem_.reset();
}

DemoHouse::~DemoHouse() { wiring_.shut(); }

void DemoHouse::add_device(std::unique_ptr<devices::Device> device, const std::string& name) {
  devices_.emplace_back(name,
                        std::make_unique<DeviceHost>(
                            std::move(device), dial(name), clock_, seeded_ids(settings_.seed, "rm " + name),
                            seeded_chance(settings_.seed, "rm " + name), rm_watchers_,
                            DeviceHostOptions{.name = name, .step = settings_.step, .session = session_options()}));
}

// Nothing but the troubles stands between the two: an attempt that fails all the same is a fault of this machine.
Dial DemoHouse::dial(const std::string& name) {
  return [this, name, path = "/" + name](transport::Connected connected) {
    const auto wire = wires_.find(path);
    if (!wiring_.is_open() || (wire != wires_.end() && wire->second && wire->second->dead)) {
      return connected(Unexpected{Finding{"S2CPP-CONNECT", Severity::error, "", "", "nobody answers"}});
    }
    wires_[path] = std::make_shared<Wire>();
    traffic_.opening(path);
    wiring_.dial(name,
                 [this, path, connected = std::move(connected)](Result<std::unique_ptr<transport::Connection>> end) {
                   if (end) return connected(steered(traffic_.watch(std::move(*end)), true));
                   broken_ = end.error();
                   traffic_.failed(path);
                   connected(std::move(end));
                 });
  };
}

std::unique_ptr<transport::Connection> DemoHouse::steered(std::unique_ptr<transport::Connection> end, bool is_device) {
  auto& wire = wires_[end->path()];
  if (!wire) wire = std::make_shared<Wire>();
  return std::make_unique<SteeredEnd>(std::move(end), wire, clock_, is_device);
}

Result<void> DemoHouse::listen() {
  return wiring_.open([this](std::unique_ptr<transport::Connection> connection) {
    if (cem_) cem_->adopt(steered(traffic_.watch(std::move(connection)), false));
  });
}

Result<void> DemoHouse::live(const Pace& pace) {
  if (auto listening = listen(); !listening) return listening;
  // One after the other: each has introduced itself before the next one connects.
  for (auto& [name, device] : devices_) {
    clock_.at(clock_.now(), [host = device.get()] { host->start(); });
  }
  next_sample_.set(clock_.now(), [this] { sample(); });
  if (auto lived = ring_until(settings_.day.start + day_length, pace); !lived) return lived;
  return say_goodbye();
}

Result<void> DemoHouse::ring_until(Time end, const Pace& pace) {
  for (;;) {
    if (auto calm = settle(); !calm) return calm;
    if (broken_) return Unexpected{*broken_};
    const auto next = clock_.next();
    if (!next || *next > end) return {};
    if (*next > clock_.now() && !pace(*next)) return {};
    clock_.ring_next();
  }
}

Result<void> DemoHouse::say_goodbye() {
  const Time now = clock_.now();
  for (auto& [name, device] : devices_) {
    device->stop("the day is over");
    if (auto calm = ring_until(now, [](Time) { return true; }); !calm) return calm;
  }
  return {};
}

Result<void> DemoHouse::settle() {
  if (traffic_.settle(loop_, patience)) return {};
  return Unexpected{Finding{"S2CPP-STUCK", Severity::error, "", "",
                            fmt::format("the sockets did not come to rest within {} s", patience.count() / 1000)}};
}

// Taken after all devices stepped to this moment: what they show now held since the last sample.
void DemoHouse::sample() {
  const Time now = clock_.now();
  const auto reading = [&](std::size_t device) { return devices_[device].second->device().reading(); };
  const devices::Reading battery = reading(0);
  const double free_w = std::min(settings_.day.pv_w.at(now), devices::PvSettings{}.peak_w);
  const Powers powers{.load = reading(2).power, .pv = reading(1).power, .pv_free = -free_w, .battery = battery.power};
  const Duration span = now - last_sample_;
  const double price = settings_.day.price_eur_kwh.at(last_sample_);
  const double fill = battery.fill_level.value_or(0);
  bill_.add(powers, span, price, fill);
  track_.add(now, span, powers, price, fill);
  last_sample_ = now;
  next_sample_.set(now + settings_.step, [this] { sample(); });
}

HomeView DemoHouse::view() const {
  HomeView view;
  view.day = &settings_.day;
  view.now = clock_.now();
  if (cem_) {
    const auto outlook = cem_->outlook();
    view.price_eur_kwh = outlook.price_eur_kwh;
    view.next_eur_kwh = outlook.next_price_eur_kwh;
    view.intent = outlook.intent;
  } else {
    view.intent = "the energy manager is down";
  }
  for (const auto& [name, device] : devices_) {
    DeviceView shown{.name = name, .reading = device->device().reading(), .ordered = {}, .order = "no orders yet"};
    if (const auto last = orders_->by_rm.find(name); last != orders_->by_rm.end()) {
      shown.ordered = last->second.first;
      shown.order = last->second.second;
    }
    view.grid_w += shown.reading.power;
    view.devices.push_back(std::move(shown));
  }
  const auto per_half_hour = static_cast<std::size_t>(half_hour / track_.slot());
  for (std::size_t i = per_half_hour - 1; i < track_.slots().size(); i += per_half_hour) {
    view.fill_percent.push_back(track_.slots()[i].fill_percent);
  }
  view.cost_eur = bill_.with().cost_eur();
  view.cost_without_eur = bill_.without().cost_eur();
  view.stored_eur = bill_.stored_eur();
  return view;
}

DemoSettings demo_settings(devices::Day day, std::uint64_t seed) {
  planner::Home home;
  // Grid fees, levies and taxes of a German household in 2024, about; the market price comes on top.
  home.grid_fee_eur_kwh = 0.16;
  home.feed_in_at_price = true;
  return {.day = std::move(day), .seed = seed, .battery = {}, .home = std::move(home), .step = Duration(10'000)};
}

}  // namespace s2::house
