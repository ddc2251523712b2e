// RMD: what ResourceManagerDetails say.

#include "quantity_set.hpp"
#include "rule.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

using Details = ResourceManagerDetails;

constexpr std::string_view control_types = "available_control_types";
constexpr std::string_view measurement_types = "provides_power_measurement_types";

bool offers(const Details& m, ControlType type) {
  const auto& offered = m.available_control_types;
  return std::find(offered.begin(), offered.end(), type) != offered.end();
}

void offers_no_selection(const Details& m, Finder& find) {
  if (offers(m, ControlType::no_selection)) find.at(control_types, shown(ControlType::no_selection));
}

void offers_control_and_none(const Details& m, Finder& find) {
  if (!offers(m, ControlType::not_controllable)) return;
  for (const ControlType type : m.available_control_types) {
    if (type != ControlType::not_controllable && type != ControlType::no_selection) {
      return find.at(control_types, shown(ControlType::not_controllable));
    }
  }
}

// Lists of enumerations: a bit for every value seen.
template <class List>
void report_values_twice(std::string_view name, const List& list, Finder& find) {
  unsigned seen = 0;
  for (const auto value : list) {
    const unsigned bit = 1U << static_cast<unsigned>(value);
    if (seen & bit) find.at(name, shown(value));
    seen |= bit;
  }
}

void control_type_twice(const Details& m, Finder& find) {
  report_values_twice(control_types, m.available_control_types, find);
}

void quantity_twice(const Details& m, Finder& find) {
  report_values_twice(measurement_types, m.provides_power_measurement_types, find);
}

void role_twice(const Details& m, Finder& find) {
  unsigned seen = 0;
  for (const Role& role : m.roles) {
    const unsigned bit = 1U << (4 * static_cast<unsigned>(role.role) + static_cast<unsigned>(role.commodity));
    if (seen & bit) find.at("roles", shown(role.role) + ' ' + shown(role.commodity));
    seen |= bit;
  }
}

void several_roles_for_one_commodity(const Details& m, Finder& find) {
  std::array<unsigned, 4> roles{};
  for (const Role& role : m.roles) {
    auto& known = roles[static_cast<std::size_t>(role.commodity)];
    const unsigned bit = 1U << static_cast<unsigned>(role.role);
    if (known != 0 && !(known & bit)) find.at("roles", shown(role.commodity));
    known |= bit;
  }
}

bool is_settled_in(Currency currency) {
  using enum Currency;
  constexpr Currency others[] = {
      xxx, xts,                       // no currency, tests
      xag, xau, xpd, xpt,             // metals
      che, chw, mxv, usn,  uyi,       // funds and units of account of one country
      xba, xbb, xbc, xbd,  xsu, xua,  // those of several
      ang, mro, sll, std_, vef, zwl,  // withdrawn
  };
  return std::find(std::begin(others), std::end(others), currency) == std::end(others);
}

void odd_currency(const Details& m, Finder& find) {
  if (m.currency && !is_settled_in(*m.currency)) find.at("currency", shown(*m.currency));
}

QuantitySet measured(const Details& m) {
  QuantitySet set;
  for (const CommodityQuantity quantity : m.provides_power_measurement_types) set.add(quantity);
  return set;
}

void measures_mixed_phases(const Details& m, Finder& find) {
  if (measured(m).mixes_phases()) find.at(measurement_types);
}

void measures_without_l1(const Details& m, Finder& find) {
  if (measured(m).lacks_l1()) find.at(measurement_types);
}

void measures_without_role(const Details& m, Finder& find) {
  QuantitySet covered;
  for (const Role& role : m.roles) covered |= QuantitySet::of(role.commodity);
  QuantitySet reported;
  for (const CommodityQuantity quantity : m.provides_power_measurement_types) {
    if (!commodity_of(quantity) || covered.contains(quantity)) continue;
    if (reported.add(quantity)) find.at(measurement_types, shown(quantity));
  }
}

constexpr Entry family[] = {
    {{"RMD-001", warning, message, noted, "S2 JSON, ControlType",
      "NO_SELECTION is a state and not a control type on offer"},
     {each<Details, offers_no_selection>()}},
    {{"RMD-002", warning, message, noted, "S2 JSON, ControlType",
      "a resource that can be controlled does not offer NOT_CONTROLABLE as well"},
     {each<Details, offers_control_and_none>()}},
    {{"RMD-003", warning, message, noted, "derived", "a control type is offered once"},
     {each<Details, control_type_twice>()}},
    {{"RMD-004", warning, message, noted, "derived", "a role is listed once for each commodity"},
     {each<Details, role_twice>()}},
    {{"RMD-005", warning, message, noted, "S2 JSON, RoleType",
      "a resource has one role for each commodity; ENERGY_STORAGE consumes and produces"},
     {each<Details, several_roles_for_one_commodity>()}},
    {{"RMD-008", warning, message, noted, "S2 JSON, Currency", "costs are given in a currency that is paid with"},
     {each<Details, odd_currency>()}},
    {{"RMD-009", warning, message, noted, "derived", "a quantity that is measured is listed once"},
     {each<Details, quantity_twice>()}},
    {{"RMD-010", warning, message, noted, "S2 JSON, issue 25",
      "power is measured either of three equal phases together or of each phase"},
     {each<Details, measures_mixed_phases>()}},
    {{"RMD-011", warning, message, noted, "S2 JSON, CommodityQuantity", "a device with one phase uses L1"},
     {each<Details, measures_without_l1>()}},
    {{"RMD-012", warning, message, noted, "derived", "what is measured belongs to a commodity with a role"},
     {each<Details, measures_without_role>()}},
};

}  // namespace

Family details() { return family; }

}  // namespace s2::rules
