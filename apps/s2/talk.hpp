#pragma once
// s2 talk: a session by hand or by script.

#include "verb.hpp"

namespace s2::app {

/// The verb.
Verb talk_verb();

}  // namespace s2::app
