#pragma once
// The verb `s2 unpair`: end pairings.

#include "verb.hpp"

namespace s2::app {

/// `s2 unpair`: ends pairings, and tells the other side.
Verb unpair_verb();

}  // namespace s2::app
