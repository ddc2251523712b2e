// REV: what may be withdrawn.

#include "rule.hpp"

#include <algorithm>
#include <iterator>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

// In the order of RevokableObjects: which message published the object, and as what it is remembered.
struct Revokable {
  Kind message;
  ObjectKind object;
};
constexpr Revokable revokables[] = {
    {Kind::PebcPowerConstraints, ObjectKind::power_constraints},
    {Kind::PebcEnergyConstraint, ObjectKind::energy_constraint},
    {Kind::PebcInstruction, ObjectKind::instruction},
    {Kind::PpbcPowerProfileDefinition, ObjectKind::power_profile},
    {Kind::PpbcScheduleInstruction, ObjectKind::instruction},
    {Kind::PpbcStartInterruptionInstruction, ObjectKind::instruction},
    {Kind::PpbcEndInterruptionInstruction, ObjectKind::instruction},
    {Kind::OmbcSystemDescription, ObjectKind::system_description},
    {Kind::OmbcInstruction, ObjectKind::instruction},
    {Kind::FrbcSystemDescription, ObjectKind::system_description},
    {Kind::FrbcInstruction, ObjectKind::instruction},
    {Kind::DdbcSystemDescription, ObjectKind::system_description},
    {Kind::DdbcInstruction, ObjectKind::instruction},
};
static_assert(std::size(revokables) == static_cast<std::size_t>(RevokableObjects::ddbc_instruction) + 1);

const Revokable& revokable(const RevokeObject& m) { return revokables[static_cast<std::size_t>(m.object_type)]; }

bool is_instruction(const RevokeObject& m) { return revokable(m).object == ObjectKind::instruction; }

bool is_own(const RevokeObject& m, const Context& context) {
  return message_type_of(revokable(m).message).senders.contains(context.sender);
}

// The instruction, by its id or else by the id of its message (REV-004).
const InstructionFacts* instruction(const RevokeObject& m, const Context& context) {
  if (!is_instruction(m)) return nullptr;
  const auto* facts = context.registry.instructions.reported(m.object_id);
  return facts && facts->kind == revokable(m).message ? facts : nullptr;
}

// Any other object, in the same way.
const ObjectFacts* object(const RevokeObject& m, const Context& context) {
  if (is_instruction(m)) return nullptr;
  const auto& [message, kind] = revokable(m);
  const Objects& objects = context.registry.objects;
  const auto* facts = objects.find(kind, m.object_id);
  if (!facts) {
    const IdDigest* id = objects.find_by_message(kind, m.object_id);
    facts = id ? objects.find(kind, *id) : nullptr;
  }
  return facts && facts->message == message ? facts : nullptr;
}

bool is_over(const InstructionFacts& facts) { return facts.status && is_final(*facts.status); }

void not_its_own(const RevokeObject& m, const Context& context, Finder& find) {
  if (!is_own(m, context)) find.at("object_type", shown(m.object_type));
}

void unknown(const RevokeObject& m, const Context& context, Finder& find) {
  if (is_own(m, context) && !instruction(m, context) && !object(m, context)) find.at("object_id", shown(m.object_id));
}

bool has_ended(const PpbcState::Container& container) {
  using enum ppbc::PowerSequenceStatus;
  return container.status && (container.status->status == finished || container.status->status == aborted);
}

// Whether the time of an object is over, though nobody has said so (rule catalogue, C.7).
bool has_expired(const RevokeObject& m, const Context& context) {
  const Registry& registry = context.registry;
  if (m.object_type == RevokableObjects::pebc_powerconstraints) {
    const auto* offer = registry.pebc.find(m.object_id);
    return offer && offer->constraints.valid_until && *offer->constraints.valid_until <= context.now;
  }
  if (m.object_type == RevokableObjects::pebc_energyconstraint) {
    const auto& energy = registry.pebc.energy;
    return std::any_of(energy.begin(), energy.end(), [&](const pebc::EnergyConstraint& constraint) {
      return constraint.id == m.object_id && constraint.valid_until <= context.now;
    });
  }
  if (m.object_type != RevokableObjects::ppbc_powerprofiledefinition) return false;
  const auto* task = registry.ppbc.find(m.object_id);
  return task && task->profile.end_time <= context.now &&
         std::all_of(task->containers.begin(), task->containers.end(), has_ended);
}

void gone_already(const RevokeObject& m, const Context& context, Finder& find) {
  if (!is_own(m, context)) return;
  const auto* asked = instruction(m, context);
  const auto* published = object(m, context);
  const bool gone =
      (asked && asked->revoked && !is_over(*asked)) || (published && (published->gone || has_expired(m, context)));
  if (gone) find.at("object_id", shown(m.object_id));
}

void names_the_message(const RevokeObject& m, const Context& context, Finder& find) {
  if (!is_own(m, context)) return;
  const bool by_message = is_instruction(m)
                              ? instruction(m, context) && !context.registry.instructions.find(m.object_id)
                              : object(m, context) && !context.registry.objects.find(revokable(m).object, m.object_id);
  if (by_message) find.at("object_id", shown(m.object_id));
}

void over_already(const RevokeObject& m, const Context& context, Finder& find) {
  const auto* facts = instruction(m, context);
  if (facts && is_own(m, context) && is_over(*facts)) find.at("object_id", shown(m.object_id));
}

void running(const RevokeObject& m, const Context& context, Finder& find) {
  const auto* facts = instruction(m, context);
  if (facts && is_own(m, context) && !facts->revoked && facts->status == InstructionStatus::started)
    find.at("object_id", shown(m.object_id));
}

constexpr Entry family[] = {
    {{"REV-001", error, session, invalid_content, "S2 JSON wiki, RevokeObject",
      "a side revokes only what it published"},
     {in_session<RevokeObject, not_its_own>()}},
    {{"REV-002", error, session, invalid_content, "S2 JSON, ReceptionStatusValues",
      "a revoked object was published in the session, under that type and id"},
     {in_session<RevokeObject, unknown>()}},
    {{"REV-003", warning, session, noted, "derived", "an object is revoked once, while it still counts"},
     {in_session<RevokeObject, gone_already>()}},
    {{"REV-004", warning, session, noted, "derived; the official test tool revokes a description by message_id",
      "an object that has an id is revoked by it, not by its message_id"},
     {in_session<RevokeObject, names_the_message>()}},
    {{"REV-005", warning, session, noted, "S2 reference, InstructionStatus",
      "an instruction is revoked before it has ended"},
     {in_session<RevokeObject, over_already>()}},
    {{"REV-006", warning, session, noted, "derived",
      "an instruction is revoked before it is started; the RM may carry this one through"},
     {in_session<RevokeObject, running>()}},
    {{"REV-007", warning, engine, none, "S2 reference, InstructionStatusUpdate",
      "instructions whose basis was revoked get a last status"}},
};

}  // namespace

Family revocation_session() { return family; }

}  // namespace s2::rules
