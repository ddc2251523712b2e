#pragma once
// Numbers as people read them.

#include <string>

namespace s2::planner {

/// Money per kWh in cents: "4.1 ct" below ten, "31 ct" above.
std::string cents(double eur_per_kwh);

/// Power: "340 W" below a kilowatt, "1.2 kW" above. Its size only; the words around it say which way it flows.
std::string watts(double power_w);

}  // namespace s2::planner
