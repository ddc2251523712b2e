#include "replay/describe.hpp"

#include "text_layout.hpp"

#include <fmt/format.h>
#include <model/find_id.hpp>

#include <algorithm>
#include <cmath>

namespace s2::app {
namespace {

constexpr std::size_t label_bytes = 40;
constexpr std::size_t id_bytes = 8;         // shown of a long id, which is a UUID
constexpr std::size_t short_id_bytes = 20;  // shorter ones are words of people

std::string short_id(const Id& id) {
  return shortened(id.text(), id.text().size() <= short_id_bytes ? short_id_bytes : id_bytes);
}

// A label, or the beginning of the id of something that has none.
std::string label_or_id(const std::optional<std::string>& label, const Id& id) {
  return label && !label->empty() ? shortened(*label, label_bytes) : short_id(id);
}

// The label of a mode of one actuator of a description; empty when the description does not have it.
template <class Description>
std::optional<std::string> label_in(const Description* description, const Id& actuator, const Id& mode) {
  const auto* owner = description == nullptr ? nullptr : find_id(description->actuators, actuator);
  const auto* found = owner == nullptr ? nullptr : find_id(owner->operation_modes, mode);
  return found == nullptr ? std::nullopt : std::optional(label_or_id(found->diagnostic_label, mode));
}

template <class Description>
std::optional<std::string> actuator_in(const Description* description, const Id& actuator) {
  const auto* found = description == nullptr ? nullptr : find_id(description->actuators, actuator);
  return found == nullptr ? std::nullopt : std::optional(label_or_id(found->diagnostic_label, actuator));
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string range_text(const NumberRange& range) {
  if (range.start_of_range == range.end_of_range) return number_text(range.start_of_range);
  return number_text(range.start_of_range) + " … " + number_text(range.end_of_range);
}

std::string with_label(std::string_view text, const std::optional<std::string>& label) {
  if (!label || label->empty()) return std::string(text);
  return fmt::format("{}: {}", text, shortened(*label));
}

// The smallest and the largest limit of an envelope instruction, per quantity.
std::string limits_text(const pebc::Instruction& instruction) {
  std::string text;
  for (const auto& envelope : instruction.power_envelopes) {
    double low = INFINITY;
    double high = -INFINITY;
    for (const auto& element : envelope.power_envelope_elements) {
      low = std::min(low, element.lower_limit);
      high = std::max(high, element.upper_limit);
    }
    if (low > high) continue;
    text += fmt::format("{}{} … {} {}", text.empty() ? "" : ", ", number_text(low), number_text(high),
                        unit_of(envelope.commodity_quantity));
  }
  return text;
}

struct Describer {
  const Registry& registry;

  std::string mode(const Id& actuator, const Id& mode_id, double factor) const {
    const std::string at = fmt::format("{}, factor {}", mode_label(registry, actuator, mode_id), number_text(factor));
    return actuator.empty() ? at : actuator_label(registry, actuator) + ": " + at;
  }

  std::string operator()(const Handshake& message) const {
    std::string versions;
    for (const auto& version : message.supported_protocol_versions) {
      if (versions.size() > label_bytes) break;
      versions += (versions.empty() ? "" : ", ") + shortened(version, label_bytes);
    }
    return versions;
  }
  std::string operator()(const HandshakeResponse& message) const {
    return shortened(message.selected_protocol_version, label_bytes);
  }
  std::string operator()(const ReceptionStatus& message) const {
    return with_label(name_of(message.status), message.diagnostic_label);
  }
  std::string operator()(const SessionRequest& message) const {
    return with_label(name_of(message.request), message.diagnostic_label);
  }
  std::string operator()(const ResourceManagerDetails& message) const {
    return message.name ? shortened(*message.name, label_bytes) : std::string();
  }
  std::string operator()(const SelectControlType& message) const { return std::string(name_of(message.control_type)); }
  std::string operator()(const PowerMeasurement& message) const {
    std::string text;
    for (const auto& value : message.values) {
      if (text.size() > label_bytes * 2) break;
      text +=
          fmt::format("{}{} {}", text.empty() ? "" : ", ", number_text(value.value), unit_of(value.commodity_quantity));
    }
    return text;
  }
  std::string operator()(const PowerForecast& message) const {
    return counted(message.elements.size(), "element", "elements") + " from " + format_time(message.start_time);
  }
  std::string operator()(const InstructionStatusUpdate& message) const {
    return std::string(name_of(message.status_type));
  }
  std::string operator()(const RevokeObject& message) const { return std::string(name_of(message.object_type)); }
  std::string operator()(const pebc::PowerConstraints& message) const {
    return counted(message.allowed_limit_ranges.size(), "range", "ranges") + ", " +
           std::string(name_of(message.consequence_type));
  }
  std::string operator()(const pebc::EnergyConstraint& message) const {
    return range_text({message.lower_average_power, message.upper_average_power}) + " " +
           std::string(unit_of(message.commodity_quantity)) + " on average";
  }
  std::string operator()(const pebc::Instruction& message) const { return limits_text(message); }
  std::string operator()(const ppbc::PowerProfileDefinition& message) const {
    return counted(message.power_sequence_containers.size(), "container", "containers");
  }
  std::string operator()(const ppbc::PowerProfileStatus& message) const {
    std::string text;
    for (const auto& one : message.sequence_container_status) {
      if (text.size() > label_bytes) break;
      text += (text.empty() ? "" : ", ") + std::string(name_of(one.status));
    }
    return text;
  }
  std::string operator()(const ppbc::ScheduleInstruction& message) const {
    return fmt::format("sequence {}", shortened(message.power_sequence_id.text(), label_bytes));
  }
  std::string operator()(const ppbc::StartInterruptionInstruction& message) const {
    return fmt::format("pause {}", shortened(message.power_sequence_id.text(), label_bytes));
  }
  std::string operator()(const ppbc::EndInterruptionInstruction& message) const {
    return fmt::format("go on with {}", shortened(message.power_sequence_id.text(), label_bytes));
  }
  std::string operator()(const ombc::SystemDescription& message) const {
    return counted(message.operation_modes.size(), "mode", "modes");
  }
  std::string operator()(const ombc::Status& message) const {
    return mode({}, message.active_operation_mode_id, message.operation_mode_factor);
  }
  std::string operator()(const ombc::TimerStatus& message) const { return timer(message.finished_at); }
  std::string operator()(const ombc::Instruction& message) const {
    return mode({}, message.operation_mode_id, message.operation_mode_factor);
  }
  std::string operator()(const frbc::SystemDescription& message) const {
    return counted(message.actuators.size(), "actuator", "actuators");
  }
  std::string operator()(const frbc::StorageStatus& message) const {
    const auto* description = registry.frbc.descriptions.in_force();
    const auto& label = description == nullptr ? std::nullopt : description->storage.fill_level_label;
    return number_text(message.present_fill_level) + (label ? ' ' + shortened(*label, label_bytes) : "");
  }
  std::string operator()(const frbc::ActuatorStatus& message) const {
    return mode(message.actuator_id, message.active_operation_mode_id, message.operation_mode_factor);
  }
  std::string operator()(const frbc::TimerStatus& message) const { return timer(message.finished_at); }
  std::string operator()(const frbc::LeakageBehaviour& message) const {
    return counted(message.elements.size(), "band", "bands");
  }
  std::string operator()(const frbc::UsageForecast& message) const { return course(message); }
  std::string operator()(const frbc::FillLevelTargetProfile& message) const { return course(message); }
  std::string operator()(const frbc::Instruction& message) const {
    return mode(message.actuator_id, message.operation_mode, message.operation_mode_factor);
  }
  std::string operator()(const ddbc::SystemDescription& message) const {
    return counted(message.actuators.size(), "actuator", "actuators");
  }
  std::string operator()(const ddbc::PresentDemandStatus& message) const {
    return range_text(message.present_demand_rate);
  }
  std::string operator()(const ddbc::ActuatorStatus& message) const {
    return mode(message.actuator_id, message.active_operation_mode_id, message.operation_mode_factor);
  }
  std::string operator()(const ddbc::TimerStatus& message) const { return timer(message.finished_at); }
  std::string operator()(const ddbc::AverageDemandRateForecast& message) const { return course(message); }
  std::string operator()(const ddbc::Instruction& message) const {
    return mode(message.actuator_id, message.operation_mode_id, message.operation_mode_factor);
  }

 private:
  static std::string timer(Time finished_at) { return "until " + format_time(finished_at); }
  template <class Course>
  static std::string course(const Course& message) {
    return counted(message.elements.size(), "element", "elements") + " from " + format_time(message.start_time);
  }
};

}  // namespace

std::string mode_label(const Registry& registry, const Id& actuator, const Id& mode) {
  if (actuator.empty()) {
    const auto* description = registry.ombc.descriptions.in_force();
    const auto* found = description == nullptr ? nullptr : find_id(description->operation_modes, mode);
    return label_or_id(found == nullptr ? std::nullopt : found->diagnostic_label, mode);
  }
  if (auto label = label_in(registry.frbc.descriptions.in_force(), actuator, mode)) return *label;
  if (auto label = label_in(registry.ddbc.descriptions.in_force(), actuator, mode)) return *label;
  return short_id(mode);
}

std::string actuator_label(const Registry& registry, const Id& actuator) {
  if (auto label = actuator_in(registry.frbc.descriptions.in_force(), actuator)) return *label;
  if (auto label = actuator_in(registry.ddbc.descriptions.in_force(), actuator)) return *label;
  return short_id(actuator);
}

std::string_view words_for(CommodityQuantity quantity) {
  constexpr std::string_view words[] = {
      "power L1",      "power L2",         "power L3",          "power, 3 phases", "natural gas flow",
      "hydrogen flow", "heat temperature", "heat carrier flow", "thermal power",   "oil flow",
  };
  return words[static_cast<std::size_t>(quantity)];
}

std::string number_text(double value) {
  if (!std::isfinite(value) || std::abs(value) >= 1e12) return fmt::format("{:g}", value);
  std::string text = fmt::format("{:.4f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string describe(const Message& message, const Registry& registry) {
  return std::visit(Describer{registry}, message);
}

}  // namespace s2::app
