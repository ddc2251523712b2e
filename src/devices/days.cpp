// The days that come with the program.

#include "embedded_files.hpp"
#include "table.hpp"

#include <cassert>

namespace s2::devices {
namespace {

std::string_view file(std::string_view name) {
  for (const auto& candidate : embedded_files()) {
    if (candidate.name == name) return candidate.text;
  }
  return {};
}

// Our own files can always be read (tests/devices/days_test.cpp); a day that cannot would be a bug of ours.
Series column(const std::optional<Table>& table, std::string_view name) {
  const Series* found = table ? table->find(name) : nullptr;
  assert(found);
  return found ? *found : Series{};
}

Day day(std::string_view name, std::string_view text) {
  const auto prices = parse_table(file(std::string(name) + "_prices"));
  const auto home = parse_table(file(std::string(name) + "_home"));
  Day out;
  out.name = name;
  out.text = text;
  out.price_eur_kwh = column(prices, "price_eur_kwh");
  out.load_w = column(home, "load_w");
  out.pv_w = column(home, "pv_w");
  out.load_forecast_w = column(home, "load_forecast_w");
  out.start = out.price_eur_kwh.start;
  return out;
}

std::vector<Day> read_days() {
  std::vector<Day> days;
  const auto lines = lines_of(file("days"));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto cells = cells_of(lines[i]);
    assert(cells.size() == 2);
    days.push_back(day(cells[0], cells[1]));
  }
  return days;
}

}  // namespace

const std::vector<Day>& embedded_days() {
  static const std::vector<Day> days = read_days();
  return days;
}

}  // namespace s2::devices
