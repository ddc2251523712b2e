#pragma once
// The verb `s2 code`: show a pairing code and wait to be paired.

#include "verb.hpp"

namespace s2::app {

/// `s2 code`: waits for somebody who types the code that it shows.
Verb code_verb();

}  // namespace s2::app
