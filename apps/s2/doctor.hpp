#pragma once
// s2 doctor: whether this machine and its network are fit for S2 Connect.

#include "verb.hpp"

namespace s2::app {

/// The verb.
Verb doctor_verb();

}  // namespace s2::app
