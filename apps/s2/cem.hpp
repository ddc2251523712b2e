#pragma once
// The verb `s2 cem`: an energy manager for devices that connect to it.

#include "verb.hpp"

namespace s2::app {

/// `s2 cem`: listens, steers whatever connects, and logs what it decides and why.
Verb cem_verb();

}  // namespace s2::app
