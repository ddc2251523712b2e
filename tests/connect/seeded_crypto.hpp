#pragma once
// A Crypto whose chance repeats, for tests of engines.

#include <s2/connect/crypto.hpp>
#include <s2/transport/crypto.hpp>

#include <memory>
#include <random>

namespace s2::tests {

/// Real hashes; random bytes from a seed. Two of the same seed do the same.
class SeededCrypto : public connect::Crypto {
 public:
  explicit SeededCrypto(std::uint64_t seed = 1) : generator_(seed) {}

  connect::Sha256 sha256(connect::BytesView data) override { return real_->sha256(data); }
  connect::Sha256 hmac_sha256(connect::BytesView key, connect::BytesView message) override {
    return real_->hmac_sha256(key, message);
  }
  void random(std::span<std::uint8_t> data) override {
    for (auto& byte : data) byte = static_cast<std::uint8_t>(generator_());
  }

 private:
  std::unique_ptr<connect::Crypto> real_ = transport::make_crypto();
  std::mt19937_64 generator_;
};

}  // namespace s2::tests
