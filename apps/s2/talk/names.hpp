#pragma once
// Names: what a person calls things of a conversation whose ids are long.

#include <s2/base/result.hpp>
#include <s2/registry.hpp>

#include <string_view>
#include <vector>

namespace s2::app {

/// A thing with an id and, perhaps, a label.
struct Named {
  std::string_view field;  ///< what it is: "actuator", "mode", "timer", "instruction"
  Id id;                   ///< its id
  std::string label;       ///< its diagnostic_label; empty without one
};

/// Actuators, modes and timers of the descriptions in force, and open instructions, newest last.
std::vector<Named> named_things(const Registry& registry);

/// The id that a word stands for in a field of this name: a thing of the right sort with that label, or whose id begins
/// with the word; "last" is the last one. A word that stands for nothing is taken as an id itself. Fails when it stands
/// for several.
Result<Id> id_for(std::string_view field, std::string_view word, const Registry& registry);

/// The id to put into a field that was not given: the only actuator, the last instruction. Empty when there is none.
std::optional<Id> usual_id(std::string_view field, const Registry& registry);

}  // namespace s2::app
