// PEBC: constraints and envelopes, by themselves.

#include "quantity_checks.hpp"
#include "rule.hpp"

#include <algorithm>
#include <limits>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

using pebc::PowerConstraints;

// --- Limits on offer -------------------------------------------------------------------------------------------------

constexpr std::string_view ranges = "allowed_limit_ranges";
constexpr std::size_t quantity_count = static_cast<std::size_t>(CommodityQuantity::oil_flow_rate) + 1;

// What is on offer for one quantity. A range the wrong way round is NUM-006 and counts with both its ends.
struct Offer {
  bool upper = false;
  bool lower = false;
  double largest_upper = -std::numeric_limits<double>::infinity();
  double smallest_lower = std::numeric_limits<double>::infinity();
};
using Offers = std::array<Offer, quantity_count>;

Offers offers_of(const PowerConstraints& m) {
  Offers offers;
  for (const auto& range : m.allowed_limit_ranges) {
    Offer& offer = offers[static_cast<std::size_t>(range.commodity_quantity)];
    const auto& [start, end] = range.range_boundary;
    if (range.limit_type == pebc::PowerEnvelopeLimitType::upper_limit) {
      offer.upper = true;
      offer.largest_upper = std::max({offer.largest_upper, start, end});
    } else {
      offer.lower = true;
      offer.smallest_lower = std::min({offer.smallest_lower, start, end});
    }
  }
  return offers;
}

bool has_both_limits(const Offers& offers) {
  return std::any_of(offers.begin(), offers.end(), [](const Offer& offer) { return offer.upper; }) &&
         std::any_of(offers.begin(), offers.end(), [](const Offer& offer) { return offer.lower; });
}

void one_limit_missing(const PowerConstraints& m, Finder& find) {
  if (!has_both_limits(offers_of(m))) find.at(ranges);
}

void one_limit_missing_of_a_quantity(const PowerConstraints& m, Finder& find) {
  const Offers offers = offers_of(m);
  if (!has_both_limits(offers)) return;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    if (offers[i].upper != offers[i].lower) find.at(ranges, shown(static_cast<CommodityQuantity>(i)));
  }
}

void no_envelope_fits(const PowerConstraints& m, Finder& find) {
  const Offers offers = offers_of(m);
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const Offer& offer = offers[i];
    if (!offer.upper || !offer.lower || offer.smallest_lower <= offer.largest_upper) continue;
    find.at(ranges, shown(static_cast<CommodityQuantity>(i)));
  }
}

// --- Validity --------------------------------------------------------------------------------------------------------

void constraints_end_before_they_begin(const PowerConstraints& m, Finder& find) {
  if (m.valid_until && *m.valid_until < m.valid_from) find.at("valid_until", format_time(*m.valid_until));
}

void window_ends_before_it_begins(const pebc::EnergyConstraint& m, Finder& find) {
  if (m.valid_until < m.valid_from) find.at("valid_until", format_time(m.valid_until));
}

constexpr auto empty_window = [](const auto& m, Finder& find) {
  if (m.valid_until == m.valid_from) find.at("valid_until", format_time(m.valid_from));
};

// --- Limits ----------------------------------------------------------------------------------------------------------

void averages_descend(const pebc::EnergyConstraint& m, Finder& find) {
  if (m.lower_average_power > m.upper_average_power) find.at("lower_average_power", shown(m.lower_average_power));
}

void limits_cross(const pebc::PowerEnvelopeElement& element, Finder& find) {
  if (element.lower_limit > element.upper_limit) find.here(shown({element.lower_limit, element.upper_limit}));
}

void quantity_twice(const pebc::Instruction& m, Finder& find) {
  report_twins("power_envelopes", m.power_envelopes, find);
}

// Reported at the item with which the mixture is complete.
template <class List>
void find_mixed_phases(std::string_view name, const List& list, Finder& find) {
  QuantitySet seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    seen.add(list[i].commodity_quantity);
    if (seen.mixes_phases()) return find.at(name, i, "commodity_quantity", shown(list[i].commodity_quantity));
  }
}

void offers_mixed_phases(const PowerConstraints& m, Finder& find) {
  find_mixed_phases(ranges, m.allowed_limit_ranges, find);
}

void limits_mixed_phases(const pebc::Instruction& m, Finder& find) {
  find_mixed_phases("power_envelopes", m.power_envelopes, find);
}

constexpr Entry family[] = {
    {{"PEBC-001", error, message, invalid_content, "S2 JSON, PEBC.PowerConstraints, allowed_limit_ranges",
      "constraints offer at least one range for the upper limit and one for the lower"},
     {each<PowerConstraints, one_limit_missing>()}},
    {{"PEBC-002", warning, message, noted, "observed: s2-python refuses it",
      "a quantity has ranges for both of its limits"},
     {each<PowerConstraints, one_limit_missing_of_a_quantity>()}},
    {{"PEBC-003", error, message, invalid_content, "S2 JSON, PEBC.PowerConstraints, valid_until",
      "power constraints do not end before they begin"},
     {each<PowerConstraints, constraints_end_before_they_begin>()}},
    {{"PEBC-004", error, message, invalid_content, "S2 JSON, PEBC.EnergyConstraint, valid_until",
      "an energy constraint does not end before it begins"},
     {each<pebc::EnergyConstraint, window_ends_before_it_begins>()}},
    {{"PEBC-005", warning, message, noted, "derived", "a constraint ends later than it begins"},
     {each<PowerConstraints, empty_window>(), each<pebc::EnergyConstraint, empty_window>()}},
    {{"PEBC-006", error, message, invalid_content, "S2 JSON, PEBC.EnergyConstraint, upper_average_power",
      "the lower average power is not above the upper"},
     {each<pebc::EnergyConstraint, averages_descend>()}},
    {{"PEBC-007", error, message, invalid_content, "S2 JSON, PEBC.PowerEnvelopeElement",
      "the lower limit of an envelope is not above the upper"},
     {each<pebc::PowerEnvelopeElement, limits_cross>()}},
    {{"PEBC-008", error, message, invalid_content, "S2 JSON, PEBC.Instruction, power_envelopes",
      "an instruction has one envelope for each quantity"},
     {each<pebc::Instruction, quantity_twice>()}},
    {{"PEBC-024", warning, message, noted, "S2 JSON, PEBC.PowerEnvelopeElement",
      "some allowed lower limit of a quantity is not above every allowed upper limit"},
     {each<PowerConstraints, no_envelope_fits>()}},
    {{"PEBC-025", warning, message, noted, "S2 JSON, issue 25",
      "power is limited either of three equal phases together or of each phase"},
     {each<PowerConstraints, offers_mixed_phases>(), each<pebc::Instruction, limits_mixed_phases>()}},
};

}  // namespace

Family envelopes() { return family; }

}  // namespace s2::rules
