#pragma once
// The verb replay.

#include "verb.hpp"

namespace s2::app {

/// The verb replay.
Verb replay_verb();

}  // namespace s2::app
