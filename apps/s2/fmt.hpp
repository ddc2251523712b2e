#pragma once
// The verb fmt.

#include "verb.hpp"

namespace s2::app {

/// `s2 fmt`: prints messages in canonical form.
Verb fmt_verb();

}  // namespace s2::app
