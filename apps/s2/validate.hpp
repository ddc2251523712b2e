#pragma once
// The verb validate.

#include "verb.hpp"

namespace s2::app {

/// `s2 validate`: judges messages in files, folders, recordings or the standard input.
Verb validate_verb();

}  // namespace s2::app
