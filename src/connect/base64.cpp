// Six bits a character.

#include <s2/connect/base64.hpp>

#include <array>

namespace s2::connect {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t none = 0xFF;

constexpr std::array<std::uint8_t, 256> values_of_characters() {
  std::array<std::uint8_t, 256> values{};
  values.fill(none);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}

constexpr auto value_of = values_of_characters();

// Without its padding; empty when there is padding that does not fill up the last four characters.
std::optional<std::string_view> without_padding(std::string_view text) {
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  if (padding > 0 && text.size() % 4 != 0) return std::nullopt;
  return text.substr(0, text.size() - padding);
}

}  // namespace

std::string to_base64(BytesView data) {
  std::string text;
  text.reserve((data.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < data.size(); at += 3) {
    const auto byte = [&](std::size_t i) -> std::uint32_t { return at + i < data.size() ? data[at + i] : 0; };
    const std::uint32_t bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    for (std::size_t i = 0; i < 4; ++i) {
      text += at + i <= data.size() ? alphabet[bits >> (18 - 6 * i) & 0x3F] : '=';
    }
  }
  return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
  const auto characters = without_padding(text);
  if (!characters || characters->size() % 4 == 1) return std::nullopt;
  Bytes data;
  data.reserve(characters->size() * 3 / 4);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : *characters) {
    const std::uint8_t value = value_of[static_cast<unsigned char>(c)];
    if (value == none) return std::nullopt;
    bits = bits << 6 | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    data.push_back(static_cast<std::uint8_t>(bits >> count));
    bits &= (1U << count) - 1;
  }
  if (bits != 0) return std::nullopt;
  return data;
}

}  // namespace s2::connect
