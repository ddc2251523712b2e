// PEBC: instructions against the constraints they rest on.

#include "pebc_limits.hpp"
#include "rule.hpp"
#include "scope.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;
using enum pebc::PowerEnvelopeLimitType;

using Offer = PebcState::Offer;

// Whether constraints with this id were ever published, even if they are forgotten by now.
bool was_published(const Id& id, const Registry& registry) {
  return registry.pebc.find(id) || registry.objects.find(ObjectKind::power_constraints, id);
}

// The constraints an instruction rests on, as long as they are on offer.
const pebc::PowerConstraints* basis_of(const pebc::Instruction& m, const Context& context) {
  const Offer* offer = context.registry.pebc.find(m.power_constraints_id);
  if (!offer || offer->revoked) return nullptr;
  return is_over(offer->constraints, context.now, context.tolerances().skew) ? nullptr : &offer->constraints;
}

bool begins_in_time(const pebc::Instruction& m, const pebc::PowerConstraints& basis, const Context& context) {
  return rules::begins_in_time(m, basis, context.now, context.tolerances().skew);
}

void unknown_constraints(const pebc::Instruction& m, const Context& context, Finder& find) {
  if (!was_published(m.power_constraints_id, context.registry))
    find.at("power_constraints_id", shown(m.power_constraints_id));
}

void ended_constraints(const pebc::Instruction& m, const Context& context, Finder& find) {
  if (was_published(m.power_constraints_id, context.registry) && !basis_of(m, context))
    find.at("power_constraints_id", shown(m.power_constraints_id));
}

void outside_window(const pebc::Instruction& m, const Context& context, Finder& find) {
  const auto* basis = basis_of(m, context);
  if (basis && !begins_in_time(m, *basis, context)) find.at("execution_time", format_time(m.execution_time));
}

void ends_too_late(const pebc::Instruction& m, const Context& context, Finder& find) {
  const auto* basis = basis_of(m, context);
  if (!basis || !basis->valid_until || !begins_in_time(m, *basis, context)) return;
  for (std::size_t i = 0; i < m.power_envelopes.size(); ++i) {
    Time end = m.execution_time;
    for (const auto& element : m.power_envelopes[i].power_envelope_elements) end = end + element.duration;
    if (end > *basis->valid_until) find.at("power_envelopes", i, format_time(end));
  }
}

void quantity_not_offered(const pebc::Instruction& m, const Context& context, Finder& find) {
  const auto* basis = basis_of(m, context);
  if (!basis) return;
  for (std::size_t i = 0; i < m.power_envelopes.size(); ++i) {
    const auto quantity = m.power_envelopes[i].commodity_quantity;
    if (!is_offered(*basis, quantity)) find.at("power_envelopes", i, "commodity_quantity", shown(quantity));
  }
}

// Reports the limits of one type that are allowed in this way: PEBC-013 to PEBC-015.
void report_limits(const pebc::Instruction& m, const Context& context, pebc::PowerEnvelopeLimitType type,
                   Permission way, Finder& find) {
  const auto* basis = basis_of(m, context);
  if (!basis) return;
  const bool is_upper = type == upper_limit;
  for (std::size_t i = 0; i < m.power_envelopes.size(); ++i) {
    const auto& envelope = m.power_envelopes[i];
    if (!is_offered(*basis, envelope.commodity_quantity)) continue;
    for (std::size_t k = 0; k < envelope.power_envelope_elements.size(); ++k) {
      const auto& element = envelope.power_envelope_elements[k];
      const double limit = is_upper ? element.upper_limit : element.lower_limit;
      if (permission_for(*basis, envelope.commodity_quantity, type, limit) != way) continue;
      find.along({"power_envelopes", i, "power_envelope_elements", k, is_upper ? "upper_limit" : "lower_limit"},
                 shown(limit));
    }
  }
}

