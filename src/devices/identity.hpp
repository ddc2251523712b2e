#pragma once
// Ids that mean the same thing in every session and every run.

#include <s2/base/id.hpp>

#include <string_view>

namespace s2::devices {

/// The UUID of something that has a name, e.g. "battery/mode/idle": always the same for the same name (version 8 of
/// RFC 9562). The documentation of S2 demands UUIDs as ids (ID-003).
Id named_id(std::string_view name);

}  // namespace s2::devices
