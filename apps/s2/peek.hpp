#pragma once
// The verb peek.

#include "verb.hpp"

namespace s2::app {

/// `s2 peek`: which messages an input holds.
Verb peek_verb();

}  // namespace s2::app
