#pragma once
// Speech: what a device and an energy manager that know nothing of planning could say next. Any order of these words is
// legal for one who keeps to what was said before; a session holds back what is not.

#include "chance.hpp"

#include <s2/registry.hpp>

#include <functional>
#include <optional>
#include <vector>

namespace s2::tests {

/// Who speaks, and what is known to them.
struct Speaker {
  Chance& chance;            ///< decides what is said
  const Registry& registry;  ///< what both sides have said
  Time now;                  ///< on the clock of the speaker
  std::function<Id()> ids;   ///< for objects, unique in the session

  /// A moment that lies a little ahead, now or, rarely, a moment ago.
  Time soon() { return now + chance.between(Duration(-2'000), Duration(60'000)); }
};

/// A description, status or offer of the active control type, a measurement or a forecast; empty when nothing is left
/// to say at this moment.
std::optional<Message> device_says(Speaker& speaker);

/// An instruction of the active control type, or the revocation of one; empty when there is no basis for one.
std::optional<Message> manager_says(Speaker& speaker);

// One of each for a control type.
std::optional<Message> ombc_device_says(Speaker& speaker);
std::optional<Message> frbc_device_says(Speaker& speaker);
std::optional<Message> ddbc_device_says(Speaker& speaker);
std::optional<Message> pebc_device_says(Speaker& speaker);
std::optional<Message> ppbc_device_says(Speaker& speaker);
std::optional<Message> ombc_manager_says(Speaker& speaker);
std::optional<Message> frbc_manager_says(Speaker& speaker);
std::optional<Message> ddbc_manager_says(Speaker& speaker);
std::optional<Message> pebc_manager_says(Speaker& speaker);
std::optional<Message> ppbc_manager_says(Speaker& speaker);

/// Takes back an object that is named as the message which published it.
Message revocation(Kind kind, const Id& object_id);

/// What the resource of a simulation says about itself: every control type is on offer.
ResourceManagerDetails versatile_resource();

}  // namespace s2::tests
