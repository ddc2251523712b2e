#pragma once
// Bytes: binary data as it is handed around in S2 Connect.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace s2::connect {

/// Binary data that is owned.
using Bytes = std::vector<std::uint8_t>;
/// Binary data that is looked at.
using BytesView = std::span<const std::uint8_t>;

/// The bytes of a text.
inline BytesView bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Overwrites data that nobody shall find in memory later; the compiler may not leave it out (C-303).
void wipe(std::span<std::uint8_t> data);

/// Whether two secrets are the same. Takes as long for a wrong first byte as for a wrong last one; only a difference in
/// length shows (C-014).
bool same_secret(BytesView one, BytesView other);

}  // namespace s2::connect
