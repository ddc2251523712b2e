#pragma once
// The verb `s2 pair`: pair with another endpoint by its code.

#include "verb.hpp"

namespace s2::app {

/// `s2 pair`: types a code in, so to speak.
Verb pair_verb();

}  // namespace s2::app
