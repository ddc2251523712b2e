#pragma once
// What only the operating system knows: the time, and chance.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>

namespace s2::transport {

/// The wall clock.
Time system_now();

/// Fresh random UUIDs (version 4) from the operating system.
IdSource random_ids();

}  // namespace s2::transport
