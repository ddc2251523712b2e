#pragma once
// The verb schema.

#include "verb.hpp"

namespace s2::app {

/// `s2 schema`: JSON Schema of the messages.
Verb schema_verb();

}  // namespace s2::app
