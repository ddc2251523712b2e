#pragma once
// The verb `s2 device`: a simulated appliance for an energy manager.

#include "verb.hpp"

namespace s2::app {

/// `s2 device`: a battery, a photovoltaic system or a household that connects to an energy manager.
Verb device_verb();

}  // namespace s2::app
