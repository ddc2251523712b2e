// FRBC: messages against the descriptions of the storage and its actuators.

#include "frbc_reach.hpp"
#include "references.hpp"

#include "resolution/values.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

Time begin_of(const frbc::LeakageBehaviour& m) { return m.valid_from; }
Time begin_of(const frbc::UsageForecast& m) { return m.start_time; }
Time begin_of(const frbc::FillLevelTargetProfile& m) { return m.start_time; }

const auto& descriptions_of(const Context& context) { return context.registry.frbc.descriptions; }

// FRBC-010 to FRBC-012. A message may have been made for a description that is only scheduled.
template <bool frbc::StorageDescription::*Provides>
constexpr auto unannounced = [](const auto& m, const Context& context, Finder& find) {
  const auto& descriptions = descriptions_of(context);
  const auto* present = descriptions.in_force();
  const auto* later = descriptions.at(std::max(context.now, begin_of(m)));
  if (present && !(present->storage.*Provides) && !(later->storage.*Provides)) find.here();
};

constexpr auto not_described = [](const auto&, const Context& context, Finder& find) {
  if (!descriptions_of(context).known()) find.here();
};

void leakage_has_gaps(const frbc::LeakageBehaviour& m, const Context& context, Finder& find) {
  const auto* description = descriptions_of(context).at(std::max(context.now, m.valid_from));
  if (!description || m.elements.empty()) return;
  NumberRange covered = m.elements.front().fill_level_range;
  for (const auto& element : m.elements) {
    covered.start_of_range = std::min(covered.start_of_range, element.fill_level_range.start_of_range);
    covered.end_of_range = std::max(covered.end_of_range, element.fill_level_range.end_of_range);
  }
  const NumberRange& storage = description->storage.fill_level_range;
  if (covered.start_of_range > storage.start_of_range || covered.end_of_range < storage.end_of_range)
    find.at("elements", shown(covered));
}

bool is_inside(double level, const NumberRange& range) {
  return range.start_of_range <= level && level <= range.end_of_range;
}

void outside_storage(const frbc::StorageStatus& m, const Context& context, Finder& find) {
  const auto* description = descriptions_of(context).in_force();
  if (description && !is_inside(m.present_fill_level, description->storage.fill_level_range))
    find.at("present_fill_level", shown(m.present_fill_level));
}

void outside_active_mode(const frbc::StorageStatus& m, const Context& context, Finder& find) {
  const auto* description = descriptions_of(context).in_force();
  if (!description) return;
  for (const auto& actuator : description->actuators) {
    const ModeState* state = context.registry.frbc.states.mode(actuator.id);
    const auto* mode = state ? find_id(actuator.operation_modes, state->mode) : nullptr;
    if (mode && !element_at(mode->elements, m.present_fill_level))
      return find.at("present_fill_level", shown(m.present_fill_level));
  }
}

void target_outside_storage(const frbc::FillLevelTargetProfile& m, const Context& context, Finder& find) {
  Time begin = m.start_time;
  for (std::size_t i = 0; i < m.elements.size(); ++i) {
    const auto* description = descriptions_of(context).at(std::max(context.now, begin));
    if (!description) return;
    const NumberRange& target = m.elements[i].fill_level_range;
    const NumberRange& storage = description->storage.fill_level_range;
    if (target.start_of_range < storage.start_of_range || target.end_of_range > storage.end_of_range)
      find.at("elements", i, "fill_level_range", shown(target));
    begin = begin + m.elements[i].duration;
  }
}

void level_is_outside(const frbc::Instruction& m, const Context& context, Finder& find) {
  const auto& level = context.registry.frbc.fill_level;
  const auto* description = descriptions_of(context).in_force();
  if (m.abnormal_condition || !level || !description) return;
  if (!is_inside(*level, description->storage.fill_level_range)) find.here(shown(*level));
}

void mode_ends_before_level(const frbc::Instruction& m, const Context& context, Finder& find) {
  const auto& level = context.registry.frbc.fill_level;
  if (!level) return;
  bool described = false;
  const bool usable = in_a_description(m, context, [&](const frbc::SystemDescription& description) {
    for (const auto& actuator : description.actuators) {
      const auto* mode = actuator.id == m.actuator_id ? find_id(actuator.operation_modes, m.operation_mode) : nullptr;
      described = described || mode;
      if (mode && element_at(mode->elements, *level)) return true;
    }
    return false;
  });
  if (described && !usable) find.at("operation_mode", shown(m.operation_mode));
}

