// Making certificates in memory.

#include "openssl.hpp"

#include <s2/transport/system.hpp>
#include <s2/transport/tls.hpp>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <functional>

namespace s2::transport {
namespace {

using tls::fault;
using tls::Owned;

// Random and not negative; a serial number has 8 to 20 bytes (RFC 5280, 4.1.2.2).
bool set_serial(X509& certificate) {
  std::array<unsigned char, 16> bytes;
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return false;
  bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7F) | 0x40);
  BIGNUM* number = BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr);
  const bool set = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(&certificate));
  BN_free(number);
  return set;
}

bool add_extension(X509& certificate, X509& issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  const bool added = extension && X509_add_ext(&certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return added;
}

// "DNS:localhost,IP:127.0.0.1"; empty when a name cannot stand there.
std::string alternative_names(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
             c == '_' || c == ':' || c == '*';
    });
    if (!plain) return {};
    ASN1_OCTET_STRING* address = a2i_IPADDRESS(name.c_str());
    list += (list.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + name;
    ASN1_OCTET_STRING_free(address);
    ERR_clear_error();
  }
  return list;
}

// The profile that S2 Connect recommends for a LAN (section 4.14).
bool add_extensions(X509& certificate, X509& issuer, const CertificateWish& wish) {
  const bool authority = wish.is_authority;
  if (!add_extension(certificate, issuer, NID_basic_constraints,
                     authority ? "critical,CA:TRUE,pathlen:0" : "critical,CA:FALSE") ||
      !add_extension(certificate, issuer, NID_key_usage,
                     authority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature") ||
      !add_extension(certificate, issuer, NID_subject_key_identifier, "hash")) {
    return false;
  }
  if (&certificate != &issuer && !add_extension(certificate, issuer, NID_authority_key_identifier, "keyid"))
    return false;
  return authority || (add_extension(certificate, issuer, NID_ext_key_usage, "serverAuth") &&
                       add_extension(certificate, issuer, NID_subject_alt_name, alternative_names(wish.names)));
}

std::string written(const std::function<int(BIO*)>& write) {
  const Owned<BIO> text(BIO_new(BIO_s_mem()));
  if (!text || write(text.get()) != 1) return {};
  char* data = nullptr;
  const long size = BIO_get_mem_data(text.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

struct Issuer {
  Owned<X509> certificate;
  Owned<EVP_PKEY> key;
};

Issuer read_issuer(const Certificate& text) {
  const auto certificate = tls::reader(text.certificate);
  const auto key = tls::reader(text.key);
  Issuer issuer{tls::next_certificate(*certificate),
                Owned<EVP_PKEY>(PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr))};
  ERR_clear_error();
  return issuer;
}

bool set_dates(X509& certificate, const CertificateWish& wish) {
  const std::int64_t now = wish.now.value_or(system_now()).seconds;
  return ASN1_TIME_set(X509_getm_notBefore(&certificate), now + wish.valid_from_s) &&
         ASN1_TIME_set(X509_getm_notAfter(&certificate), now + wish.valid_until_s);
}

bool fill_in(X509& certificate, EVP_PKEY& key, const CertificateWish& wish) {
  X509_NAME* name = X509_get_subject_name(&certificate);
  const auto* common_name = reinterpret_cast<const unsigned char*>(wish.common_name.c_str());
  return X509_set_version(&certificate, X509_VERSION_3) == 1 && set_serial(certificate) &&
         set_dates(certificate, wish) && X509_set_pubkey(&certificate, &key) == 1 &&
         X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, common_name, -1, -1, 0) == 1;
}

}  // namespace

Result<Certificate> make_certificate(const CertificateWish& wish, const Certificate* issuer) {
  if (!wish.is_authority && alternative_names(wish.names).empty()) {
    return fault("a certificate needs host names or IP addresses that it is for");
  }
  Issuer above;
  if (issuer) {
    above = read_issuer(*issuer);
    if (!above.certificate || !above.key) return fault("the issuer's certificate or key is no PEM text");
  }
  const Owned<X509> certificate(X509_new());
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  if (!certificate || !key) return fault("no key could be made: " + tls::last_error());
  X509& signer = issuer ? *above.certificate : *certificate;
  const bool made = fill_in(*certificate, *key, wish) &&
                    X509_set_issuer_name(certificate.get(), X509_get_subject_name(&signer)) == 1 &&
                    add_extensions(*certificate, signer, wish) &&
                    X509_sign(certificate.get(), issuer ? above.key.get() : key.get(), EVP_sha256()) > 0;
  if (!made) return fault("no certificate could be made: " + tls::last_error());
  return Certificate{.certificate = written([&](BIO* text) { return PEM_write_bio_X509(text, certificate.get()); }),
                     .key = written([&](BIO* text) {
                       return PEM_write_bio_PKCS8PrivateKey(text, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
                     }),
                     .sha256 = tls::fingerprint(*certificate)};
}

}  // namespace s2::transport
