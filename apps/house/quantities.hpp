#pragma once
// Quantities as people read them.

#include <string>

namespace s2::house {

/// "3.20 kW", with the sign always shown: "+0.42 kW", "-4.10 kW".
std::string kilowatts(double watts);
/// "12.34 kWh".
std::string kilowatt_hours(double kwh);
/// "1.23 €", "-0.40 €".
std::string euros(double eur);
/// A price in "-4.12 ct/kWh".
std::string cents(double eur_per_kwh);
/// "54 %".
std::string percent(double value);
/// A count in groups of three, "12 345".
std::string grouped(std::size_t count);

}  // namespace s2::house
