#pragma once
// The verb `s2 demo`: a home steered through a real day.

#include "verb.hpp"

namespace s2::app {

/// `s2 demo`: energy manager, battery, photovoltaics and household in one process, over real WebSockets.
Verb demo_verb();

}  // namespace s2::app