template <pebc::PowerEnvelopeLimitType Type>
void limit_not_offered(const pebc::Instruction& m, const Context& context, Finder& find) {
  report_limits(m, context, Type, Permission::never, find);
}

void limit_for_abnormal_condition(const pebc::Instruction& m, const Context& context, Finder& find) {
  if (m.abnormal_condition) return;
  report_limits(m, context, upper_limit, Permission::when_abnormal, find);
  report_limits(m, context, lower_limit, Permission::when_abnormal, find);
}

void newer_constraints(const pebc::Instruction& m, const Context& context, Finder& find) {
  const auto* basis = basis_of(m, context);
  if (!basis || !begins_in_time(m, *basis, context)) return;
  const Offer* newest = context.registry.pebc.at(moment_of(m, context.now));
  if (newest && newest->constraints.id != basis->id) find.at("power_constraints_id", shown(m.power_constraints_id));
}

void less_room_than_promised(const pebc::Instruction& m, const Context& context, Finder& find) {
  std::size_t steps = 0;
  for (const auto& constraint : context.registry.pebc.energy) {
    const auto mean = mean_limits(constraint, m, context.registry, context.now, steps);
    if (!mean) continue;
    const bool too_low = constraint.upper_average_power > 0 && mean->upper < constraint.upper_average_power;
    const bool too_high = constraint.lower_average_power < 0 && mean->lower > constraint.lower_average_power;
    if (too_low || too_high) find.here(shown(too_low ? mean->upper : mean->lower));
  }
}

constexpr Entry family[] = {
    {{"PEBC-009", error, session, invalid_content, "S2 JSON, PEBC.Instruction",
      "an instruction names power constraints that were published"},
     {in_session<pebc::Instruction, unknown_constraints>()}},
    {{"PEBC-010", error, session, lifecycle, "S2 JSON, PEBC.PowerConstraints, valid_until, and RevokeObject",
      "an instruction rests on power constraints that are neither revoked nor over"},
     {in_session<pebc::Instruction, ended_constraints>()}},
    {{"PEBC-011", error, session, lifecycle, "S2 JSON, PEBC.PowerConstraints",
      "an instruction begins while its power constraints are valid"},
     {in_session<pebc::Instruction, outside_window>()}},
    {{"PEBC-012", warning, session, noted, "derived", "an envelope ends before its power constraints do"},
     {in_session<pebc::Instruction, ends_too_late>()}},
    {{"PEBC-013", error, session, lifecycle, "S2 JSON, PEBC.PowerEnvelopeElement, upper_limit",
      "an upper limit lies in one of the ranges that are allowed for it"},
     {in_session<pebc::Instruction, limit_not_offered<upper_limit>>()}},
    {{"PEBC-014", error, session, lifecycle, "S2 JSON, PEBC.PowerEnvelopeElement, lower_limit",
      "a lower limit lies in one of the ranges that are allowed for it"},
     {in_session<pebc::Instruction, limit_not_offered<lower_limit>>()}},
    {{"PEBC-015", error, session, lifecycle, "S2 JSON, PEBC.AllowedLimitRange, abnormal_condition_only",
      "a range for abnormal conditions is used under an abnormal condition only"},
     {in_session<pebc::Instruction, limit_for_abnormal_condition>()}},
    {{"PEBC-016", error, session, invalid_content, "S2 JSON, PEBC.AllowedLimitRange",
      "a quantity is limited for which the power constraints have a range"},
     {in_session<pebc::Instruction, quantity_not_offered>()}},
    {{"PEBC-018", warning, session, noted, "derived",
      "an instruction rests on the newest power constraints that are valid at its execution_time"},
     {in_session<pebc::Instruction, newer_constraints>()}},
    {{"PEBC-021", warning, session, noted, "S2 JSON, PEBC.EnergyConstraint",
      "envelopes leave room for the average power of an energy constraint"},
     {in_session<pebc::Instruction, less_room_than_promised>()}},
};

}  // namespace

Family pebc_session() { return family; }

}  // namespace s2::rules
