#pragma once
// Deflated bytes made by hand, as an attacker makes them (RFC 1951, RFC 7692).

#include <cstddef>
#include <string>

namespace s2::transport {

/// The payload of a compressed message that inflates to at least so many letters, a hundredth of them on the wire.
std::string bomb(std::size_t bytes);

/// A piece of a compressed message that inflates to nothing: an empty block.
inline const std::string empty_block{'\x00', '\x00', '\x00', '\xFF', '\xFF'};

}  // namespace s2::transport
