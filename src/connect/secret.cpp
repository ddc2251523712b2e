// Secrets are kept in a vector: a string would leave short texts behind when it is moved.

#include <s2/connect/base64.hpp>
#include <s2/connect/secret.hpp>

#include "hex.hpp"

#include <utility>

namespace s2::connect {
namespace {

std::span<std::uint8_t> writable(std::vector<char>& text) {
  return {reinterpret_cast<std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

Secret::Secret(std::string_view text) : text_(text.begin(), text.end()) {}

Secret::Secret(Secret&& other) noexcept : text_(std::exchange(other.text_, {})) {}

Secret& Secret::operator=(const Secret& other) {
  if (this != &other) *this = Secret(other);
  return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  clear();
  text_ = std::exchange(other.text_, {});
  return *this;
}

Secret::~Secret() { clear(); }

void Secret::clear() noexcept {
  wipe(writable(text_));
  text_.clear();
}

bool Secret::operator==(const Secret& other) const { return same_secret(bytes_of(reveal()), bytes_of(other.reveal())); }

Sha256 Secret::digest(Crypto& crypto) const { return crypto.sha256(bytes_of(reveal())); }

std::string Secret::hint(Crypto& crypto) const { return '#' + to_hex(BytesView(digest(crypto)).first(4)); }

Secret make_secret(Crypto& crypto, std::size_t random_bytes) {
  Bytes bytes(random_bytes);
  crypto.random(bytes);
  std::string text = to_base64(bytes);
  wipe(bytes);
  Secret secret(text);
  wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
  return secret;
}

}  // namespace s2::connect
