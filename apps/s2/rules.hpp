#pragma once
// The verb rules.

#include "verb.hpp"

namespace s2::app {

/// `s2 rules`: the rule catalogue, or one rule with its example.
Verb rules_verb();

}  // namespace s2::app
