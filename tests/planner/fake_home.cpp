// A home around one energy manager.

#include "fake_home.hpp"

#include <s2/rules.hpp>

#include <algorithm>
#include <cmath>

namespace s2::planner::test {
namespace {

constexpr DeviceKey load_key = 1;
constexpr DeviceKey first_battery = 10;
constexpr DeviceKey first_panels = 20;
constexpr auto symmetric = CommodityQuantity::electric_power_3_phase_symmetric;

ResourceManagerDetails load_details(CommodityQuantity quantity) {
  return {.message_id = Id{"details"},
          .resource_id = Id{"load"},
          .name = "load",
          .roles = {{RoleType::energy_consumer, Commodity::electricity}},
          .manufacturer = {},
          .model = {},
          .serial_number = {},
          .firmware_version = {},
          .instruction_processing_delay = Duration{0},
          .available_control_types = {ControlType::not_controllable},
          .currency = {},
          .provides_forecast = true,
          .provides_power_measurement_types = {quantity}};
}

PowerForecast forecast(const Profile& profile, double sign, CommodityQuantity quantity, Time from) {
  PowerForecast message{Id{"forecast"}, from, {}};
  for (int slot = 0; slot < 192; ++slot) {
    const Time moment = from + Duration{slot * 900'000};
    message.elements.push_back({Duration{900'000}, {{{}, {}, {}, sign * profile(moment), {}, {}, {}, quantity}}});
  }
  return message;
}

}  // namespace

double FakePanels::limit_w(Time now) const {
  double limit = rating_w;
  for (const auto& envelope : envelopes) {
    const auto& element = envelope.power_envelopes.front().power_envelope_elements.front();
    if (now >= envelope.execution_time)
      limit = now < envelope.execution_time + element.duration ? -element.lower_limit : rating_w;
  }
  return limit;
}

double FakePanels::power_w(Time now) const { return -std::min(available_w(now), limit_w(now)); }

std::string FakePanels::objection(const pebc::Instruction& instruction, Time now) const {
  if (instruction.power_constraints_id != constraints().id) return "other constraints";
  if (instruction.execution_time < now) return "in the past";
  if (instruction.power_envelopes.size() != 1) return "one quantity was offered";
  for (const auto& element : instruction.power_envelopes.front().power_envelope_elements) {
    if (element.duration <= Duration{0}) return "an element of no length";
    if (element.lower_limit < -rating_w || element.lower_limit > 0) return "lower limit";
    if (element.upper_limit != 0) return "upper limit";
  }
  return {};
}

ResourceManagerDetails FakePanels::details() const {
  ResourceManagerDetails details = load_details(symmetric);
  details.name = "panels";
  details.roles = {{RoleType::energy_producer, Commodity::electricity}};
  if (limited_offer) details.available_control_types = {ControlType::power_envelope_based_control};
  return details;
}

pebc::PowerConstraints FakePanels::constraints() const {
  using enum pebc::PowerEnvelopeLimitType;
  return {.message_id = Id{"constraints"},
          .id = Id{"offer"},
          .valid_from = at(0),
          .valid_until = {},
          .consequence_type = pebc::PowerEnvelopeConsequenceType::vanish,
          .allowed_limit_ranges = {{symmetric, upper_limit, {0, 0}, false},
                                   {symmetric, lower_limit, {-rating_w, 0}, false}}};
}

double FakeHome::grid_w(Time now) const {
  double sum = load_w(now);
  for (const auto& battery : batteries) sum += battery.power_w();
  for (const auto& panel : panels) sum += panel.power_w(now);
  return sum;
}

double FakeHome::price(Time now, double grid_power_w) const {
  double market = home.prices.front().eur_per_kwh;
  for (const auto& known : home.prices) {
    if (known.from <= now) market = known.eur_per_kwh;
  }
  if (grid_power_w >= 0) return market + home.grid_fee_eur_kwh;
  return home.feed_in_at_price ? market : home.feed_in_eur_kwh;
}

double FakeHome::uncontrolled_cost(Time from, Time until, Duration step) const {
  double sum = 0;
  for (Time now = from; now < until; now = now + step) {
    double grid = load_w(now);
    for (const auto& panel : panels) grid -= std::min(panel.available_w(now), panel.rating_w);
    sum += price(now, grid) * grid / 1000 * static_cast<double>(step.count()) / 3.6e6;
  }
  return sum;
}

void FakeHome::say(DeviceKey device, Message message, Time now) {
  manager->on(device, Received{std::move(message), {}}, now);
}

void FakeHome::start(Time now) {
  manager = std::make_unique<EnergyManager>(home, counting_ids("id"));
  say(load_key, load_details(load_quantity), now);
  if (forecasts) say(load_key, forecast(load_w, 1, load_quantity, now), now);
  for (std::size_t i = 0; i < batteries.size(); ++i) say(first_battery + i, batteries[i].details(), now);
  for (std::size_t i = 0; i < panels.size(); ++i) {
    say(first_panels + i, panels[i].details(), now);
    if (forecasts) say(first_panels + i, forecast(panels[i].available_w, -1, symmetric, now), now);
  }
}

void FakeHome::measure(Time now) {
  say(load_key, PowerMeasurement{Id{"m"}, now, {{load_quantity, load_w(now)}}}, now);
  for (std::size_t i = 0; i < batteries.size(); ++i) {
    say(first_battery + i, batteries[i].measurement(now), now);
    say(first_battery + i, frbc::StorageStatus{Id{"level"}, batteries[i].level()}, now);
  }
  for (std::size_t i = 0; i < panels.size(); ++i) {
    say(first_panels + i, PowerMeasurement{Id{"m"}, now, {{symmetric, panels[i].power_w(now)}}}, now);
  }
}

void FakeHome::follow(std::vector<Order> orders, Time now) {
  for (const auto& order : orders) {
    for (const auto& finding : check(order.message)) {
      if (finding.severity == Severity::error) objections.push_back(finding.rule + " " + finding.text);
    }
    follow_one(order, now);
  }
}

void FakeHome::follow_one(const Order& order, Time now) {
  manager->on(order.device,
              Answered{*message_id_of(order.message), kind_of(order.message), ReceptionStatusValues::ok, {}}, now);
  const auto object = [&](const std::string& objection) {
    if (!objection.empty()) objections.push_back(format_time(now) + " " + objection);
  };
  if (const auto* selection = std::get_if<SelectControlType>(&order.message)) {
    manager->on(order.device, ControlTypeChanged{selection->control_type}, now);
    if (selection->control_type == ControlType::fill_rate_based_control) {
      for (auto& message : batteries[order.device - first_battery].greeting())
        say(order.device, std::move(message), now);
    }
    if (selection->control_type == ControlType::power_envelope_based_control) {
      say(order.device, panels[order.device - first_panels].constraints(), now);
    }
    return;
  }
  ++instructions;
  reasons.push_back(format_time(now).substr(11, 5) + " " + order.why);
  auto& sent = sent_[order.device];
  sent.push_back(now);
  std::erase_if(sent, [&](Time moment) { return now - moment >= Duration{3'600'000}; });
  most_in_an_hour = std::max(most_in_an_hour, static_cast<int>(sent.size()));
  if (const auto* instruction = std::get_if<frbc::Instruction>(&order.message)) {
    FakeBattery& battery = batteries[order.device - first_battery];
    object(battery.objection(*instruction, now));
    battery.obey(*instruction, now);
    say(order.device, battery.status(), now);
  } else if (const auto* limits = std::get_if<pebc::Instruction>(&order.message)) {
    object(panels[order.device - first_panels].objection(*limits, now));
    panels[order.device - first_panels].envelopes.push_back(*limits);
  }
}

void FakeHome::run(Time from, Time until, Duration step) {
  start(from);
  // What is selected in the first look can be instructed in the second.
  follow(manager->plan(from), from);
  for (Time now = from; now < until; now = now + step) {
    measure(now);
    follow(manager->plan(now), now);
    heaviest_w = std::max(heaviest_w, grid_w(now));
    lightest_w = std::min(lightest_w, grid_w(now));
    cost += price(now, grid_w(now)) * grid_w(now) / 1000 * static_cast<double>(step.count()) / 3.6e6;
    for (auto& battery : batteries) {
      battery.run(step);
      lowest_level = std::min(lowest_level, battery.level());
      highest_level = std::max(highest_level, battery.level());
    }
    if (each_step) each_step(now);
  }
}

}  // namespace s2::planner::test
