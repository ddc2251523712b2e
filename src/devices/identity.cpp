#include "identity.hpp"

#include "chance.hpp"

#include <array>
#include <string>

namespace s2::devices {
namespace {

// FNV-1a, 64 bits.
std::uint64_t digest(std::string_view text, std::uint64_t basis) {
  for (const char c : text) basis = (basis ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return mixed(basis);
}

}  // namespace

Id named_id(std::string_view name) {
  constexpr std::uint64_t version_mask = 0xf000;
  constexpr std::uint64_t version_8 = 0x8000;
  constexpr std::uint64_t variant_mask = 0xc000000000000000;
  constexpr std::uint64_t variant_rfc = 0x8000000000000000;
  const std::array<std::uint64_t, 2> halves{
      (digest(name, 0xcbf29ce484222325) & ~version_mask) | version_8,
      (digest(name, 0x6c62272e07bb0142) & ~variant_mask) | variant_rfc,
  };
  std::string text;
  for (int nibble = 0; nibble < 32; ++nibble) {
    if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) text += '-';
    const std::uint64_t half = halves[static_cast<std::size_t>(nibble / 16)];
    text += "0123456789abcdef"[(half >> (60 - 4 * (nibble % 16))) & 0xf];
  }
  return Id(text);
}

}  // namespace s2::devices
