// SEL: the selection of a control type.

#include "rule.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

// What is selected after the message before this one, answered or not.
ControlType selected(const Context& context) {
  const Standing& standing = context.registry.standing;
  return standing.selecting.value_or(standing.active);
}

// Without details the RM can still judge the selection itself (SEL-002).
bool is_offered(const Context& context, ControlType control_type) {
  if (!context.registry.details) return true;
  const auto& offers = context.registry.details->available_control_types;
  return std::find(offers.begin(), offers.end(), control_type) != offers.end();
}

bool is_real(ControlType control_type) { return phase_of(control_type) != Phase::connected; }

void not_offered(const SelectControlType& m, const Context& context, Finder& find) {
  if (m.control_type != ControlType::no_selection && !is_offered(context, m.control_type))
    find.at("control_type", shown(m.control_type));
}

void before_details(const SelectControlType&, const Context& context, Finder& find) {
  if (!context.registry.details) find.here();
}

// One that is not on offer any longer is SEL-001 and nothing more.
void selected_already(const SelectControlType& m, const Context& context, Finder& find) {
  if (m.control_type == ControlType::no_selection || m.control_type != selected(context)) return;
  if (is_offered(context, m.control_type)) find.at("control_type", shown(m.control_type));
}

void nothing_selected(const SelectControlType& m, const Context& context, Finder& find) {
  if (m.control_type == ControlType::no_selection && selected(context) == ControlType::no_selection)
    find.at("control_type", shown(m.control_type));
}

void gives_up_control(const SelectControlType& m, const Context& context, Finder& find) {
  if (m.control_type != ControlType::not_controllable || m.control_type == selected(context)) return;
  if (!context.registry.details) return;
  const auto& offers = context.registry.details->available_control_types;
  if (std::any_of(offers.begin(), offers.end(), is_real)) find.at("control_type", shown(m.control_type));
}

constexpr Entry family[] = {
    {{"SEL-001", error, session, invalid_content, "S2 JSON, SelectControlType",
      "the selected control type is one of those on offer, or NO_SELECTION"},
     {in_session<SelectControlType, not_offered>()}},
    {{"SEL-002", warning, session, noted, "S2 JSON wiki, SelectControlType",
      "a control type is selected after the details were received"},
     {in_session<SelectControlType, before_details>()}},
    {{"SEL-003", warning, session, noted, "derived", "a control type is selected once; again changes nothing"},
     {in_session<SelectControlType, selected_already>()}},
    {{"SEL-004", warning, session, noted, "derived", "NO_SELECTION ends a selection; without one it changes nothing"},
     {in_session<SelectControlType, nothing_selected>()}},
    {{"SEL-005", warning, engine, none, "S2 documentation, walkthroughs",
      "a description or constraints follow a selection within 60 s, but for PPBC"}},
    {{"SEL-006", error, engine, none, "S2 Connect, State of communication",
      "what belongs to a control type ends with it"}},
    {{"SEL-007", warning, session, noted, "derived",
      "a CEM selects a control type with which it can do something, if one is on offer"},
     {in_session<SelectControlType, gives_up_control>()}},
};

}  // namespace

Family selection_session() { return family; }

}  // namespace s2::rules
