// Which commodity quantities a list speaks of.

#include "quantity_set.hpp"

#include <array>

namespace s2::rules {

QuantitySet QuantitySet::of(Commodity commodity) {
  static const auto sets = [] {
    std::array<QuantitySet, 4> all;
    for (std::size_t i = 0; i < type_of<CommodityQuantity>().values.size(); ++i) {
      const auto quantity = static_cast<CommodityQuantity>(i);
      if (const auto owner = commodity_of(quantity)) all[static_cast<std::size_t>(*owner)].add(quantity);
    }
    return all;
  }();
  return sets[static_cast<std::size_t>(commodity)];
}

}  // namespace s2::rules
