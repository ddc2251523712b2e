#pragma once
// A network of one's own: tests of multicast must neither hear nor disturb the network they run in.

#include <functional>

namespace s2::transport {

/// Runs a test's body in a child process that has nothing but a loopback. What fails there fails the test; where there
/// are no network namespaces, the test is skipped.
void in_private_network(const std::function<void()>& body);

}  // namespace s2::transport
