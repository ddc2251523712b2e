#pragma once
// The verb `s2 pairings`: list pairings.

#include "verb.hpp"

namespace s2::app {

/// `s2 pairings`: lists who is paired with whom.
Verb pairings_verb();

}  // namespace s2::app
