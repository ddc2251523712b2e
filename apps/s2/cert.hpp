#pragma once
// The verb `s2 cert`: the certificates of an endpoint in the LAN.

#include "verb.hpp"

namespace s2::app {

/// `s2 cert`: shows, renews and replaces the certificates in a store.
Verb cert_verb();

}  // namespace s2::app
