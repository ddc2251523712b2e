// PEBC: constraints against each other and against the roles of the resource.

#include "pebc_limits.hpp"
#include "roles.hpp"
#include "rule.hpp"

#include <limits>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;
using enum pebc::PowerEnvelopeLimitType;

// Whether two windows have a moment in common that is still to come. `until` is exclusive; empty means forever.
bool overlap(Time from, std::optional<Time> until, Time other_from, std::optional<Time> other_until, Time now) {
  const Time begin = std::max({from, other_from, now});
  return (!until || begin < *until) && (!other_until || begin < *other_until);
}

// Publishing an id again replaces what it named.
void overlaps_another(const pebc::PowerConstraints& m, const Context& context, Finder& find) {
  for (const auto& offer : context.registry.pebc.offers) {
    const auto& other = offer.constraints;
    if (offer.revoked || other.id == m.id) continue;
    if (overlap(m.valid_from, m.valid_until, other.valid_from, other.valid_until, context.now))
      return find.here(shown(other.id));
  }
}

// Calls visit for the constraints whose window meets that of an energy constraint.
template <class Visit>
void visit_overlapping(const pebc::EnergyConstraint& m, const Context& context, Visit visit) {
  for (const auto& offer : context.registry.pebc.offers) {
    const auto& other = offer.constraints;
    if (offer.revoked) continue;
    if (overlap(m.valid_from, m.valid_until, other.valid_from, other.valid_until, m.valid_from)) visit(other);
  }
}

void nothing_to_refine(const pebc::EnergyConstraint& m, const Context& context, Finder& find) {
  bool found = false;
  visit_overlapping(m, context, [&found](const auto&) { found = true; });
  if (!found) find.here();
}

void out_of_all_ranges(const pebc::EnergyConstraint& m, const Context& context, Finder& find) {
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  double highest = -unbounded;
  double lowest = unbounded;
  visit_overlapping(m, context, [&](const pebc::PowerConstraints& constraints) {
    for (const auto& range : constraints.allowed_limit_ranges) {
      if (range.commodity_quantity != m.commodity_quantity) continue;
      const auto& [start, end] = range.range_boundary;
      if (range.limit_type == upper_limit) highest = std::max({highest, start, end});
      if (range.limit_type == lower_limit) lowest = std::min({lowest, start, end});
    }
  });
  if (highest != -unbounded && m.upper_average_power > highest)
    find.at("upper_average_power", shown(m.upper_average_power));
  if (lowest != unbounded && m.lower_average_power < lowest)
    find.at("lower_average_power", shown(m.lower_average_power));
}

void average_against_role(const pebc::EnergyConstraint& m, const Context& context, Finder& find) {
  const auto& details = context.registry.details;
  if (!details) return;
  const double tolerance = context.tolerances().sign_w;
  const auto check = [&](std::string_view member, double value) {
    if (contradicts_role(*details, m.commodity_quantity, value, tolerance)) find.at(member, shown(value));
  };
  check("upper_average_power", m.upper_average_power);
  check("lower_average_power", m.lower_average_power);
}

// A range may reach further than the resource will go; only one that has nothing of the right sign is wrong.
void range_against_role(const pebc::PowerConstraints& m, const Context& context, Finder& find) {
  const auto& details = context.registry.details;
  if (!details) return;
  const double tolerance = context.tolerances().sign_w;
  for (std::size_t i = 0; i < m.allowed_limit_ranges.size(); ++i) {
    const auto& range = m.allowed_limit_ranges[i];
    const NumberRange& r = range.range_boundary;
    if (contradicts_role(*details, range.commodity_quantity, r.start_of_range, tolerance) &&
        contradicts_role(*details, range.commodity_quantity, r.end_of_range, tolerance))
      find.at("allowed_limit_ranges", i, "range_boundary", shown(r));
  }
}

bool has_role(const ResourceManagerDetails& details, CommodityQuantity quantity) {
  const auto commodity = commodity_of(quantity);
  return !commodity || std::any_of(details.roles.begin(), details.roles.end(),
                                   [&commodity](const Role& role) { return role.commodity == *commodity; });
}

void average_without_role(const pebc::EnergyConstraint& m, const Context& context, Finder& find) {
  const auto& details = context.registry.details;
  if (details && !has_role(*details, m.commodity_quantity)) find.at("commodity_quantity", shown(m.commodity_quantity));
}

void range_without_role(const pebc::PowerConstraints& m, const Context& context, Finder& find) {
  const auto& details = context.registry.details;
  if (!details) return;
  for (std::size_t i = 0; i < m.allowed_limit_ranges.size(); ++i) {
    const auto quantity = m.allowed_limit_ranges[i].commodity_quantity;
    if (!has_role(*details, quantity)) find.at("allowed_limit_ranges", i, "commodity_quantity", shown(quantity));
  }
}

constexpr Entry family[] = {
    {{"PEBC-017", warning, session, noted, "derived",
      "power constraints that are not revoked do not overlap in time; the newest ones count"},
     {in_session<pebc::PowerConstraints, overlaps_another>()}},
    {{"PEBC-019", warning, session, noted, "observed: precondition of the certification tool",
      "an energy constraint refines power constraints of the same time"},
     {in_session<pebc::EnergyConstraint, nothing_to_refine>()}},
    {{"PEBC-020", warning, session, noted, "observed: certification tool",
      "an average power lies inside the limits that are allowed"},
     {in_session<pebc::EnergyConstraint, out_of_all_ranges>()}},
    {{"PEBC-022", warning, session, noted, "S2 documentation, Common concepts, Power",
      "consumption is positive and production negative, as the role of the resource says"},
     {in_session<pebc::EnergyConstraint, average_against_role>(),
      in_session<pebc::PowerConstraints, range_against_role>()}},
    {{"PEBC-023", warning, session, noted, "derived",
      "a quantity belongs to a commodity for which the resource has a role"},
     {in_session<pebc::EnergyConstraint, average_without_role>(),
      in_session<pebc::PowerConstraints, range_without_role>()}},
};

}  // namespace

Family pebc_constraints_session() { return family; }

}  // namespace s2::rules
