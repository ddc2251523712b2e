// Handling secrets byte by byte.

#include <s2/connect/bytes.hpp>

namespace s2::connect {

void wipe(std::span<std::uint8_t> data) {
  volatile std::uint8_t* const bytes = data.data();
  for (std::size_t i = 0; i < data.size(); ++i) bytes[i] = 0;
}

bool same_secret(BytesView one, BytesView other) {
  if (one.size() != other.size()) return false;
  // volatile: no compiler may stop at the first difference.
  volatile std::uint8_t difference = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    difference = static_cast<std::uint8_t>(difference | (one[i] ^ other[i]));
  }
  return difference == 0;
}

}  // namespace s2::connect
