// Fresh ids: UUIDs of version 4 (RFC 9562, 5.4).

#include <s2/transport/system.hpp>

#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include <unistd.h>

namespace s2::transport {
namespace {

Uuid random_uuid() {
  Uuid bytes;
  // A machine without randomness cannot go on; nothing a peer does leads here.
  if (getentropy(bytes.data(), bytes.size()) != 0) {
    throw std::system_error(errno, std::generic_category(), "the operating system gives no random bytes");
  }
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40);  // version 4
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);  // variant of RFC 9562
  return bytes;
}

Id spelled(const Uuid& uuid) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<char, 36> text;
  std::size_t at = 0;
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text[at++] = '-';
    text[at++] = digits[uuid[i] >> 4];
    text[at++] = digits[uuid[i] & 0x0F];
  }
  return Id(std::string_view(text.data(), text.size()));
}

}  // namespace

IdSource random_ids() {
  return [] { return spelled(random_uuid()); };
}

}  // namespace s2::transport
