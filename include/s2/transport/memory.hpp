#pragma once
// Connections without a socket.

#include <s2/transport/connection.hpp>
#include <s2/transport/loop.hpp>

#include <cstddef>
#include <memory>
#include <utility>

namespace s2::transport {

/// Two connections joined to each other without a socket, for tests and simulations: what one sends, the other is told,
/// in order, from the loop. At most `queue_bytes` wait on either side; beyond that the sender is closed with 1013.
std::pair<std::unique_ptr<Connection>, std::unique_ptr<Connection>> connect_in_memory(
    Loop& loop, std::size_t queue_bytes = 8 * 1024 * 1024);

}  // namespace s2::transport
