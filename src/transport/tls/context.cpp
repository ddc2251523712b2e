#include "context.hpp"

#include "verdict.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace s2::transport {
namespace {

using tls::fault;
using tls::last_error;
using tls::Owned;

constexpr std::size_t file_bytes = 1024 * 1024;  // more is no certificate file

Result<std::string> read_file(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file.good() && !file.eof()) return fault("cannot read " + path + ": " + std::strerror(errno));
  if (text.empty() || text.size() > file_bytes) return fault(path + " is empty or no PEM file");
  return text;
}

// What both sides have in common. Buffers are given back while a connection rests: they are most of its memory.
Owned<SSL_CTX> new_context(const SSL_METHOD* method, TlsVersion oldest) {
  Owned<SSL_CTX> context(SSL_CTX_new(method));
  SSL_CTX* it = context.get();
  if (!it) return context;
  SSL_CTX_set_min_proto_version(it, oldest == TlsVersion::v1_2 ? TLS1_2_VERSION : TLS1_3_VERSION);
  SSL_CTX_set_cipher_list(it, "ECDHE+AESGCM:ECDHE+CHACHA20");  // for TLS 1.2; those of 1.3 are all good
  SSL_CTX_set1_groups_list(it, "X25519:P-256:P-384");
  SSL_CTX_set_mode(it, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_options(it, SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_session_cache_mode(it, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(it, 0);
  SSL_CTX_set_read_ahead(it, 1);
  return context;
}

// --- Server ---

// "http/1.1", as ALPN writes it; WebSockets over HTTP/2 would be another protocol (S2 Connect, C-232).
constexpr unsigned char http_1_1[] = "\x08http/1.1";
constexpr unsigned http_1_1_bytes = sizeof http_1_1 - 1;

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* bytes, const unsigned char* offered,
                    unsigned int offered_bytes, void*) {
  unsigned char* found = nullptr;
  const int outcome = SSL_select_next_proto(&found, bytes, http_1_1, http_1_1_bytes, offered, offered_bytes);
  *chosen = found;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

Result<void> use_certificates(SSL_CTX& context, const std::string& text) {
  const auto pem = tls::reader(text);
  auto own = tls::next_certificate(*pem);
  if (!own) return fault("the server's certificate is no PEM text (-----BEGIN CERTIFICATE-----)");
  if (SSL_CTX_use_certificate(&context, own.get()) != 1) {
    return fault("the server's certificate cannot be used: " + last_error());
  }
  while (auto above = tls::next_certificate(*pem)) {
    if (SSL_CTX_add0_chain_cert(&context, above.get()) != 1) {
      return fault("a certificate above the server's cannot be used: " + last_error());
    }
    static_cast<void>(above.release());  // the context owns it
  }
  return {};
}

// A key file with a password asks for it on the terminal unless somebody answers for it.
int no_password(char*, int, int, void*) { return 0; }

Result<void> use_key(SSL_CTX& context, const std::string& text) {
  const auto pem = tls::reader(text);
  const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(pem.get(), nullptr, no_password, nullptr));
  if (!key) {
    ERR_clear_error();
    return fault("the private key is no PEM text (-----BEGIN PRIVATE KEY-----), or it is encrypted");
  }
  if (SSL_CTX_use_PrivateKey(&context, key.get()) != 1) {
    ERR_clear_error();
    return fault("the private key belongs to another certificate");
  }
  return {};
}

// --- Client ---

// 64 hexadecimal digits; empty when it is none.
std::string plain_fingerprint(const std::string& text) {
  std::string plain;
  for (const char c : text) {
    if (c == ':' || c == ' ') continue;
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((lower < '0' || lower > '9') && (lower < 'a' || lower > 'f')) return {};
    plain += lower;
  }
  return plain.size() == 64 ? plain : std::string();
}

Result<void> add_authorities(SSL_CTX& context, const std::string& text) {
  const auto pem = tls::reader(text);
  std::size_t count = 0;
  for (; auto authority = tls::next_certificate(*pem); ++count) {
    if (X509_STORE_add_cert(SSL_CTX_get_cert_store(&context), authority.get()) != 1) {
      return fault("the certificate of an authority cannot be used: " + last_error());
    }
  }
  if (count == 0) return fault("the certificates of the authorities are no PEM text (-----BEGIN CERTIFICATE-----)");
  return {};
}

// The certificate with the fingerprint among those the server shows, or as it is known; nullptr when there is none.
X509* find_pinned(X509_STORE_CTX& shown, const TlsClient::Parts& parts) {
  if (X509* own = X509_STORE_CTX_get0_cert(&shown); own && tls::fingerprint(*own) == parts.pin) return own;
  STACK_OF(X509)* above = X509_STORE_CTX_get0_untrusted(&shown);
  for (int i = 0; i < sk_X509_num(above); ++i) {
    if (X509* one = sk_X509_value(above, i); tls::fingerprint(*one) == parts.pin) return one;
  }
  return parts.pinned.get();
}

// What stands at the end of what a server shows: its root, or its own certificate when that is all.
X509* last_shown(X509_STORE_CTX& shown) {
  STACK_OF(X509)* all = X509_STORE_CTX_get0_untrusted(&shown);
  const int count = sk_X509_num(all);
  return count > 0 ? sk_X509_value(all, count - 1) : X509_STORE_CTX_get0_cert(&shown);
}

// The root of its own that a server in a LAN shows; nullptr when there is none.
X509* own_root(X509_STORE_CTX& shown) {
  X509* last = last_shown(shown);
  return last && X509_self_signed(last, 1) == 1 ? last : nullptr;
}

// One certificate is all that is believed; whatever lies between it and the server's own is checked as usual, and so
// are name and dates.
int judge_by_one(X509_STORE_CTX& shown, X509* one) {
  if (!one) {
    X509_STORE_CTX_set_error(&shown, X509_V_ERR_CERT_UNTRUSTED);
    return 0;
  }
  STACK_OF(X509)* believed = sk_X509_new_null();
  sk_X509_push(believed, one);
  X509_STORE_CTX_set0_trusted_stack(&shown, believed);
  X509_STORE_CTX_set_flags(&shown, X509_V_FLAG_PARTIAL_CHAIN);
  const int outcome = X509_verify_cert(&shown);
  X509_STORE_CTX_set0_trusted_stack(&shown, nullptr);
  sk_X509_free(believed);
  return outcome;
}

int judge(X509_STORE_CTX& shown, const TlsClient::Parts& parts) {
  if (!parts.pin.empty()) return judge_by_one(shown, find_pinned(shown, parts));
  return parts.unpinned_lan ? judge_by_one(shown, own_root(shown)) : X509_verify_cert(&shown);
}

// What a server showed; its root is the authority that is believed, when one is.
connect::TlsFacts facts_of(X509_STORE_CTX& shown, bool convinced) {
  X509* root = last_shown(shown);
  STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(&shown);
  if (const int count = sk_X509_num(chain); convinced && count > 0) root = sk_X509_value(chain, count - 1);
  return {.leaf = {tls::sha256_of(*X509_STORE_CTX_get0_cert(&shown))},
          .root = {tls::sha256_of(*root)},
          .root_der = tls::der_of(*root),
          .is_self_signed = X509_self_signed(root, 1) == 1};
}

// Judges what a server shows. Later nothing is left of a certificate that did not convince, so the verdict is put into
// words here.
int judge_certificates(X509_STORE_CTX* shown, void* data) {
  const auto& parts = *static_cast<const TlsClient::Parts*>(data);
  const int outcome = judge(*shown, parts);
  auto* ssl = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(shown, SSL_get_ex_data_X509_STORE_CTX_idx()));
  auto& visit = *static_cast<tls::Visit*>(SSL_get_app_data(ssl));
  if (parts.wants_facts) visit.shown = facts_of(*shown, outcome == 1);
  if (outcome == 1) return outcome;
  visit.error = X509_STORE_CTX_get_error(shown);
  visit.is_pinned = !parts.pin.empty();
  const X509* own = X509_STORE_CTX_get0_cert(shown);
  visit.verdict = tls::certificate_verdict(*own, visit.error, visit.name, visit.is_pinned);
  return outcome;
}

}  // namespace

