// Crypto by OpenSSL.

#include "openssl.hpp"

#include <s2/transport/crypto.hpp>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <stdexcept>

namespace s2::transport {
namespace {

void expect(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string(what) + " failed: " + tls::last_error());
}

class OpenSslCrypto : public connect::Crypto {
 public:
  connect::Sha256 sha256(connect::BytesView data) override {
    connect::Sha256 digest{};
    expect(EVP_Digest(data.data(), data.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1, "SHA-256");
    return digest;
  }

  connect::Sha256 hmac_sha256(connect::BytesView key, connect::BytesView message) override {
    connect::Sha256 digest{};
    unsigned int size = 0;
    expect(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), digest.data(),
                &size) != nullptr,
           "HMAC");
    return digest;
  }

  void random(std::span<std::uint8_t> data) override {
    expect(RAND_bytes(data.data(), static_cast<int>(data.size())) == 1, "the secure generator");
  }
};

}  // namespace

std::unique_ptr<connect::Crypto> make_crypto() { return std::make_unique<OpenSslCrypto>(); }

}  // namespace s2::transport
