#pragma once
// s2 discover: who is there in the LAN.

#include "verb.hpp"

namespace s2::app {

/// The verb.
Verb discover_verb();

}  // namespace s2::app
