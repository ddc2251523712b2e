#pragma once
// Address: where to listen, as people write it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace s2::house {

/// An IP address and a port.
struct Address {
  std::string host;    ///< without brackets
  std::uint16_t port;  ///< 0 takes a free one

  /// Member by member.
  bool operator==(const Address&) const = default;
};

/// Reads "ADDRESS:PORT", "[IPv6]:PORT", "ADDRESS" or ":PORT"; what is missing is taken from `usual`. Empty on anything
/// else.
std::optional<Address> parse_address(std::string_view text, const Address& usual);

/// The URL of a WebSocket server there.
std::string websocket_url(const Address& address);

}  // namespace s2::house
