#include "openssl.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <array>
#include <utility>

namespace s2::transport::tls {

Unexpected<Finding> fault(std::string text) {
  return {
      Finding{.rule = "S2CPP-TLS", .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)}};
}

std::string last_error() {
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  const char* reason = code != 0 ? ERR_reason_error_string(code) : nullptr;
  return reason ? reason : "unknown error";
}

Owned<BIO> reader(std::string_view text) {
  return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Owned<X509> next_certificate(BIO& text) {
  Owned<X509> certificate(PEM_read_bio_X509(&text, nullptr, nullptr, nullptr));
  ERR_clear_error();
  return certificate;
}

std::string fingerprint(const X509& certificate) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  if (X509_digest(&certificate, EVP_sha256(), digest.data(), &size) != 1) return {};
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += digits[digest[i] >> 4];
    text += digits[digest[i] & 0x0F];
  }
  return text;
}

}  // namespace s2::transport::tls
