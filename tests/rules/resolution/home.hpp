#pragma once
// A home whose conversations are known: descriptions and instructions for the tests of resolution.

#include <s2/registry.hpp>
#include <s2/resolve.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace s2::tests {

/// The day of all tests.
inline const Time noon = parse_time("2026-06-21T12:00:00Z")->time;
/// A time of that day, or of a later one.
inline Time at(std::string_view time, int days_later = 0) {
  return parse_time("2026-06-21T" + std::string(time) + "Z")->time + std::chrono::hours(24 * days_later);
}

/// The rules of findings.
inline std::vector<std::string> rules_of(const std::vector<Finding>& findings) {
  std::vector<std::string> rules;
  for (const Finding& finding : findings) rules.push_back(finding.rule);
  return rules;
}
/// The rules of all that was found, doubts or errors.
inline std::vector<std::string> problems_of(const Result<Resolution, std::vector<Finding>>& outcome) {
  return rules_of(outcome ? outcome->doubts : outcome.error());
}

/// A band of a mode: fill levels, fill rate and electric power.
struct Band {
  NumberRange levels, rate, power;
};
/// An FRBC mode.
inline frbc::OperationMode filling_mode(std::string_view id, const std::vector<Band>& bands) {
  frbc::OperationMode mode{Id(id), std::string(id) + " label", {}, false};
  for (const Band& band : bands) {
    const PowerRange power{band.power.start_of_range, band.power.end_of_range, CommodityQuantity::electric_power_l1};
    mode.elements.push_back({band.levels, band.rate, {power}, {}});
  }
  return mode;
}

/// What both sides of a conversation have said, put together by hand.
struct Home {
  Registry registry{Start::connected};

  /// The timer of an OMBC device was reported.
  void started_timer(std::string_view timer, Time until) { registry.ombc.states.take({Id(), Id(timer), until}); }
  /// An OMBC instruction.
  Message switch_to(std::string_view mode, double factor, Time when, bool abnormal_condition = false) const {
    return ombc::Instruction{Id("m1"), Id("i1"), when, Id(mode), factor, abnormal_condition};
  }

  /// Power limits were offered.
  void offer(std::vector<pebc::AllowedLimitRange> ranges, std::optional<Time> until = {}) {
    registry.pebc.offers.push_back(
        {{Id("m2"), Id("offer"), at("00:00:00"), until, pebc::PowerEnvelopeConsequenceType::vanish, std::move(ranges)},
         false});
  }
  /// A PEBC instruction for one quantity.
  Message limit(std::vector<pebc::PowerEnvelopeElement> elements, Time when, bool abnormal_condition = false) const {
    return pebc::Instruction{Id("m1"),    Id("i1"),
                             when,        abnormal_condition,
                             Id("offer"), {{Id("e1"), CommodityQuantity::electric_power_l1, std::move(elements)}}};
  }

  /// A task was defined.
  void task(ppbc::PowerProfileDefinition profile) {
    std::vector<PpbcState::Container> containers;
    for (const auto& container : profile.power_sequence_containers) {
      containers.emplace_back().id = digest_of(container.id);
    }
    registry.ppbc.tasks.push_back({std::move(profile), false, std::move(containers)});
  }
  /// A sequence was scheduled.
  void scheduled(std::size_t container, std::string_view sequence, Time start) {
    auto& state = registry.ppbc.tasks.back().containers[container];
    state.scheduled = Id(sequence);
    state.start = start;
  }
  /// A PPBC instruction.
  Message schedule(std::string_view container, std::string_view sequence, Time when) const {
    return ppbc::ScheduleInstruction{Id("m1"), Id("i1"), Id("task"), Id(container), Id(sequence), when, false};
  }
};

/// A report of a mode, received at a moment.
inline ModeState in_mode(std::string_view actuator, std::string_view mode, double factor, Time reported) {
  ModeState state;
  state.actuator = Id(actuator);
  state.mode = Id(mode);
  state.factor = factor;
  state.reported = reported;
  return state;
}

/// An OMBC device that is off, and may go on when the timer "minimum" lets it; that takes 3 s.
inline Home switchable() {
  using enum CommodityQuantity;
  const auto mode = [](std::string_view id, double from, double to, bool abnormal) {
    return ombc::OperationMode{Id(id), {}, {{from, to, electric_power_l1}}, {}, abnormal};
  };
  ombc::SystemDescription device{Id("d"), at("00:00:00"), {}, {}, {}};
  device.operation_modes = {mode("off", 0, 0, false), mode("on", 500, 2000, false),
                            mode("generate", -2000, -8000, false), mode("emergency", 0, 9000, true)};
  Transition start{Id("t1"), Id("off"), Id("on"), {Id("minimum")}, {Id("minimum")}, 0.05, Duration(3000), false};
  Transition generate{Id("t2"), Id("off"), Id("generate"), {}, {}, {}, {}, false};
  Transition emergency{Id("t3"), Id("off"), Id("emergency"), {}, {}, {}, {}, true};
  device.transitions = {start, generate, emergency};
  device.timers = {{Id("minimum"), "minimum time", Duration(60'000)}};
  Home home;
  home.registry.ombc.descriptions.take(device, at("00:00:00"), Duration(0), 16);
  home.registry.ombc.states.take(in_mode("", "off", 0, at("00:00:00")));
  return home;
}

/// From 18:00 to 06:00 on the next day: 60 minutes of washing, then 30 minutes of drying after at most 15 minutes.
inline ppbc::PowerProfileDefinition dishwasher() {
  const auto sequence = [](std::string_view id, Duration length) {
    PowerForecastValue power;
    power.value_expected = 1000;
    return ppbc::PowerSequence{Id(id), {{length, {power}}}, true, {}, false};
  };
  ppbc::PowerProfileDefinition task{Id("m3"), Id("task"), at("18:00:00"), at("06:00:00", 1), {}};
  task.power_sequence_containers = {{Id("first"), {sequence("wash", std::chrono::minutes(60))}},
                                    {Id("second"), {sequence("dry", std::chrono::minutes(30))}}};
  task.power_sequence_containers[1].power_sequences[0].max_pause_before = std::chrono::minutes(15);
  return task;
}

}  // namespace s2::tests
