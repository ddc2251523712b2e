// RMD: details against earlier ones, and costs against the currency of the details.

#include "groups.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

bool is_zero(const Type& type, const void* cost) {
  if (&type == &type_of<double>()) return *static_cast<const double*>(cost) == 0;
  const auto& range = *static_cast<const NumberRange*>(cost);
  return range.start_of_range == 0 && range.end_of_range == 0;
}

// Calls visit(path, is_zero) for every cost inside a value: a member whose unit is a currency. Stops when it says so.
template <class Visit>
bool visit_costs(const Type& type, const void* value, const Path& here, Visit& visit) {
  for (const Field& field : type.fields) {
    const void* member = field.read(value);
    if (member == nullptr) continue;
    const Path place{&here, field.name};
    if (field.facts.unit == Unit::currency || field.facts.unit == Unit::currency_per_second) {
      if (!visit(place, is_zero(field.type(), member))) return false;
    } else if (field.list != nullptr && field.shape == Shape::object) {
      for (std::size_t i = 0; i < field.list->size(member); ++i) {
        if (!visit_costs(field.type(), field.list->at(member, i), Path{&place, {}, i}, visit)) return false;
      }
    }
  }
  return true;
}

bool has_no_currency(const Context& context) { return context.registry.details && !context.registry.details->currency; }

constexpr auto costs_without_currency = [](const auto& m, const Context& context, Finder& find) {
  if (!has_no_currency(context)) return;
  auto report = [&find](const Path& place, bool zero) {
    if (!zero) find.at(place);
    return true;
  };
  visit_costs(type_of<std::decay_t<decltype(m)>>(), &m, find.place(), report);
};

// Says so once, at the first of them: zeros are all there is.
constexpr auto only_zero_costs = [](const auto& m, const Context& context, Finder& find) {
  if (!has_no_currency(context)) return;
  const Type& type = type_of<std::decay_t<decltype(m)>>();
  bool all_zero = true;
  auto look = [&all_zero](const Path&, bool zero) { return all_zero = zero; };
  visit_costs(type, &m, find.place(), look);
  if (!all_zero) return;
  auto report_first = [&find](const Path& place, bool) {
    find.at(place, "0");
    return false;
  };
  visit_costs(type, &m, find.place(), report_first);
};

void other_resource(const ResourceManagerDetails& m, const Context& context, Finder& find) {
  const auto& earlier = context.registry.details;
  if (earlier && earlier->resource_id != m.resource_id) find.at("resource_id", shown(m.resource_id));
}

void active_not_offered(const ResourceManagerDetails& m, const Context& context, Finder& find) {
  const ControlType active = context.registry.standing.active;
  if (active == ControlType::no_selection) return;
  const auto& offers = m.available_control_types;
  if (std::find(offers.begin(), offers.end(), active) == offers.end()) find.at("available_control_types");
}

constexpr Entry family[] = {
    {{"RMD-006", error, session, invalid_content,
      "S2 JSON, ResourceManagerDetails, currency; S2 documentation, Common concepts",
      "costs are published after details that name their currency"},
     for_mode_descriptions<costs_without_currency>()},
    {{"RMD-007", warning, session, noted, "observed: the heat-pump walkthrough does it",
      "costs are published after details that name their currency, even costs of zero"},
     for_mode_descriptions<only_zero_costs>()},
    {{"RMD-013", warning, session, noted, "S2 JSON, ResourceManagerDetails, resource_id",
      "one session represents one resource"},
     {in_session<ResourceManagerDetails, other_resource>()}},
    {{"RMD-014", warning, session, noted, "derived",
      "the active control type stays on offer; until another is selected it stays active"},
     {in_session<ResourceManagerDetails, active_not_offered>()}},
    {{"RMD-015", warning, engine, none, "observed: the official test tool expects it",
      "details come before measurements and forecasts, and within 30 s after the start"}},
};

}  // namespace

Family details_session() { return family; }

}  // namespace s2::rules
