// How a host is made.

#include "running.hpp"

namespace s2::host {

Result<connect::NodeId> node_id(connect::Store& store, const std::string& name) {
  const std::string key = "host.node." + name;
  auto kept = store.value(key);
  if (!kept) return Unexpected{std::move(kept).error()};
  if (*kept) {
    if (const auto id = connect::parse_node_id(**kept)) return *id;
  }
  const auto id = connect::make_node_id(*transport::make_crypto());
  if (auto set = store.set_value(key, id.text()); !set) return Unexpected{std::move(set).error()};
  return id;
}

Result<std::unique_ptr<EndpointHost>> EndpointHost::open(transport::Loop& loop, connect::Store& store,
                                                         HostSettings settings, HostHandler handler) {
  auto running = std::make_unique<Running>(loop, store, std::move(settings), std::move(handler));
  if (auto begun = running->begin(); !begun) return Unexpected{std::move(begun).error()};
  return std::unique_ptr<EndpointHost>(std::move(running));
}

}  // namespace s2::host
