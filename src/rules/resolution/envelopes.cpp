// Instructions that limit power: PEBC.

#include "resolve.hpp"

#include <model/path.hpp>
#include <rules/pebc_limits.hpp>
#include <rules/scope.hpp>

#include <algorithm>

namespace s2::rules {
namespace {

using pebc::PowerEnvelopeLimitType;

std::string unit_behind(CommodityQuantity quantity) { return ' ' + std::string(unit_of(quantity)); }

// Whether the offer holds when the instruction begins.
void check_window(const pebc::Instruction& m, const PebcState::Offer& offer, const Situation& situation,
                  Problems& problems) {
  const auto& [constraints, revoked] = offer;
  const Duration skew = situation.tolerances().skew;
  const std::string id = shown(constraints.id);
  if (revoked) {
    return problems.error("PEBC-010", "/power_constraints_id", id, "the power constraints " + id + " were withdrawn");
  }
  if (is_over(constraints, situation.now, skew)) {
    return problems.error("PEBC-010", "/power_constraints_id", id,
                          "the power constraints " + id + " ended at " + format_time(*constraints.valid_until));
  }
  if (begins_in_time(m, constraints, situation.now, skew)) return;
  const bool too_early = moment_of(m, situation.now) < constraints.valid_from;
  problems.error("PEBC-011", "/execution_time", format_time(m.execution_time),
                 "the power constraints " + id +
                     (too_early ? " hold only from " + format_time(constraints.valid_from)
                                : " hold only until " + format_time(*constraints.valid_until)));
}

// One limit of one element.
struct Limit {
  PowerEnvelopeLimitType type;
  std::string_view rule, member, word;
};
constexpr Limit both_limits[] = {{PowerEnvelopeLimitType::upper_limit, "PEBC-013", "upper_limit", "upper"},
                                 {PowerEnvelopeLimitType::lower_limit, "PEBC-014", "lower_limit", "lower"}};

void check_limit(const pebc::Instruction& m, const pebc::PowerConstraints& offer, const pebc::PowerEnvelope& envelope,
                 double value, const Limit& limit, const Path& element, Problems& problems) {
  const auto permission = permission_for(offer, envelope.commodity_quantity, limit.type, value);
  const bool only_abnormal = permission == Permission::when_abnormal;
  if (permission == Permission::allowed || (only_abnormal && m.abnormal_condition)) return;
  problems.error(
      only_abnormal ? "PEBC-015" : limit.rule, pointer_of({&element, limit.member}), shown(value),
      "the " + std::string(limit.word) + " limit " + shown(value) + unit_behind(envelope.commodity_quantity) +
          (only_abnormal ? " is allowed under an abnormal condition only" : " is in none of the allowed ranges"));
}

void check_limits(const pebc::Instruction& m, const pebc::PowerConstraints& offer, Problems& problems) {
  const Path envelopes{nullptr, "power_envelopes"};
  for (std::size_t i = 0; i < m.power_envelopes.size(); ++i) {
    const auto& envelope = m.power_envelopes[i];
    const Path place{&envelopes, {}, i};
    if (!is_offered(offer, envelope.commodity_quantity)) {
      const std::string quantity(name_of(envelope.commodity_quantity));
      problems.error("PEBC-016", pointer_of({&place, "commodity_quantity"}), quantity,
                     "no limits of " + quantity + " were offered");
      continue;
    }
    const Path elements{&place, "power_envelope_elements"};
    for (std::size_t k = 0; k < envelope.power_envelope_elements.size(); ++k) {
      const auto& element = envelope.power_envelope_elements[k];
      const Path at{&elements, {}, k};
      check_limit(m, offer, envelope, element.upper_limit, both_limits[0], at, problems);
      check_limit(m, offer, envelope, element.lower_limit, both_limits[1], at, problems);
    }
  }
}

void add_pieces(const pebc::PowerEnvelope& envelope, Time begins, Time now, Resolution& out,
                std::vector<EnvelopePiece>& pieces) {
  for (const auto& element : envelope.power_envelope_elements) {
    const Time end = begins + element.duration;
    if (end > now) {
      pieces.push_back(
          {envelope.commodity_quantity, std::max(begins, now), end, element.lower_limit, element.upper_limit});
    }
    begins = end;
  }
  out.ends = std::max(out.ends, begins);
}

}  // namespace

void resolve_envelope(const pebc::Instruction& m, const Situation& situation, EnvelopeAnchor anchor, Resolution& out,
                      Problems& problems) {
  const auto* offer = situation.registry.pebc.find(m.power_constraints_id);
  if (!offer) {
    const std::string id = shown(m.power_constraints_id);
    return problems.error("PEBC-009", "/power_constraints_id", id, "no power constraints " + id + " were offered");
  }
  check_window(m, *offer, situation, problems);
  check_limits(m, offer->constraints, problems);
  out.begins = out.effective = out.ends = moment_of(m, situation.now);
  EnvelopeResolution means{offer->constraints.id, offer->constraints.consequence_type, {}};
  const Time anchored = anchor == EnvelopeAnchor::execution_time ? m.execution_time : out.begins;
  for (const auto& envelope : m.power_envelopes) add_pieces(envelope, anchored, situation.now, out, means.pieces);
  const auto& until = offer->constraints.valid_until;
  if (until && out.ends > *until) {
    problems.doubt(
        "PEBC-012", "/power_envelopes", "",
        "the envelope goes on until " + format_time(out.ends) + ", the offer ends at " + format_time(*until));
  }
  out.means = std::move(means);
}

}  // namespace s2::rules
