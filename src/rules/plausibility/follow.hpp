#pragma once
// Follow: what of a message the PLAUS rules have to remember.

#include <s2/registry.hpp>

namespace s2::rules {

/// Notes an accepted message, before anything of it is in the registry.
void follow_plausibility(Registry& registry, const Message& message, Time now);

}  // namespace s2::rules
