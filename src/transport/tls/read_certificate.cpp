// Reading certificates.

#include "openssl.hpp"

#include <s2/transport/certificate.hpp>

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <array>

#include <arpa/inet.h>

namespace s2::transport {
namespace {

using tls::Owned;

std::string bytes_of(const ASN1_STRING& text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(&text)),
          static_cast<std::size_t>(ASN1_STRING_length(&text))};
}

Time time_of(const ASN1_TIME& moment) {
  int days = 0;
  int seconds = 0;
  ASN1_TIME* epoch = ASN1_TIME_set(nullptr, 0);
  const bool known = epoch && ASN1_TIME_diff(&days, &seconds, epoch, &moment) == 1;
  ASN1_STRING_free(epoch);
  return known ? Time{std::int64_t{days} * 24 * 3600 + seconds, 0} : Time{};
}

// An IP address as text; empty when it is none.
std::string address_of(const std::string& bytes) {
  if (bytes.size() != 4 && bytes.size() != 16) return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  const int family = bytes.size() == 4 ? AF_INET : AF_INET6;
  return inet_ntop(family, bytes.data(), text.data(), text.size()) ? text.data() : std::string();
}

std::vector<std::string> names_of(const X509& certificate) {
  auto* names = static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr));
  std::vector<std::string> all;
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
    std::string one;
    if (name->type == GEN_DNS) one = bytes_of(*name->d.dNSName);
    if (name->type == GEN_IPADD) one = address_of(bytes_of(*name->d.iPAddress));
    if (!one.empty()) all.push_back(std::move(one));
  }
  GENERAL_NAMES_free(names);
  return all;
}

std::string common_name_of(const X509_NAME& name) {
  const int at = X509_NAME_get_index_by_NID(const_cast<X509_NAME*>(&name), NID_commonName, -1);
  return at < 0 ? std::string() : bytes_of(*X509_NAME_ENTRY_get_data(X509_NAME_get_entry(&name, at)));
}

CertificateFacts facts_of(X509& certificate) {
  return {.names = names_of(certificate),
          .common_name = common_name_of(*X509_get_subject_name(&certificate)),
          .valid_from = time_of(*X509_get0_notBefore(&certificate)),
          .valid_until = time_of(*X509_get0_notAfter(&certificate)),
          .is_authority = X509_check_ca(&certificate) == 1,
          .is_self_signed = X509_self_signed(&certificate, 0) == 1,
          .fingerprint = tls::sha256_of(certificate),
          .der = tls::der_of(certificate)};
}

}  // namespace

Result<std::vector<CertificateFacts>> read_certificates(const std::string& pem) {
  const auto text = tls::reader(pem);
  std::vector<CertificateFacts> all;
  while (const auto certificate = tls::next_certificate(*text)) all.push_back(facts_of(*certificate));
  if (all.empty()) return tls::fault("there is no certificate in PEM (-----BEGIN CERTIFICATE-----)");
  return all;
}

bool is_issued_by(const CertificateFacts& one, const CertificateFacts& issuer) {
  const auto below = tls::certificate_from(one.der);
  const auto above = tls::certificate_from(issuer.der);
  const bool is = below && above && X509_check_issued(above.get(), below.get()) == X509_V_OK &&
                  X509_verify(below.get(), X509_get0_pubkey(above.get())) == 1;
  ERR_clear_error();
  return is;
}

}  // namespace s2::transport
