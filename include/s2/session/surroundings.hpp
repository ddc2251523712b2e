#pragma once
// Surroundings: what ResourceManager and EnergyManager need of the world.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>
#include <s2/session/options.hpp>

#include <functional>

namespace s2 {

/// Where the time comes from; the core never looks at a clock itself.
using TimeSource = std::function<Time()>;

/// What a party of a conversation needs of the world. A program takes it from Runner::surroundings(), a test writes
/// its own.
struct Surroundings {
  TimeSource now;               ///< the time; a clock that is set back counts as standing still
  IdSource ids;                 ///< fresh ids
  SessionOptions session = {};  ///< of every session
};

}  // namespace s2
