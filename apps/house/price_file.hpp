#pragma once
// Price files: what energy from the grid costs, from a CSV file.

#include <s2/base/result.hpp>
#include <s2/planner.hpp>

#include <istream>
#include <string>
#include <vector>

namespace s2::house {

/// Longest price file, in lines: ten years of quarter-hours.
inline constexpr std::size_t price_lines_max = 360'000;

/// Reads prices. The first line names the columns: the first column is the moment from which a price holds (RFC 3339
/// with UTC offset), and one column is called price_eur_per_kwh or price_eur_per_mwh; others are left alone. Fails with
/// "S2CPP-PRICES" and a sentence that names the line.
Result<std::vector<planner::Price>> read_prices(std::istream& file, const std::string& name);

}  // namespace s2::house
