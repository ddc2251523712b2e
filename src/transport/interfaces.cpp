// What the kernel knows.

#include <s2/transport/interfaces.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace s2::transport {
namespace {

using connect::IpAddress;

// Calls back with everything that the kernel tells; with nothing when it tells nothing.
template <class Take>
void each_entry(Take take) {
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) return;
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owned(first, &freeifaddrs);
  for (const ifaddrs* one = first; one != nullptr; one = one->ifa_next) take(*one);
}

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

NetworkInterface& entry_of(std::vector<NetworkInterface>& all, const ifaddrs& one) {
  const std::string name = one.ifa_name;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& known) { return known.name == name; });
  if (found != all.end()) return *found;
  const auto has = [&one](unsigned flag) { return (one.ifa_flags & flag) != 0; };
  return all.emplace_back(NetworkInterface{.index = static_cast<int>(if_nametoindex(one.ifa_name)),
                                           .name = name,
                                           .is_up = has(IFF_UP),
                                           .can_multicast = has(IFF_MULTICAST),
                                           .is_loopback = has(IFF_LOOPBACK),
                                           .is_point_to_point = has(IFF_POINTOPOINT)});
}

std::string text_of(const sockaddr& address, const std::string& interface) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.sa_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    return inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
  }
  const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
  const std::string plain = inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
  return IN6_IS_ADDR_LINKLOCAL(&v6.sin6_addr) ? plain + "%" + interface : plain;
}

}  // namespace

std::vector<NetworkInterface> network_interfaces() {
  std::vector<NetworkInterface> all;
  each_entry([&all](const ifaddrs& one) {
    NetworkInterface& entry = entry_of(all, one);
    if (one.ifa_addr == nullptr) return;
    const auto family = one.ifa_addr->sa_family;
    if (family == AF_INET || family == AF_INET6) entry.addresses.push_back(text_of(*one.ifa_addr, entry.name));
  });
  return all;
}

std::vector<connect::InterfaceAddress> interface_addresses() {
  std::vector<connect::InterfaceAddress> found;
  each_entry([&found](const ifaddrs& one) {
    if (!one.ifa_addr || !one.ifa_netmask || (one.ifa_flags & IFF_UP) == 0) return;
    const auto address = address_in(*one.ifa_addr);
    if (address) found.push_back({*address, bits_of(*one.ifa_netmask), if_nametoindex(one.ifa_name)});
  });
  return found;
}

std::string interface_name(int index) {
  std::array<char, IF_NAMESIZE> name{};
  if (index > 0 && if_indextoname(static_cast<unsigned>(index), name.data()) != nullptr) return name.data();
  return "#" + std::to_string(index);
}

// One question about one interface: whoever reads records asks it for each of them.
bool is_loopback(int index) {
  ifreq asked{};
  if (index <= 0 || if_indextoname(static_cast<unsigned>(index), asked.ifr_name) == nullptr) return false;
  const int any_socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const bool is_known = any_socket >= 0 && ::ioctl(any_socket, SIOCGIFFLAGS, &asked) == 0;
  if (any_socket >= 0) ::close(any_socket);
  return is_known && (asked.ifr_flags & IFF_LOOPBACK) != 0;
}

}  // namespace s2::transport
