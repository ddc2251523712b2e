// The energy manager: hears events, keeps a plan, and gives orders.

#include "bounds.hpp"
#include "situation.hpp"
#include "words.hpp"

#include <s2/planner.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace s2::planner {
namespace {

// How much slower than it grows the expected pause between two looks shrinks.
constexpr int forgetting = 4;

// What a device is made to do, for the sentence about the home; empty when it is left alone.
std::string clause(const Device& device, const std::string& why, Time now) {
  const std::string reason = device.name() + " (" + why + ")";
  if (device.envelope.limits && device.envelope.lane.stands() && now < device.envelope.until) {
    return "limits " + reason;
  }
  const auto view = is_steerable(device, now) ? view_of(device, now) : std::nullopt;
  if (!view) return {};
  const double power = view->power_w();
  if (std::abs(power) < Threshold::power_w) return "rests " + reason;
  return (power > 0 ? "charges " : "discharges ") + device.name() + " with " + watts(power) + " (" + why + ")";
}

// Why a control type is selected.
std::string purpose_of(ControlType control_type) {
  if (control_type == ControlType::fill_rate_based_control) return "to fill and empty it";
  if (control_type == ControlType::power_envelope_based_control) return "to limit it when needed";
  return "to listen to it";
}

}  // namespace

struct EnergyManager::Mind {
  Mind(const Home& home, IdSource source)
      : tariff(home), fuse(home.fuse_w, home.phases), cycle_cost(home.cycle_cost_eur_kwh), ids(std::move(source)) {}

  Tariff tariff;
  Fuse fuse;
  double cycle_cost;
  IdSource ids;
  Devices devices;
  HomePlan plan;
  bool changed = true;
  std::optional<Time> looked_at;
  Duration look_ahead = Pace::look_ahead_min;
  std::map<DeviceKey, std::string> reasons;  // of the last instruction to each device

  void look(Time now);
  void select(Time now, std::vector<Order>& orders);
  bool plan_is_stale(Time now) const;
  bool level_strays(DeviceKey key, const Device& device, Time now) const;
  void note(const std::vector<Order>& orders);
};

// How often somebody asks us what to do tells how long an order must hold.
void EnergyManager::Mind::look(Time now) {
  if (looked_at && now > *looked_at) {
    const Duration pause = now - *looked_at;
    look_ahead = std::max(pause * 3 / 2, look_ahead - pause / forgetting);
    look_ahead = std::clamp(look_ahead, Pace::look_ahead_min, Pace::look_ahead_max);
  }
  looked_at = now;
  for (auto& [key, device] : devices) {
    device.settle(now);
    if (device.take_changed()) changed = true;
  }
}

void EnergyManager::Mind::select(Time now, std::vector<Order>& orders) {
  for (auto& [key, device] : devices) {
    const auto wanted = device.wanted_control_type();
    if (!wanted || device.selection.waits() || !device.selection.open_for_correction(now)) continue;
    SelectControlType message{.message_id = ids(), .control_type = *wanted};
    device.selection.sent(message.message_id, {}, now);
    orders.push_back({key, message, purpose_of(*wanted)});
  }
}

bool EnergyManager::Mind::level_strays(DeviceKey key, const Device& device, Time now) const {
  const auto view = view_of(device, now);
  if (!view) return false;
  const auto planned = plan.at(key, now);
  if (!planned) return true;
  return std::abs(view->level - planned->expected_level) > Threshold::level_share * view->range();
}

bool EnergyManager::Mind::plan_is_stale(Time now) const {
  if (!plan.covers(now)) return true;
  const bool stranger = std::any_of(devices.begin(), devices.end(), [&](const auto& entry) {
    return view_of(entry.second, now) && !plan.at(entry.first, now);
  });
  if (stranger) return true;
  if (now - *plan.made_at() < Pace::replan) return false;
  return changed || std::any_of(devices.begin(), devices.end(),
                                [&](const auto& entry) { return level_strays(entry.first, entry.second, now); });
}

void EnergyManager::Mind::note(const std::vector<Order>& orders) {
  for (const auto& order : orders) {
    if (message_type_of(kind_of(order.message)).is_instruction) reasons.insert_or_assign(order.device, order.why);
  }
}

EnergyManager::EnergyManager(Home home, IdSource ids) : mind_(std::make_unique<Mind>(home, std::move(ids))) {}
EnergyManager::~EnergyManager() = default;
EnergyManager::EnergyManager(EnergyManager&&) noexcept = default;
EnergyManager& EnergyManager::operator=(EnergyManager&&) noexcept = default;

void EnergyManager::set_prices(std::vector<Price> prices) {
  mind_->tariff.set_prices(std::move(prices));
  mind_->changed = true;
}

void EnergyManager::on(DeviceKey device, const Event& event, Time now) {
  if (std::holds_alternative<Ended>(event)) {
    if (mind_->devices.erase(device) > 0) mind_->changed = true;
    mind_->reasons.erase(device);
    return;
  }
  mind_->devices[device].on(event, now);
}

void EnergyManager::not_sent(const Order& order, Time now) {
  const auto device = mind_->devices.find(order.device);
  const Id* message_id = message_id_of(order.message);
  if (device == mind_->devices.end() || !message_id) return;
  device->second.on(Answered{*message_id, kind_of(order.message), ReceptionStatusValues::invalid_content, {}}, now);
}

std::vector<Order> EnergyManager::plan(Time now) {
  Mind& mind = *mind_;
  std::vector<Order> orders;
  mind.look(now);
  mind.select(now, orders);
  if (mind.plan_is_stale(now)) {
    mind.plan = HomePlan::make(mind.devices, mind.tariff, mind.fuse, mind.cycle_cost, now);
    mind.changed = false;
  }
  Situation situation{mind.devices, mind.plan, mind.tariff, mind.fuse, mind.cycle_cost, mind.look_ahead, mind.ids, now};
  const StoragesTogether storages = steer_storages(situation, orders);
  limit_power(situation, storages, orders);
  mind.note(orders);
  return orders;
}

Outlook EnergyManager::outlook(Time now) const {
  Outlook outlook;
  for (const auto& [key, device] : mind_->devices) {
    const double power = device.power().measured().value_or(Flow{}).total;
    outlook.grid_w += power;
    if (!device.is_storage() && !device.is_limited()) outlook.load_w += power;
  }
  outlook.price_eur_kwh = mind_->tariff.market(now);
  outlook.next_price_eur_kwh = mind_->tariff.next_market(now);
  for (const auto& [key, why] : mind_->reasons) {
    const std::string text = clause(mind_->devices.at(key), why, now);
    if (!text.empty()) outlook.intent += (outlook.intent.empty() ? "" : ", ") + text;
  }
  if (outlook.intent.empty()) outlook.intent = mind_->devices.empty() ? "waits for devices" : "watches";
  outlook.intent.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(outlook.intent.front())));
  outlook.intent += '.';
  return outlook;
}

}  // namespace s2::planner
