// AES-256-GCM (NIST SP 800-38D) by OpenSSL.

#include "sealing.hpp"

#include "database.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <stdexcept>

namespace s2::store {
namespace {

constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;

struct Free {
  void operator()(EVP_CIPHER_CTX* it) const { EVP_CIPHER_CTX_free(it); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Free>;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
int size(std::string_view text) { return static_cast<int>(text.size()); }

void expect(bool done) {
  if (!done) throw std::runtime_error("AES-256-GCM is not available");
}

}  // namespace

Sealing::~Sealing() { OPENSSL_cleanse(key_.data(), key_.size()); }

std::string Sealing::seal(std::string_view secret, std::string_view place) const {
  std::string sealed(nonce_bytes + secret.size() + tag_bytes, '\0');
  unsigned char* nonce = bytes(sealed);
  unsigned char* text = nonce + nonce_bytes;
  expect(RAND_bytes(nonce, nonce_bytes) == 1);
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int written = 0;
  expect(cipher && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key_), nonce) == 1 &&
         EVP_EncryptUpdate(cipher.get(), nullptr, &written, bytes(place), size(place)) == 1 &&
         EVP_EncryptUpdate(cipher.get(), text, &written, bytes(secret), size(secret)) == 1 &&
         EVP_EncryptFinal_ex(cipher.get(), text + written, &written) == 1 &&
         EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, text + secret.size()) == 1);
  return sealed;
}

Result<std::string> Sealing::open(std::string_view sealed, std::string_view place) const {
  const auto wrong = [] { return fault("a secret of the store was sealed with another key; give the right one"); };
  if (!is_on() || sealed.size() < nonce_bytes + tag_bytes) return wrong();
  const std::string_view text = sealed.substr(nonce_bytes, sealed.size() - nonce_bytes - tag_bytes);
  std::string tag(sealed.substr(sealed.size() - tag_bytes));
  std::string secret(text.size(), '\0');
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int written = 0;
  expect(cipher && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(key_), bytes(sealed)) == 1);
  const bool right = EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytes(place), size(place)) == 1 &&
                     EVP_DecryptUpdate(cipher.get(), bytes(secret), &written, bytes(text), size(text)) == 1 &&
                     EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, bytes(tag)) == 1 &&
                     EVP_DecryptFinal_ex(cipher.get(), bytes(secret) + written, &written) == 1;
  if (!right) return wrong();
  return secret;
}

}  // namespace s2::store
