#pragma once
// Crypto: the cryptography and the chance that the engines of S2 Connect need, as an argument.

#include <s2/connect/bytes.hpp>

#include <array>
#include <cstdint>
#include <span>

namespace s2::connect {

/// The output of SHA-256.
using Sha256 = std::array<std::uint8_t, 32>;

/// What the engines do not do themselves. The real one is s2::transport::make_crypto(); tests bring one whose chance
/// repeats. None of it fails: a machine without randomness cannot go on, and an implementation throws.
class Crypto {
 public:
  virtual ~Crypto() = default;
  /// SHA-256 of the data.
  virtual Sha256 sha256(BytesView data) = 0;
  /// HMAC with SHA-256 (RFC 2104).
  virtual Sha256 hmac_sha256(BytesView key, BytesView message) = 0;
  /// Fills the data from a cryptographically secure generator (C-017).
  virtual void random(std::span<std::uint8_t> data) = 0;
};

}  // namespace s2::connect
