// What getifaddrs() knows.

#include <s2/transport/interfaces.hpp>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <memory>

namespace s2::transport {
namespace {

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
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owned(first, &freeifaddrs);
  std::vector<NetworkInterface> all;
  for (const ifaddrs* one = first; one != nullptr; one = one->ifa_next) {
    NetworkInterface& entry = entry_of(all, *one);
    if (one->ifa_addr == nullptr) continue;
    const auto family = one->ifa_addr->sa_family;
    if (family == AF_INET || family == AF_INET6) entry.addresses.push_back(text_of(*one->ifa_addr, entry.name));
  }
  return all;
}

std::string interface_name(int index) {
  std::array<char, IF_NAMESIZE> name{};
  if (index > 0 && if_indextoname(static_cast<unsigned>(index), name.data()) != nullptr) return name.data();
  return "#" + std::to_string(index);
}

bool is_loopback(int index) {
  const auto all = network_interfaces();
  return std::any_of(all.begin(), all.end(), [=](const auto& one) { return one.index == index && one.is_loopback; });
}

}  // namespace s2::transport
