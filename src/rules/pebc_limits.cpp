#include "pebc_limits.hpp"

#include "scope.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

const pebc::PowerEnvelope* find_envelope(const pebc::Instruction& instruction, CommodityQuantity quantity) {
  for (const auto& envelope : instruction.power_envelopes) {
    if (envelope.commodity_quantity == quantity) return &envelope;
  }
  return nullptr;
}

// Walks along the envelopes of a quantity, the newest first, as D.5 says which counts.
class Envelopes {
 public:
  Envelopes(const Registry& registry, CommodityQuantity quantity) : registry_(registry), quantity_(quantity) {}

  // As if an instruction had been received after all others.
  void add(const pebc::Instruction& instruction, Time now) {
    added_ = &instruction;
    added_at_ = now;
  }

  CountingEnvelope at(Time when) const {
    CountingEnvelope found;
    visit([&](const pebc::Instruction& instruction, const pebc::PowerEnvelope& envelope, Time begin) {
      if (begin <= when) found = {&instruction, &envelope, begin};
      return begin > when;
    });
    return found;
  }

  // The first moment after `when` at which another one may count; `otherwise` when there is none before that.
  Time next_begin(Time when, Time otherwise) const {
    Time next = otherwise;
    visit([&](const pebc::Instruction&, const pebc::PowerEnvelope&, Time begin) {
      if (begin > when) next = std::min(next, begin);
      return begin > when;
    });
    return next;
  }

 private:
  // Calls visitor(instruction, envelope, begin), newest first, until it says false.
  template <class Visitor>
  void visit(Visitor visitor) const {
    if (added_) {
      const auto* envelope = find_envelope(*added_, quantity_);
      if (envelope && !visitor(*added_, *envelope, std::max(added_->execution_time, added_at_))) return;
    }
    const auto& open = registry_.instructions.open();
    for (auto item = open.rbegin(); item != open.rend(); ++item) {
      const auto* instruction = std::get_if<pebc::Instruction>(&item->message);
      const auto* envelope = instruction ? find_envelope(*instruction, quantity_) : nullptr;
      if (!envelope) continue;
      const InstructionFacts* facts = registry_.instructions.find(item->id);
      if (facts && facts->revoked) continue;
      if (!visitor(*instruction, *envelope, std::max(instruction->execution_time, item->received))) return;
    }
  }

  const Registry& registry_;
  CommodityQuantity quantity_;
  const pebc::Instruction* added_ = nullptr;
  Time added_at_;
};

}  // namespace

bool is_offered(const pebc::PowerConstraints& constraints, CommodityQuantity quantity) {
  const auto& ranges = constraints.allowed_limit_ranges;
  return std::any_of(ranges.begin(), ranges.end(),
                     [quantity](const auto& range) { return range.commodity_quantity == quantity; });
}

bool is_over(const pebc::PowerConstraints& constraints, Time now, Duration skew) {
  return constraints.valid_until && *constraints.valid_until + skew < now;
}

bool begins_in_time(const pebc::Instruction& instruction, const pebc::PowerConstraints& constraints, Time now,
                    Duration skew) {
  const Time begin = moment_of(instruction, now);
  if (instruction.execution_time > now) skew = Duration{0};
  return constraints.valid_from <= begin + skew &&
         (!constraints.valid_until || begin < *constraints.valid_until + skew);
}

Permission permission_for(const pebc::PowerConstraints& constraints, CommodityQuantity quantity,
                          pebc::PowerEnvelopeLimitType type, double limit) {
  auto found = Permission::never;
  for (const auto& range : constraints.allowed_limit_ranges) {
    if (range.commodity_quantity != quantity || range.limit_type != type) continue;
    // A lenient reader takes a range that is written from its end to its start (NUM-006).
    const auto [least, most] = std::minmax(range.range_boundary.start_of_range, range.range_boundary.end_of_range);
    if (limit < least || limit > most) continue;
    if (!range.abnormal_condition_only) return Permission::allowed;
    found = Permission::when_abnormal;
  }
  return found;
}

CountingEnvelope envelope_at(const Registry& registry, CommodityQuantity quantity, Time when) {
  return Envelopes(registry, quantity).at(when);
}

ElementAt element_at(const pebc::PowerEnvelope& envelope, Time execution_time, Time when) {
  Time begin = execution_time;
  if (when < begin) return {};
  for (const auto& element : envelope.power_envelope_elements) {
    const Time end = begin + element.duration;
    if (when < end) return {&element, begin, end};
    begin = end;
  }
  return {};
}

std::optional<MeanLimits> mean_limits(const pebc::EnergyConstraint& constraint, const pebc::Instruction& added,
                                      const Registry& registry, Time now, std::size_t& steps) {
  if (!find_envelope(added, constraint.commodity_quantity) || !(constraint.valid_from < constraint.valid_until))
    return std::nullopt;
  Envelopes envelopes(registry, constraint.commodity_quantity);
  envelopes.add(added, now);
  const double window = static_cast<double>((constraint.valid_until - constraint.valid_from).count());
  MeanLimits mean{0, 0};
  bool takes_part = false;
  Time when = constraint.valid_from;
  while (when < constraint.valid_until) {
    if (steps++ == Limits::projection_steps) return std::nullopt;
    const CountingEnvelope counting = envelopes.at(when);
    if (!counting.instruction) return std::nullopt;
    const ElementAt place = element_at(*counting.envelope, counting.instruction->execution_time, when);
    if (!place.element) return std::nullopt;
    const Time end = envelopes.next_begin(when, std::min(place.end, constraint.valid_until));
    const double share = static_cast<double>((end - when).count()) / window;
    mean.upper += place.element->upper_limit * share;
    mean.lower += place.element->lower_limit * share;
    takes_part = takes_part || counting.instruction == &added;
    when = end;
  }
  return takes_part ? std::optional(mean) : std::nullopt;
}

}  // namespace s2::rules
