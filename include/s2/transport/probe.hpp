#pragma once
// Probes: whether this machine lets a program do what service discovery does.

#include <s2/base/result.hpp>
#include <s2/transport/interfaces.hpp>

#include <cstdint>

namespace s2::transport {

/// Joins the group of multicast DNS on an interface, over IPv4 or, where it has only that, IPv6, and sends it nothing.
/// Fails with "S2CPP-DNSSD" and what the system says.
Result<void> probe_multicast(const NetworkInterface& interface);

/// Takes a port of UDP the way programs share it. Fails with "S2CPP-DNSSD" when another program keeps it to itself.
Result<void> probe_shared_port(std::uint16_t port);

}  // namespace s2::transport
