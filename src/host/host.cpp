// How a host is made.

#include "running.hpp"

namespace s2::host {

Result<std::unique_ptr<EndpointHost>> EndpointHost::open(transport::Loop& loop, connect::Store& store,
                                                         HostSettings settings, HostHandler handler) {
  auto running = std::make_unique<Running>(loop, store, std::move(settings), std::move(handler));
  if (auto begun = running->begin(); !begun) return Unexpected{std::move(begun).error()};
  return std::unique_ptr<EndpointHost>(std::move(running));
}

}  // namespace s2::host
