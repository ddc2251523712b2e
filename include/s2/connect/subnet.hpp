#pragma once
// Subnet: whether a peer is in a network of ours, by addresses alone.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace s2::connect {

/// An IP address. An IPv4 address that came as ::ffff:a.b.c.d is an IPv4 address here (C-097).
struct IpAddress {
  bool is_v6 = false;                    ///< the family
  std::array<std::uint8_t, 16> bytes{};  ///< 4 or 16, most significant first; the rest is zero
  std::uint32_t scope = 0;               ///< of an IPv6 link-local address: the interface it belongs to; 0 if unknown

  /// Member by member.
  bool operator==(const IpAddress&) const = default;
  /// 127.0.0.0/8 or ::1.
  bool is_loopback() const;
  /// 169.254.0.0/16 or fe80::/10.
  bool is_link_local() const;
};

/// Reads dotted IPv4, IPv6 in all forms of RFC 4291, and a scope behind a % when it is a number. Empty for anything
/// else.
std::optional<IpAddress> parse_ip_address(std::string_view text);

/// An address of an interface of this machine.
struct InterfaceAddress {
  IpAddress address;        ///< one of its addresses
  int prefix_bits = 0;      ///< length of its subnet's prefix
  std::uint32_t index = 0;  ///< which interface; the scope of its link-local addresses
};

/// Whether a request comes from the subnet it arrived in (C-096, C-097). `peer` and `local` are the two ends of the
/// accepted connection; a peer that is not known is outside. `own` is read anew by the driver when addresses change.
/// Headers such as X-Forwarded-For have no say (C-098).
bool is_same_subnet(const std::optional<IpAddress>& peer, const std::optional<IpAddress>& local,
                    std::span<const InterfaceAddress> own);

}  // namespace s2::connect
