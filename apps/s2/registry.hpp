#pragma once
// The verb `s2 registry`: the registry of WAN endpoints.

#include "verb.hpp"

namespace s2::app {

/// `s2 registry`: serves a registry, searches one, adds to one.
Verb registry_verb();

}  // namespace s2::app
