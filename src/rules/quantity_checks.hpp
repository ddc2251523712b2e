#pragma once
// Checks of the quantities in a list, shared by measurements, forecasts, power ranges and envelopes.

#include "finder.hpp"
#include "quantity_set.hpp"

namespace s2::rules {

/// Reports every item of a list of the value at hand whose quantity an earlier item has already.
template <class List>
void report_twins(std::string_view name, const List& list, Finder& find) {
  QuantitySet seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const CommodityQuantity quantity = list[i].commodity_quantity;
    if (!seen.add(quantity)) find.at(name, i, "commodity_quantity", shown(quantity));
  }
}

/// Reports a list of the value at hand that speaks of three equal phases and of single phases.
template <class List>
void report_mixed_phases(std::string_view name, const List& list, Finder& find) {
  if (QuantitySet::in(list).mixes_phases()) find.at(name);
}

}  // namespace s2::rules