// A target has to be met when its element begins; one that runs already, before it ends. What comes after the first
// target that is out of reach is not judged.
void out_of_reach(const frbc::FillLevelTargetProfile& m, const Context& context, Finder& find) {
  const FrbcState& state = context.registry.frbc;
  const auto* description = state.descriptions.in_force();
  if (!description || !state.fill_level) return;
  Reach highest(state, *description, Reach::Towards::highest, *state.fill_level, context.now);
  Reach lowest(state, *description, Reach::Towards::lowest, *state.fill_level, context.now);
  Time end = m.start_time;
  for (std::size_t i = 0; i < m.elements.size(); ++i) {
    const Time begin = end;
    end = begin + m.elements[i].duration;
    if (end <= context.now) continue;
    const Time deadline = begin > context.now ? begin : end;
    const auto high = highest.follow(deadline);
    const auto low = lowest.follow(deadline);
    if (!high || !low) return;
    const NumberRange& target = m.elements[i].fill_level_range;
    const double rounding = 1e-9 * (std::abs(target.start_of_range) + std::abs(target.end_of_range));
    if (*high < target.start_of_range - rounding || *low > target.end_of_range + rounding)
      return find.at("elements", i, "fill_level_range", shown(target));
  }
}

constexpr Entry family[] = {
    {{"FRBC-006", warning, session, noted, "derived", "the leakage is known for every fill level of the storage"},
     {in_session<frbc::LeakageBehaviour, leakage_has_gaps>()}},
    {{"FRBC-007", error, session, invalid_content, "S2 JSON, FRBC.Instruction",
      "an instruction names an actuator that is described for the present or for its execution_time"},
     {in_session<frbc::Instruction, unknown_actuator>()}},
    {{"FRBC-008", error, session, invalid_content, "S2 JSON, FRBC.Instruction",
      "an instruction names an operation mode that its actuator has at present or at its execution_time"},
     {in_session<frbc::Instruction, unknown_mode>()}},
    {{"FRBC-009", error, session, invalid_content, "S2 JSON, FRBC.ActuatorStatus and FRBC.TimerStatus",
      "a status names an actuator of the description in force"},
     {in_session<frbc::ActuatorStatus, unknown_reporter>(), in_session<frbc::TimerStatus, unknown_reporter>()}},
    {{"FRBC-010", warning, session, noted, "S2 JSON, FRBC.StorageDescription, provides_leakage_behaviour",
      "leakage is told when the description announces it"},
     {in_session<frbc::LeakageBehaviour, unannounced<&frbc::StorageDescription::provides_leakage_behaviour>>()}},
    {{"FRBC-011", warning, session, noted, "S2 JSON, FRBC.StorageDescription, provides_usage_forecast",
      "usage is forecast when the description announces it"},
     {in_session<frbc::UsageForecast, unannounced<&frbc::StorageDescription::provides_usage_forecast>>()}},
    {{"FRBC-012", warning, session, noted, "S2 JSON, FRBC.StorageDescription, provides_fill_level_target_profile",
      "fill-level targets are set when the description announces them"},
     {in_session<frbc::FillLevelTargetProfile,
                 unannounced<&frbc::StorageDescription::provides_fill_level_target_profile>>()}},
    {{"FRBC-013", warning, session, noted, "S2 JSON, FRBC.StorageDescription, fill_level_range",
      "the fill level is kept inside the range of the storage; outside it instructions may be ignored"},
     {in_session<frbc::StorageStatus, outside_storage>()}},
    {{"FRBC-014", warning, session, noted, "derived",
      "the active modes describe what happens at the present fill level"},
     {in_session<frbc::StorageStatus, outside_active_mode>()}},
    {{"FRBC-015", warning, session, noted, "derived", "a fill-level target lies inside the range of the storage"},
     {in_session<frbc::FillLevelTargetProfile, target_outside_storage>()}},
    {{"FRBC-016", warning, session, noted, "observed: precondition of the certification tool",
      "a storage is reported on when its description is known"},
     {in_session<frbc::StorageStatus, not_described>(), in_session<frbc::LeakageBehaviour, not_described>(),
      in_session<frbc::UsageForecast, not_described>(), in_session<frbc::FillLevelTargetProfile, not_described>()}},
    {{"FRBC-017", warning, session, noted, "S2 JSON, FRBC.StorageDescription, fill_level_range",
      "outside the range of the storage an instruction may be ignored unless the condition is abnormal"},
     {in_session<frbc::Instruction, level_is_outside>()}},
    {{"FRBC-018", warning, session, noted, "derived", "a mode is asked for that can run at the last fill level"},
     {in_session<frbc::Instruction, mode_ends_before_level>()}},
    {{"FRBC-019", error, session, invalid_content, "S2 JSON, FRBC.Instruction",
      "actuators are instructed when their description is known"},
     {in_session<frbc::Instruction, nothing_described>()}},
    {{"FRBC-020", warning, session, noted, "S2 JSON, FRBC.FillLevelTargetProfileElement",
      "a fill-level target can be reached in time by the fastest modes"},
     {in_session<frbc::FillLevelTargetProfile, out_of_reach>()}},
};

}  // namespace

Family frbc_session() { return family; }

}  // namespace s2::rules
