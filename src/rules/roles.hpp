#pragma once
// Roles: what the details say about the direction of power.

#include <s2/model/common.hpp>
#include <s2/model/resource_messages.hpp>

#include <optional>

namespace s2::rules {

/// The one role a resource has for the commodity of a quantity; empty when it has none or several.
inline std::optional<RoleType> only_role(const ResourceManagerDetails& details, CommodityQuantity quantity) {
  const auto commodity = commodity_of(quantity);
  std::optional<RoleType> only;
  for (const Role& role : details.roles) {
    if (role.commodity != commodity) continue;
    if (only && *only != role.role) return std::nullopt;
    only = role.role;
  }
  return only;
}

/// Whether a quantity is measured in W.
inline bool is_power(CommodityQuantity quantity) {
  return is_electric_power(quantity) || quantity == CommodityQuantity::heat_thermal_power;
}

/// Whether a power contradicts the only role of its commodity by more than a tolerance (PM-005): consumption by a
/// producer, or production by a consumer. Flow rates are not judged, because the tolerance is a power, W.
inline bool contradicts_role(const ResourceManagerDetails& details, CommodityQuantity quantity, double value,
                             double tolerance_w) {
  if (!is_power(quantity) || (value >= -tolerance_w && value <= tolerance_w)) return false;
  const auto role = only_role(details, quantity);
  return value > 0 ? role == RoleType::energy_producer : role == RoleType::energy_consumer;
}

}  // namespace s2::rules
