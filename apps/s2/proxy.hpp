#pragma once
// s2 proxy: listen in between two peers.

#include "verb.hpp"

namespace s2::app {

/// The verb.
Verb proxy_verb();

}  // namespace s2::app
