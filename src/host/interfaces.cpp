// Reading the addresses of this machine.

#include "interfaces.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

namespace s2::host {
namespace {

using connect::InterfaceAddress;
using connect::IpAddress;

// The bytes of an address of either family; empty for others.
std::optional<IpAddress> address_in(const sockaddr& any) {
  IpAddress address;
  if (any.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &any, sizeof v4);
    std::memcpy(address.bytes.data(), &v4.sin_addr, 4);
    return address;
  }
  if (any.sa_family != AF_INET6) return std::nullopt;
  sockaddr_in6 v6{};
  std::memcpy(&v6, &any, sizeof v6);
  address.is_v6 = true;
  std::memcpy(address.bytes.data(), &v6.sin6_addr, 16);
  address.scope = v6.sin6_scope_id;
  return address;
}

int bits_of(const sockaddr& mask) {
  const auto address = address_in(mask);
  int bits = 0;
  for (const std::uint8_t byte : address ? address->bytes : decltype(address->bytes){}) bits += std::popcount(byte);
  return bits;
}

}  // namespace

std::vector<InterfaceAddress> interface_addresses() {
  std::vector<InterfaceAddress> found;
  ifaddrs* first = nullptr;
  if (::getifaddrs(&first) != 0) return found;
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> all(first, ::freeifaddrs);
  for (const ifaddrs* one = first; one; one = one->ifa_next) {
    if (!one->ifa_addr || !one->ifa_netmask || (one->ifa_flags & IFF_UP) == 0) continue;
    const auto address = address_in(*one->ifa_addr);
    if (!address) continue;
    found.push_back({*address, bits_of(*one->ifa_netmask), ::if_nametoindex(one->ifa_name)});
  }
  return found;
}

const std::vector<InterfaceAddress>& Interfaces::addresses() {
  const auto now = std::chrono::steady_clock::now();
  if (!read_at_ || now - *read_at_ >= fresh) {
    known_ = interface_addresses();
    read_at_ = now;
  }
  return known_;
}

bool Interfaces::is_same_subnet(const std::optional<IpAddress>& peer, const std::optional<IpAddress>& local) {
  return connect::is_same_subnet(peer, local, addresses());
}

}  // namespace s2::host
