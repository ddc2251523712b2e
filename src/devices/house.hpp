#pragma once
// What all appliances of the house have in common.

#include <s2/model/common.hpp>

namespace s2::devices {

/// What every appliance measures, forecasts and is limited in; why, says s2/devices.hpp.
inline constexpr CommodityQuantity power_quantity = CommodityQuantity::electric_power_3_phase_symmetric;

}  // namespace s2::devices
