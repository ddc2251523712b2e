#pragma once
// The network interfaces of this machine, and their addresses.

#include <s2/connect/subnet.hpp>

#include <string>
#include <vector>

namespace s2::transport {

/// A network interface.
struct NetworkInterface {
  int index = 0;                            ///< its number, as the kernel counts
  std::string name;                         ///< e.g. "eth0"
  bool is_up = false;                       ///< whether it is switched on
  bool can_multicast = false;               ///< whether it says so
  bool is_loopback = false;                 ///< whether it leads nowhere but here
  bool is_point_to_point = false;           ///< e.g. a tunnel
  std::vector<std::string> addresses = {};  ///< numerically; an IPv6 link-local one with its scope ("fe80::1%eth0")

  /// Member by member.
  bool operator==(const NetworkInterface&) const = default;
};

/// All of them, as they are now, in the kernel's order. Empty when the kernel does not tell.
std::vector<NetworkInterface> network_interfaces();

/// The addresses of all interfaces that are up, with the prefixes of their subnets, for the guard of the subnet
/// (C-097).
std::vector<connect::InterfaceAddress> interface_addresses();

/// The name of an interface; "#7" when there is none of this number any more.
std::string interface_name(int index);

/// Whether the interface of this number leads nowhere but here.
bool is_loopback(int index);

}  // namespace s2::transport
