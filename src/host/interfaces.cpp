// Whoever asks often is answered from memory.

#include "interfaces.hpp"

#include <s2/transport/interfaces.hpp>

namespace s2::host {

using connect::InterfaceAddress;
using connect::IpAddress;

const std::vector<InterfaceAddress>& Interfaces::addresses() {
  const auto now = std::chrono::steady_clock::now();
  if (!read_at_ || now - *read_at_ >= fresh) {
    known_ = transport::interface_addresses();
    read_at_ = now;
  }
  return known_;
}

bool Interfaces::is_same_subnet(const std::optional<IpAddress>& peer, const std::optional<IpAddress>& local) {
  return connect::is_same_subnet(peer, local, addresses());
}

}  // namespace s2::host
