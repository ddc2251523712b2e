#include "replay/chart.hpp"

#include "replay/describe.hpp"
#include "text_layout.hpp"

#include <algorithm>

namespace s2::app {

// What each message type adds.
struct Chart::Taker {
  Chart& chart;
  const Registry& registry;
  Time now;

  void operator()(const PowerMeasurement& message) const {
    for (const auto& value : message.values) {
      chart.quantities_[value.commodity_quantity].measured.add(now, value.value);
    }
  }
  void operator()(const PowerForecast& message) const {
    std::map<CommodityQuantity, std::vector<Piece>> pieces;
    Time from = message.start_time;
    for (const auto& element : message.elements) {
      const Time until = from + element.duration;
      for (const auto& value : element.power_values) {
        pieces[value.commodity_quantity].push_back({from, until, value.value_expected, value.value_expected});
      }
      from = until;
    }
    for (const auto& [quantity, course] : pieces) chart.quantities_[quantity].forecast.put(course);
  }
  void operator()(const pebc::Instruction& message) const {
    for (const auto& envelope : message.power_envelopes) {
      std::vector<Piece> pieces;
      Time from = std::max(message.execution_time, now);
      for (const auto& element : envelope.power_envelope_elements) {
        const Time until = from + element.duration;
        pieces.push_back({from, until, element.lower_limit, element.upper_limit});
        from = until;
      }
      chart.quantities_[envelope.commodity_quantity].limits.put(pieces);
    }
  }
  void operator()(const frbc::SystemDescription& message) const {
    chart.fill_range_ = message.storage.fill_level_range;
    chart.fill_label_ = shortened(message.storage.fill_level_label.value_or(""));
  }
  void operator()(const frbc::StorageStatus& message) const { chart.fill_level_.add(now, message.present_fill_level); }
  void operator()(const frbc::FillLevelTargetProfile& message) const {
    std::vector<Piece> pieces;
    Time from = message.start_time;
    for (const auto& element : message.elements) {
      const Time until = from + element.duration;
      pieces.push_back({from, until, element.fill_level_range.start_of_range, element.fill_level_range.end_of_range});
      from = until;
    }
    chart.targets_.put(pieces);
  }
  void operator()(const ddbc::PresentDemandStatus& message) const {
    chart.demand_low_.add(now, message.present_demand_rate.start_of_range);
    chart.demand_high_.add(now, message.present_demand_rate.end_of_range);
  }
  void operator()(const ombc::Status& message) const {
    chart.mode({}, message.active_operation_mode_id, registry, now);
  }
  void operator()(const frbc::ActuatorStatus& message) const {
    chart.mode(message.actuator_id, message.active_operation_mode_id, registry, now);
  }
  void operator()(const ddbc::ActuatorStatus& message) const {
    chart.mode(message.actuator_id, message.active_operation_mode_id, registry, now);
  }
  template <class Other>
  void operator()(const Other&) const {}
};

void Chart::take(const Message& message, const Registry& registry, Time time) {
  std::visit(Taker{*this, registry, time}, message);
}

void Chart::mode(const Id& actuator, const Id& mode, const Registry& registry, Time time) {
  auto place = static_cast<std::size_t>(std::find(lane_ids_.begin(), lane_ids_.end(), actuator) - lane_ids_.begin());
  if (place == lane_ids_.size()) {
    if (place == kept_lanes) return;
    lane_ids_.push_back(actuator);
    lane_modes_.emplace_back();
    modes_.emplace_back();
    if (!actuator.empty()) modes_.back().actuator = actuator_label(registry, actuator);
  }
  ModeLane& lane = modes_[place];
  auto& known = lane_modes_[place];
  auto label = static_cast<std::size_t>(std::find(known.begin(), known.end(), mode) - known.begin());
  if (label == known.size() && label < ModeLane::kept_labels) {
    known.push_back(mode);
    lane.labels.push_back(mode_label(registry, actuator, mode));
  }
  label = std::min(label, lane.labels.size() - 1);
  if (!lane.spans.empty() && lane.spans.back().label == label) return;
  if (lane.spans.size() == ModeLane::kept) {
    ++lane.left_out;
    return;
  }
  lane.spans.push_back({time, label});
}

bool Chart::empty() const {
  return quantities_.empty() && fill_level_.empty() && targets_.pieces().empty() && demand_low_.empty() &&
         modes_.empty();
}

}  // namespace s2::app
