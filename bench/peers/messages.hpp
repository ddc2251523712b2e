#pragma once
// The messages of ours that are measured.

#include <s2/model/message.hpp>

#include <optional>
#include <string_view>

namespace s2::bench {

/// "status": FRBC.StorageStatus, 115 bytes as JSON. "ten-modes": FRBC.SystemDescription of one actuator with ten
/// operation modes of two elements, a transition between neighbours in either direction, and two timers.
std::optional<Message> message_named(std::string_view name);

}  // namespace s2::bench
