#pragma once
// Owners of OpenSSL's objects, and what its errors say.

#include <s2/base/result.hpp>
#include <s2/connect/crypto.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

namespace s2::transport::tls {

/// Frees an object of OpenSSL.
struct Free {
  void operator()(BIO* it) const { BIO_free_all(it); }
  void operator()(EVP_PKEY* it) const { EVP_PKEY_free(it); }
  void operator()(SSL* it) const { SSL_free(it); }
  void operator()(SSL_CTX* it) const { SSL_CTX_free(it); }
  void operator()(X509* it) const { X509_free(it); }
};

/// One object of OpenSSL, owned.
template <class Object>
using Owned = std::unique_ptr<Object, Free>;

/// A fault of ours or of the configuration: "S2CPP-TLS".
Unexpected<Finding> fault(std::string text);

/// The oldest error in OpenSSL's queue, for people; the queue is empty afterwards.
std::string last_error();

/// A text to read from. It outlives the result.
Owned<BIO> reader(std::string_view text);

/// The next certificate of a PEM text; empty at its end, or when what follows is none.
Owned<X509> next_certificate(BIO& text);

/// SHA-256 over a certificate in DER.
connect::Sha256 sha256_of(const X509& certificate);
/// The same as 64 hexadecimal digits.
std::string fingerprint(const X509& certificate);
/// A certificate in DER; empty when it cannot be written.
std::string der_of(const X509& certificate);
/// A certificate from DER; empty when it is none.
Owned<X509> certificate_from(std::string_view der);

}  // namespace s2::transport::tls
