#pragma once
// The verb model.
// The verb `s2 model`: reference pages of messages, made from the tables.

#include "verb.hpp"

namespace s2::app {

/// `s2 model`: what the messages, components and enumerations of S2 JSON are.
Verb model_verb();

}  // namespace s2::app
