#pragma once
// ToyCrypto: hashes and chance for the fuzzers of engines, without a library of cryptography.

#include <s2/connect/crypto.hpp>

namespace s2::fuzz {

/// Mixes well enough that no input finds the response to a challenge without the token, and repeats exactly.
class ToyCrypto final : public connect::Crypto {
 public:
  connect::Sha256 sha256(connect::BytesView data) override { return spread(mixed(seed, data)); }
  connect::Sha256 hmac_sha256(connect::BytesView key, connect::BytesView message) override {
    // Like the real one: keys are filled up with zeros to a block, longer ones hashed.
    if (key.size() > block) return hmac_sha256(sha256(key), message);
    std::uint64_t state = mixed(seed, key);
    for (std::size_t i = key.size(); i < block; ++i) state = step(state, 0);
    return spread(mixed(state, message));
  }
  void random(std::span<std::uint8_t> data) override {
    for (auto& byte : data) byte = static_cast<std::uint8_t>((chance_ = step(chance_, 7)) >> 32);
  }

 private:
  static constexpr std::uint64_t seed = 0x9E3779B97F4A7C15;
  static constexpr std::size_t block = 64;

  // A round of splitmix64.
  static std::uint64_t step(std::uint64_t state, std::uint8_t byte) {
    state = (state ^ byte) + seed;
    state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9U;
    state = (state ^ (state >> 27)) * 0x94D049BB133111EBU;
    return state ^ (state >> 31);
  }
  static std::uint64_t mixed(std::uint64_t state, connect::BytesView data) {
    for (const std::uint8_t byte : data) state = step(state, byte);
    return step(state, static_cast<std::uint8_t>(data.size()));
  }
  static connect::Sha256 spread(std::uint64_t state) {
    connect::Sha256 out{};
    for (auto& byte : out) byte = static_cast<std::uint8_t>((state = step(state, 1)) >> 32);
    return out;
  }

  std::uint64_t chance_ = 1;
};

}  // namespace s2::fuzz
