#include "seeded.hpp"

#include <array>

namespace s2::house {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): small, well mixed, the same everywhere.
class Mixer {
 public:
  Mixer(std::uint64_t seed, std::string_view stream) : state_(seed) {
    for (const char letter : stream) {
      state_ ^= static_cast<unsigned char>(letter);
      state_ = next();
    }
  }

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

// The 8-4-4-4-12 form with the version and variant bits of RFC 9562, section 5.4.
std::string uuid_text(std::uint64_t high, std::uint64_t low) {
  high = (high & 0xffffffffffff0fffU) | 0x4000U;
  low = (low & 0x3fffffffffffffffU) | 0x8000000000000000U;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (int nibble = 0; nibble < 32; ++nibble) {
    if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) text += '-';
    const std::uint64_t half = nibble < 16 ? high : low;
    text += digits[(half >> (60 - 4 * (nibble % 16))) & 0xfU];
  }
  return text;
}

}  // namespace

IdSource seeded_ids(std::uint64_t seed, std::string_view stream) {
  return [mixer = Mixer(seed, stream)]() mutable {
    const std::uint64_t high = mixer.next();
    return Id(uuid_text(high, mixer.next()));
  };
}

Chance seeded_chance(std::uint64_t seed, std::string_view stream) {
  return [mixer = Mixer(seed, stream)]() mutable { return static_cast<double>(mixer.next() >> 11) * 0x1.0p-53; };
}

}  // namespace s2::house
