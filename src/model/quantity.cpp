// What each commodity quantity is measured in and belongs to.

#include <s2/model/common.hpp>

namespace s2 {
namespace {

struct Quantity {
  CommodityQuantity quantity;
  std::string_view unit;
  std::optional<Commodity> commodity;
};

// S2 JSON, schemas/CommodityQuantity. Oil flows per hour, all other rates per second.
constexpr Quantity quantities[] = {
    {CommodityQuantity::electric_power_l1, "W", Commodity::electricity},
    {CommodityQuantity::electric_power_l2, "W", Commodity::electricity},
    {CommodityQuantity::electric_power_l3, "W", Commodity::electricity},
    {CommodityQuantity::electric_power_3_phase_symmetric, "W", Commodity::electricity},
    {CommodityQuantity::natural_gas_flow_rate, "l/s", Commodity::gas},
    {CommodityQuantity::hydrogen_flow_rate, "g/s", std::nullopt},
    {CommodityQuantity::heat_temperature, "degC", Commodity::heat},
    {CommodityQuantity::heat_flow_rate, "l/s", Commodity::heat},
    {CommodityQuantity::heat_thermal_power, "W", Commodity::heat},
    {CommodityQuantity::oil_flow_rate, "l/h", Commodity::oil},
};

constexpr bool rows_follow_the_enumeration() {
  for (std::size_t i = 0; i < std::size(quantities); ++i) {
    if (static_cast<std::size_t>(quantities[i].quantity) != i) return false;
  }
  return true;
}
static_assert(rows_follow_the_enumeration());

const Quantity& row_of(CommodityQuantity quantity) { return quantities[static_cast<std::size_t>(quantity)]; }

}  // namespace

std::string_view unit_of(CommodityQuantity quantity) { return row_of(quantity).unit; }

bool is_electric_power(CommodityQuantity quantity) { return row_of(quantity).commodity == Commodity::electricity; }

std::optional<Commodity> commodity_of(CommodityQuantity quantity) { return row_of(quantity).commodity; }

}  // namespace s2