Result<TlsIdentity> TlsIdentity::from_files(const std::string& certificates, const std::string& key) {
  auto chain = read_file(certificates);
  if (!chain) return Unexpected{std::move(chain).error()};
  auto secret = read_file(key);
  if (!secret) return Unexpected{std::move(secret).error()};
  return TlsIdentity{.certificates = std::move(*chain), .key = std::move(*secret)};
}

Result<TlsServer> TlsServer::make(const TlsIdentity& identity) {
  auto parts = std::make_shared<Parts>(Parts{.context = new_context(TLS_server_method(), identity.oldest), .leaf = {}});
  if (!parts->context) return fault("TLS is not available: " + last_error());
  SSL_CTX& context = *parts->context;
  if (auto used = use_certificates(context, identity.certificates); !used) return Unexpected{std::move(used).error()};
  if (auto used = use_key(context, identity.key); !used) return Unexpected{std::move(used).error()};
  SSL_CTX_set_alpn_select_cb(&context, choose_protocol, nullptr);
  parts->leaf = {tls::sha256_of(*SSL_CTX_get0_certificate(&context))};
  return TlsServer(std::move(parts));
}

Result<TlsTrust> TlsTrust::from_file(const std::string& authorities) {
  auto text = read_file(authorities);
  if (!text) return Unexpected{std::move(text).error()};
  TlsTrust trust;
  trust.system_store = false;
  trust.authorities = std::move(*text);
  return trust;
}

Result<TlsClient> TlsClient::make(const TlsTrust& trust) {
  auto parts = std::make_shared<Parts>(Parts{.context = new_context(TLS_client_method(), trust.oldest),
                                             .pin = plain_fingerprint(trust.pinned_sha256),
                                             .pinned = tls::certificate_from(trust.pinned_der),
                                             .unpinned_lan = trust.unpinned_lan,
                                             .wants_facts = trust.wants_facts,
                                             .name = trust.name});
  if (!parts->context) return fault("TLS is not available: " + last_error());
  if (parts->pin.empty() && !trust.pinned_sha256.empty()) {
    return fault("a SHA-256 fingerprint has 64 hexadecimal digits; '" + trust.pinned_sha256.substr(0, 100) +
                 "' is none");
  }
  if (parts->pinned && tls::fingerprint(*parts->pinned) != parts->pin) {
    return fault("the pinned certificate does not have the pinned fingerprint");
  }
  SSL_CTX& context = *parts->context;
  if (trust.system_store && parts->pin.empty() && !trust.unpinned_lan) SSL_CTX_set_default_verify_paths(&context);
  if (!trust.authorities.empty()) {
    if (auto added = add_authorities(context, trust.authorities); !added) return Unexpected{std::move(added).error()};
  }
  SSL_CTX_set_verify(&context, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_cert_verify_callback(&context, judge_certificates, parts.get());
  SSL_CTX_set_alpn_protos(&context, http_1_1, http_1_1_bytes);
  ERR_clear_error();
  return TlsClient(std::move(parts));
}

}  // namespace s2::transport
