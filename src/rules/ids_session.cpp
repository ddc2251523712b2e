// ID: ids against those that were published before.

#include "content.hpp"
#include "rule.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

void envelope_id_used(const pebc::Instruction& m, const Context& context, Finder& find) {
  for (std::size_t i = 0; i < m.power_envelopes.size(); ++i) {
    const Id& id = m.power_envelopes[i].id;
    if (context.registry.objects.find(ObjectKind::power_envelope, id)) find.at("power_envelopes", i, "id", shown(id));
  }
}

// ID-012: an object that is published again and says something else.
template <ObjectKind Object>
constexpr auto content_changed = [](const auto& m, const Context& context, Finder& find) {
  const ObjectFacts* before = context.registry.objects.find(Object, m.id);
  if (before && before->content != object_content(m)) find.at("id", shown(m.id));
};

// Kinds of objects whose ids are unique in the scope of the Resource Manager.
constexpr ObjectKind unique_kinds[] = {ObjectKind::actuator,          ObjectKind::power_constraints,
                                       ObjectKind::energy_constraint, ObjectKind::power_envelope,
                                       ObjectKind::power_profile,     ObjectKind::instruction};

bool names_another_kind(const Id& id, ObjectKind own, const Context& context) {
  const IdDigest digest = digest_of(id);
  return std::any_of(std::begin(unique_kinds), std::end(unique_kinds),
                     [&](ObjectKind kind) { return kind != own && context.registry.objects.find(kind, digest); });
}

template <ObjectKind Object>
constexpr auto id_of_another_kind = [](const auto& m, const Context& context, Finder& find) {
  if (names_another_kind(m.id, Object, context)) find.at("id", shown(m.id));
};

void envelope_id_of_another_kind(const pebc::Instruction& m, const Context& context, Finder& find) {
  for (std::size_t i = 0; i < m.power_envelopes.size(); ++i) {
    const Id& id = m.power_envelopes[i].id;
    if (id == m.id || names_another_kind(id, ObjectKind::power_envelope, context))
      find.at("power_envelopes", i, "id", shown(id));
  }
}

constexpr auto instruction_id = id_of_another_kind<ObjectKind::instruction>;

constexpr Entry family[] = {
    {{"ID-011", warning, session, noted, "S2 JSON, PEBC.PowerEnvelope, id",
      "the id of an envelope is used once in a session"},
     {in_session<pebc::Instruction, envelope_id_used>()}},
    {{"ID-012", warning, session, noted, "S2 JSON, id of constraints and profiles",
      "an id is published with one content; this one replaces what it named before"},
     {in_session<pebc::PowerConstraints, content_changed<ObjectKind::power_constraints>>(),
      in_session<pebc::EnergyConstraint, content_changed<ObjectKind::energy_constraint>>(),
      in_session<ppbc::PowerProfileDefinition, content_changed<ObjectKind::power_profile>>()}},
    {{"ID-013", warning, session, noted, "S2 JSON, ids unique in the scope of the Resource Manager",
      "an id names objects of one kind"},
     {in_session<frbc::ActuatorDescription, id_of_another_kind<ObjectKind::actuator>>(),
      in_session<ddbc::ActuatorDescription, id_of_another_kind<ObjectKind::actuator>>(),
      in_session<pebc::PowerConstraints, id_of_another_kind<ObjectKind::power_constraints>>(),
      in_session<pebc::EnergyConstraint, id_of_another_kind<ObjectKind::energy_constraint>>(),
      in_session<ppbc::PowerProfileDefinition, id_of_another_kind<ObjectKind::power_profile>>(),
      in_session<pebc::Instruction, envelope_id_of_another_kind>(), in_session<pebc::Instruction, instruction_id>(),
      in_session<ppbc::ScheduleInstruction, instruction_id>(),
      in_session<ppbc::StartInterruptionInstruction, instruction_id>(),
      in_session<ppbc::EndInterruptionInstruction, instruction_id>(), in_session<ombc::Instruction, instruction_id>(),
      in_session<frbc::Instruction, instruction_id>(), in_session<ddbc::Instruction, instruction_id>()}},
    {{"ID-014", error, engine, none, "observed: s2-python and s2-rust print UUIDs in lower case",
      "two ids that are both UUIDs are compared by value"}},
};

}  // namespace

Family ids_session() { return family; }

}  // namespace s2::rules
