#pragma once
// Describe: what a message says, in a few words.

#include <s2/model/message.hpp>
#include <s2/registry.hpp>

#include <string>
#include <string_view>

namespace s2::app {

/// What a message says in a few words, with the labels that the registry knows: "inverter: charge, factor 0.89". Texts
/// of the peer are cut, and otherwise as they came. Empty when the type says it all.
std::string describe(const Message& message, const Registry& registry);

/// The label of a mode in the description in force, or the shortened id of one that has none. `actuator` is empty under
/// OMBC.
std::string mode_label(const Registry& registry, const Id& actuator, const Id& mode);
/// The label of an actuator, likewise.
std::string actuator_label(const Registry& registry, const Id& actuator);

/// A quantity for people, e.g. "electric power, L1".
std::string_view words_for(CommodityQuantity quantity);
/// A number with as many digits as people want to see: at most four behind the point.
std::string number_text(double value);

}  // namespace s2::app
