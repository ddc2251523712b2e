#include "price_file.hpp"

#include <house/text.hpp>

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

namespace s2::house {
namespace {

struct PriceColumn {
  std::size_t index;
  double eur_per_kwh;  // what 1 in the column means
};

std::vector<std::string_view> cells_of(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t comma = line.find(',');
    cells.push_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return cells;
    line.remove_prefix(comma + 1);
  }
}

std::optional<PriceColumn> price_column(std::string_view header) {
  const auto cells = cells_of(header);
  for (std::size_t i = 1; i < cells.size(); ++i) {
    if (cells[i] == "price_eur_per_kwh") return PriceColumn{i, 1};
    if (cells[i] == "price_eur_per_mwh") return PriceColumn{i, 0.001};
  }
  return std::nullopt;
}

std::optional<double> number(std::string_view cell) {
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// The price of a line, or why there is none.
Result<planner::Price, std::string> price_of(std::string_view line, const PriceColumn& column) {
  const auto cells = cells_of(line);
  if (cells.size() <= column.index) return Unexpected{std::string("a column is missing")};
  const auto from = parse_time(cells[0]);
  if (!from) return Unexpected{"not a moment with UTC offset: " + printable(cells[0], 40)};
  const auto price = number(cells[column.index]);
  if (!price) return Unexpected{"not a price: " + printable(cells[column.index], 40)};
  return planner::Price{from->time, *price * column.eur_per_kwh};
}

}  // namespace

Result<std::vector<planner::Price>> read_prices(std::istream& file, const std::string& name) {
  std::size_t line_number = 1;
  const auto wrong = [&](const std::string& why) {
    return Unexpected{
        Finding{"S2CPP-PRICES", Severity::error, "", "", fmt::format("{}:{}: {}", name, line_number, why)}};
  };
  std::string line;
  std::getline(file, line);
  const auto column = price_column(line);
  if (!column) return wrong("no column is called price_eur_per_kwh or price_eur_per_mwh");
  std::vector<planner::Price> prices;
  while (std::getline(file, line)) {
    ++line_number;
    if (line.empty() || line == "\r") continue;
    auto price = price_of(line, *column);
    if (!price) return wrong(price.error());
    if (!prices.empty() && price->from <= prices.back().from) return wrong("not later than the line before");
    if (prices.size() == price_lines_max) return wrong(fmt::format("more than {} prices", price_lines_max));
    prices.push_back(*price);
  }
  if (prices.empty()) return wrong("no prices follow");
  return prices;
}

}  // namespace s2::house
