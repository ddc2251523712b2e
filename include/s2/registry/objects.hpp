#pragma once
// Objects: which ids were published in a session, for what, and whether the object still exists.

#include <s2/base/id_digest.hpp>
#include <s2/base/limits.hpp>
#include <s2/base/recent.hpp>
#include <s2/model/message.hpp>

#include <cstdint>

namespace s2 {

/// What an id can name. Source: rule catalogue, ID-013 and C.10.
enum class ObjectKind : std::uint8_t {
  actuator,            ///< of an FRBC or DDBC description
  operation_mode,      ///< of any description; unique in its scope only
  timer,               ///< as above
  transition,          ///< as above
  power_constraints,   ///< PEBC.PowerConstraints
  energy_constraint,   ///< PEBC.EnergyConstraint
  power_envelope,      ///< of a PEBC.Instruction
  power_profile,       ///< PPBC.PowerProfileDefinition
  sequence_container,  ///< of a profile
  power_sequence,      ///< of a container
  system_description,  ///< by its message_id
  instruction,         ///< any of the seven types
};

/// What is remembered of a published object.
struct ObjectFacts {
  Kind message{};             ///< the type of message that published it
  bool gone = false;          ///< revoked, replaced or expired
  std::uint64_t content = 0;  ///< digest of what it says without its message_id; 0 where that does not matter
};

/// The newest published objects, up to Limits::remembered_objects. An id may name objects of several kinds (ID-013).
/// What is remembered: everything that can be revoked, the actuators, the operation modes of OMBC, and the power
/// envelopes; of instructions only the id, the rest is with Instructions. The other kinds are unique in their scope
/// only and found in the description or profile itself.
class Objects {
 public:
  /// What was published of this kind under this id; nullptr when nothing was, or it is forgotten.
  const ObjectFacts* find(ObjectKind kind, const Id& id) const { return find(kind, digest_of(id)); }
  /// The id of the object of this kind that a message published, to find a REV-004; nullptr when none.
  const IdDigest* find_by_message(ObjectKind kind, const Id& message_id) const {
    return by_message_.find(key(kind, digest_of(message_id)));
  }
  /// As find, by digest of the id.
  const ObjectFacts* find(ObjectKind kind, const IdDigest& id) const { return book(kind).find(key(kind, id)); }

  /// Notes a published object in place of an earlier one of the kind with the same id.
  void take(ObjectKind kind, const Id& id, ObjectFacts facts) { book(kind).put(key(kind, digest_of(id)), facts); }
  /// Notes which message published an object.
  void link(ObjectKind kind, const Id& message_id, const Id& id) {
    by_message_.put(key(kind, digest_of(message_id)), digest_of(id));
  }
  /// The object exists no longer.
  void end(ObjectKind kind, const Id& id) {
    if (auto* facts = book(kind).find(key(kind, digest_of(id)))) facts->gone = true;
  }
  /// The object was never published: the message it came with was refused.
  void forget(ObjectKind kind, const Id& id) { book(kind).erase(key(kind, digest_of(id))); }

 private:
  static IdDigest key(ObjectKind kind, IdDigest id) {
    id.low += (static_cast<std::uint64_t>(kind) + 1) * 0x9E3779B97F4A7C15U;
    return id;
  }

  // What can be revoked is kept apart, so that no description, however large, makes it forgotten.
  static bool is_revocable(ObjectKind kind) {
    return kind == ObjectKind::power_constraints || kind == ObjectKind::energy_constraint ||
           kind == ObjectKind::power_profile || kind == ObjectKind::system_description;
  }
  Recent<ObjectFacts>& book(ObjectKind kind) { return is_revocable(kind) ? by_id_ : parts_; }
  const Recent<ObjectFacts>& book(ObjectKind kind) const { return is_revocable(kind) ? by_id_ : parts_; }

  Recent<ObjectFacts> by_id_{Limits::remembered_objects};
  Recent<ObjectFacts> parts_{Limits::remembered_objects};
  Recent<IdDigest> by_message_{Limits::remembered_objects};
};

}  // namespace s2
