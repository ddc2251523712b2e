// OM: the power ranges of operation modes, and the commodities they belong to.

#include "each_scope.hpp"
#include "quantity_checks.hpp"
#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

// The name of the list on the wire; DDBC spells it in its own way.
template <class Actuator>
constexpr std::string_view commodities = "supported_commodities";
template <>
constexpr std::string_view commodities<ddbc::ActuatorDescription> = "supported_commodites";

// --- One list of power ranges ----------------------------------------------------------------------------------------

constexpr auto quantity_twice = [](const auto& value, Finder& find) {
  report_twins("power_ranges", value.power_ranges, find);
};

constexpr auto odd_phases = [](const auto& value, Finder& find) {
  const auto quantities = QuantitySet::in(value.power_ranges);
  if (quantities.mixes_phases() || quantities.lacks_l1()) find.at("power_ranges");
};

void several_of_one_commodity(const frbc::OperationModeElement& element, Finder& find) {
  const auto quantities = QuantitySet::in(element.power_ranges);
  if (!quantities.has_several()) return;
  for (const Commodity commodity : {Commodity::gas, Commodity::heat, Commodity::electricity, Commodity::oil}) {
    if ((quantities & QuantitySet::of(commodity)).has_several()) find.at("power_ranges", shown(commodity));
  }
}

// --- All lists of a scope --------------------------------------------------------------------------------------------

// Where a list of power ranges stands: in a mode, or in an element of it.
struct ListPlace {
  std::size_t mode = 0;
  std::size_t element = 0;
  bool in_element = false;

  void report(Finder& find, std::string value = {}) const {
    if (in_element) {
      find.along({"operation_modes", mode, "elements", element, "power_ranges"}, std::move(value));
    } else {
      find.along({"operation_modes", mode, "power_ranges"}, std::move(value));
    }
  }
  void report_range(Finder& find, std::size_t range, std::string value) const {
    constexpr std::string_view member = "commodity_quantity";
    if (in_element) {
      find.along({"operation_modes", mode, "elements", element, "power_ranges", range, member}, std::move(value));
    } else {
      find.along({"operation_modes", mode, "power_ranges", range, member}, std::move(value));
    }
  }
};

template <class Scope, class Look>
void for_each_list(const Scope& scope, const Look& look) {
  for (std::size_t i = 0; i < scope.operation_modes.size(); ++i) {
    const auto& mode = scope.operation_modes[i];
    if constexpr (requires { mode.elements; }) {
      for (std::size_t j = 0; j < mode.elements.size(); ++j) look(mode.elements[j].power_ranges, ListPlace{i, j, true});
    } else {
      look(mode.power_ranges, ListPlace{i});
    }
  }
}

constexpr auto unlisted_commodity = [](const auto& actuator, Finder& find) {
  QuantitySet listed;
  for (const Commodity commodity : actuator.supported_commodities) listed |= QuantitySet::of(commodity);
  for_each_list(actuator, [&](const std::vector<PowerRange>& ranges, ListPlace place) {
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const CommodityQuantity quantity = ranges[i].commodity_quantity;
      if (!listed.contains(quantity) && commodity_of(quantity)) place.report_range(find, i, shown(quantity));
    }
  });
};

constexpr auto unused_commodity = [](const auto& actuator, Finder& find) {
  for_each_list(actuator, [&](const std::vector<PowerRange>& ranges, ListPlace place) {
    const auto quantities = QuantitySet::in(ranges);
    for (const Commodity commodity : actuator.supported_commodities) {
      if ((quantities & QuantitySet::of(commodity)).empty()) place.report(find, shown(commodity));
    }
  });
};

constexpr auto commodity_twice = [](const auto& actuator, Finder& find) {
  using Actuator = std::decay_t<decltype(actuator)>;
  unsigned seen = 0;
  for (const Commodity commodity : actuator.supported_commodities) {
    const unsigned bit = 1U << static_cast<unsigned>(commodity);
    if (seen & bit) find.at(commodities<Actuator>, shown(commodity));
    seen |= bit;
  }
};

// Each list is compared with the first one of the scope.
constexpr auto other_quantities = [](const auto& scope, Finder& find) {
  const std::vector<PowerRange>* first = nullptr;
  for_each_list(scope, [&](const std::vector<PowerRange>& ranges, ListPlace place) {
    if (!first) first = &ranges;
    if (QuantitySet::in(ranges) != QuantitySet::in(*first)) place.report(find);
  });
};

constexpr Entry family[] = {
    {{"OM-003", error, message, invalid_content,
      "S2 JSON, OMBC.OperationMode, FRBC.OperationModeElement and DDBC.OperationMode, power_ranges",
      "a mode has one power range for each quantity"},
     each_with_power_ranges<quantity_twice>()},
    {{"OM-004", warning, message, noted, "S2 JSON, issue 25, and CommodityQuantity",
      "power is given either of three equal phases together or of each phase, and a single phase is L1"},
     each_with_power_ranges<odd_phases>()},
    {{"OM-005", warning, message, noted, "S2 JSON, FRBC.ActuatorDescription, supported_commodities",
      "an actuator lists every commodity that its power ranges speak of"},
     each_actuator<unlisted_commodity>()},
    {{"OM-006", warning, message, noted, "observed: s2-python refuses it",
      "every mode has a power range for each commodity that its actuator lists"},
     each_actuator<unused_commodity>()},
    {{"OM-007", warning, message, noted, "observed: s2-python refuses it",
      "several power ranges of one commodity are legal, but some peers refuse them"},
     {each<frbc::OperationModeElement, several_of_one_commodity>()}},
    {{"OM-008", warning, message, noted, "observed: s2-python refuses it", "an actuator lists a commodity once"},
     each_actuator<commodity_twice>()},
    {{"OM-030", warning, message, noted, "derived",
      "all operation modes of a device or actuator speak of the same quantities"},
     each_scope<other_quantities>()},
};

}  // namespace

Family operation_mode_powers() { return family; }

}  // namespace s2::rules
