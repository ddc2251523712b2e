#include "verdict.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace s2::transport::tls {
namespace {

constexpr std::size_t shown_names = 5;
constexpr std::size_t shown_bytes = 100;

std::string shown(const unsigned char* bytes, int size) {
  std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(std::max(size, 0)));
  text.resize(std::min(text.size(), shown_bytes));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

std::string address_of(const ASN1_OCTET_STRING& octets) {
  const unsigned char* at = ASN1_STRING_get0_data(&octets);
  const int size = ASN1_STRING_length(&octets);
  std::string text;
  if (size != 4) return size == 16 ? "an IPv6 address" : "?";
  for (int i = 0; i < size; ++i) text += (i ? "." : "") + std::to_string(at[i]);
  return text;
}

// The names a certificate is for.
std::string names_of(const X509& certificate) {
  auto* names = static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr));
  std::string text;
  std::size_t count = 0;
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
    std::string one;
    if (name->type == GEN_DNS) one = shown(ASN1_STRING_get0_data(name->d.dNSName), ASN1_STRING_length(name->d.dNSName));
    if (name->type == GEN_IPADD) one = address_of(*name->d.iPAddress);
    if (one.empty() || ++count > shown_names) continue;
    text += (text.empty() ? "" : ", ") + one;
  }
  GENERAL_NAMES_free(names);
  return text.empty() ? "nobody by name" : count > shown_names ? text + " …" : text;
}

std::string common_name_of(const X509_NAME* name) {
  const int at = X509_NAME_get_index_by_NID(const_cast<X509_NAME*>(name), NID_commonName, -1);
  if (at < 0) return "somebody without a name";
  const ASN1_STRING* text = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at));
  return "'" + shown(ASN1_STRING_get0_data(text), ASN1_STRING_length(text)) + "'";
}

std::string time_of(const ASN1_TIME* time) {
  const Owned<BIO> text(BIO_new(BIO_s_mem()));
  ASN1_TIME_print(text.get(), time);
  char* data = nullptr;
  const long size = BIO_get_mem_data(text.get(), &data);
  return shown(reinterpret_cast<const unsigned char*>(data), static_cast<int>(size));
}

std::string distrust(const X509& certificate, bool pinned) {
  if (pinned) {
    return "none of the certificates it shows has the pinned fingerprint; its own has " + fingerprint(certificate);
  }
  const std::string issuer = common_name_of(X509_get_issuer_name(&certificate));
  return "its certificate was issued by " + issuer +
         ", whom this side does not trust; trust that authority's certificate, or pin the fingerprint " +
         fingerprint(certificate);
}

}  // namespace

std::string certificate_verdict(const X509& certificate, int error, const std::string& name, bool pinned) {
  switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return "a certificate it shows has expired (its own: " + time_of(X509_get0_notAfter(&certificate)) + ")";
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return "a certificate it shows is not valid yet (its own: from " + time_of(X509_get0_notBefore(&certificate)) +
             "); is the clock of this machine right?";
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return "its certificate is for " + names_of(certificate) + ", not for " + name;
    case X509_V_ERR_CERT_UNTRUSTED:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return distrust(certificate, pinned);
    default:
      return std::string("its certificate does not convince: ") + X509_verify_cert_error_string(error);
  }
}

connect::CallFailure certificate_failure(int error, bool pinned) {
  using enum connect::CallFailure;
  switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return not_yet_valid;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return wrong_name;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
      return weak_cryptography;
    default:
      return pinned ? root_changed : untrusted;
  }
}

std::string error_verdict(unsigned long error) {
  switch (ERR_GET_REASON(error)) {
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
    case SSL_R_UNEXPECTED_MESSAGE:
    case SSL_R_BAD_RECORD_TYPE:
      return "what it speaks is not TLS; is it meant to be ws:// instead of wss://?";
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
      return "it speaks only a version of TLS that the other side refuses (1.3 is asked for)";
    case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
      return "it does not trust the certificate of this side";
    case SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL:
    case SSL_R_NO_APPLICATION_PROTOCOL:
      return "it does not speak HTTP/1.1, which WebSockets need";
    default: {
      const char* reason = ERR_reason_error_string(error);
      return std::string("TLS failed: ") + (reason ? reason : "unknown error");
    }
  }
}

connect::CallFailure error_failure(unsigned long error) {
  using enum connect::CallFailure;
  switch (ERR_GET_REASON(error)) {
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
    case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
    case SSL_R_NO_SHARED_CIPHER:
      return weak_cryptography;
    default:
      return broken;
  }
}

bool is_plain_http(unsigned long error) {
  return ERR_GET_LIB(error) == ERR_LIB_SSL && ERR_GET_REASON(error) == SSL_R_HTTP_REQUEST;
}

}  // namespace s2::transport::tls
