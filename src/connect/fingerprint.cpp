// Fingerprints as text.

#include <s2/connect/base64.hpp>
#include <s2/connect/fingerprint.hpp>

#include "hex.hpp"

#include <algorithm>

namespace s2::connect {
namespace {

std::optional<Sha256> from_hex(std::string_view text) {
  Sha256 bytes{};
  std::size_t digits = 0;
  for (const char c : text) {
    if (c == ':' || c == ' ') continue;
    const int value = hex_value(c);
    if (value < 0 || digits == 2 * bytes.size()) return std::nullopt;
    auto& byte = bytes[digits++ / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | value);
  }
  if (digits != 2 * bytes.size()) return std::nullopt;
  return bytes;
}

}  // namespace

std::string fingerprint_text(const Sha256& fingerprint) { return to_hex(fingerprint); }

std::optional<Sha256> parse_fingerprint(std::string_view text) {
  constexpr std::size_t base64_characters = 44;
  if (text.size() != base64_characters) return from_hex(text);
  const auto decoded = from_base64(text);
  Sha256 bytes{};
  if (!decoded || decoded->size() != bytes.size()) return std::nullopt;
  std::copy(decoded->begin(), decoded->end(), bytes.begin());
  return bytes;
}

bool names_sha256(std::string_view key) {
  constexpr std::string_view names[] = {"SHA256", "SHA-256", "SHA265"};
  const auto same = [key](std::string_view name) {
    return std::equal(name.begin(), name.end(), key.begin(), key.end(),
                      [](char want, char got) { return want == (got >= 'a' && got <= 'z' ? got - 'a' + 'A' : got); });
  };
  return std::any_of(std::begin(names), std::end(names), same);
}

}  // namespace s2::connect
