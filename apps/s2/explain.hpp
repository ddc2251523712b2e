#pragma once
// The verb explain.

#include "verb.hpp"

namespace s2::app {

/// `s2 explain`: what a message means, in the conversation it stands in.
Verb explain_verb();

}  // namespace s2::app
