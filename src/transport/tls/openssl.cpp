#include "openssl.hpp"

#include <s2/connect/fingerprint.hpp>

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
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

connect::Sha256 sha256_of(const X509& certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  connect::Sha256 bytes{};
  if (X509_digest(&certificate, EVP_sha256(), digest.data(), &size) != 1 || size != bytes.size()) return bytes;
  std::copy_n(digest.begin(), bytes.size(), bytes.begin());
  return bytes;
}

std::string fingerprint(const X509& certificate) { return connect::fingerprint_text(sha256_of(certificate)); }

std::string der_of(const X509& certificate) {
  unsigned char* bytes = nullptr;
  const int size = i2d_X509(&certificate, &bytes);
  std::string der;
  if (size > 0) der.assign(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

Owned<X509> certificate_from(std::string_view der) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
  Owned<X509> certificate(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
  ERR_clear_error();
  return certificate;
}

}  // namespace s2::transport::tls
