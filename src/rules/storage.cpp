// FRBC: the fill-level bands of operation modes and of leakage.

#include "fill_bands.hpp"
#include "rule.hpp"

#include <numeric>
#include <vector>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

// Positions of the bands in ascending order; empty when they stand so already, which is the rule and takes no memory.
template <class Elements>
std::vector<std::size_t> sorted_positions(const Elements& elements) {
  std::vector<std::size_t> order;
  if (are_ascending(elements)) return order;
  order.resize(elements.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&elements](std::size_t a, std::size_t b) {
    return elements[a].fill_level_range.start_of_range < elements[b].fill_level_range.start_of_range;
  });
  return order;
}

constexpr auto gap_or_overlap = [](const auto& value, Finder& find) {
  const auto& elements = value.elements;
  if (elements.size() < 2 || !all_have_room(elements)) return;
  const auto order = sorted_positions(elements);
  const auto position = [&order](std::size_t place) { return order.empty() ? place : order[place]; };
  for (std::size_t i = 1; i < elements.size(); ++i) {
    const auto& before = elements[position(i - 1)].fill_level_range;
    const auto& here = elements[position(i)].fill_level_range;
    if (nearly_equal(before.end_of_range, here.start_of_range)) continue;
    find.at("elements", position(i), "fill_level_range", shown(here));
  }
};

constexpr auto out_of_order = [](const auto& value, Finder& find) {
  if (all_have_room(value.elements) && !are_ascending(value.elements)) find.at("elements");
};

void storage_not_covered(const frbc::SystemDescription& m, Finder& find) {
  const NumberRange& range = m.storage.fill_level_range;
  if (range.start_of_range > range.end_of_range) return;
  for (std::size_t i = 0; i < m.actuators.size(); ++i) {
    const auto& modes = m.actuators[i].operation_modes;
    for (std::size_t j = 0; j < modes.size(); ++j) {
      const auto& elements = modes[j].elements;
      if (elements.empty() || !all_have_room(elements) || cover(elements, range)) continue;
      find.along({"actuators", i, "operation_modes", j, "elements"}, shown(range));
    }
  }
}

constexpr Entry family[] = {
    {{"FRBC-001", error, message, invalid_content, "S2 JSON, FRBC.OperationMode, elements",
      "the fill-level bands of a mode follow each other without gap or overlap"},
     {each<frbc::OperationMode, gap_or_overlap>()}},
    {{"FRBC-002", warning, message, noted, "derived", "the fill-level bands of a mode are listed from low to high"},
     {each<frbc::OperationMode, out_of_order>()}},
    {{"FRBC-003", error, message, invalid_content, "S2 JSON, FRBC.LeakageBehaviour, elements",
      "the fill-level bands of leakage follow each other without gap or overlap"},
     {each<frbc::LeakageBehaviour, gap_or_overlap>()}},
    {{"FRBC-004", warning, message, noted, "derived", "the fill-level bands of leakage are listed from low to high"},
     {each<frbc::LeakageBehaviour, out_of_order>()}},
    {{"FRBC-005", warning, message, noted, "derived",
      "the fill-level bands of a mode cover the range of the storage; elsewhere the mode is not available"},
     {each<frbc::SystemDescription, storage_not_covered>()}},
};

}  // namespace

Family storage() { return family; }

}  // namespace s2::rules
