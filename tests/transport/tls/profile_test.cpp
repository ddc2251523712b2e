// What is spoken, by what two sides agree on over memory: versions, ciphers, groups, and who has to show what.

#include "../certificates.hpp"

#include <transport/tls/context.hpp>

#include <gmock/gmock.h>

#include <openssl/pem.h>

#include <functional>

namespace s2::transport {
namespace {

using tls::Owned;

// How a handshake ended.
struct Agreed {
  bool done = false;
  std::string cipher;
  std::string group;
  bool asked_for_client_certificate = false;
};

Agreed shake_hands(SSL& client, SSL& server) {
  BIO* ends[2] = {};
  BIO_new_bio_pair(&ends[0], 0, &ends[1], 0);
  SSL_set_bio(&client, ends[0], ends[0]);
  SSL_set_bio(&server, ends[1], ends[1]);
  SSL_set_connect_state(&client);
  SSL_set_accept_state(&server);
  for (int turn = 0; turn < 10 && !(SSL_is_init_finished(&client) && SSL_is_init_finished(&server)); ++turn) {
    SSL_do_handshake(&client);
    SSL_do_handshake(&server);
  }
  if (!SSL_is_init_finished(&client) || !SSL_is_init_finished(&server)) return {};
  const char* group = SSL_group_to_name(&server, static_cast<int>(SSL_get_negotiated_group(&server)));
  return {.done = true,
          .cipher = SSL_get_cipher_name(&server),
          .group = group ? group : "",
          .asked_for_client_certificate = SSL_get_verify_mode(&server) != SSL_VERIFY_NONE};
}

// A client of anybody, and our server.
Agreed with_our_server(const std::function<void(SSL&)>& prepare) {
  const Owned<SSL_CTX> context(SSL_CTX_new(TLS_client_method()));
  const Owned<SSL> client(SSL_new(context.get()));
  const auto ours = tls_server();
  const Owned<SSL> server(SSL_new(ours->parts()->context.get()));
  prepare(*client);
  return shake_hands(*client, *server);
}

// Our client, which believes whoever comes, and a server of anybody.
Agreed with_our_client(const std::function<void(SSL&)>& prepare, const Certificate& shown) {
  const Owned<SSL_CTX> context(SSL_CTX_new(TLS_server_method()));
  const auto pem = tls::reader(shown.certificate);
  const auto key_pem = tls::reader(shown.key);
  const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(key_pem.get(), nullptr, nullptr, nullptr));
  SSL_CTX_use_certificate(context.get(), tls::next_certificate(*pem).get());
  SSL_CTX_use_PrivateKey(context.get(), key.get());
  TlsTrust trust;
  trust.system_store = false;
  trust.authorities = papers().authority.certificate;
  const auto ours = TlsClient::make(trust);
  const Owned<SSL> client(SSL_new(ours->parts()->context.get()));
  tls::Visit visit;
  SSL_set_app_data(client.get(), &visit);
  const Owned<SSL> server(SSL_new(context.get()));
  prepare(*server);
  return shake_hands(*client, *server);
}

constexpr const char* suites[] = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"};

// C-265
TEST(TlsProfile, TheThreeCiphersAreSpokenAndTheClientChooses) {
  for (const auto* suite : suites) {
    EXPECT_EQ(with_our_server([&](SSL& client) { SSL_set_ciphersuites(&client, suite); }).cipher, suite);
    EXPECT_EQ(with_our_client([&](SSL& server) { SSL_set_ciphersuites(&server, suite); }, papers().server).cipher,
              suite);
  }
  const auto first = [](const char* list) {
    return with_our_server([&](SSL& client) { SSL_set_ciphersuites(&client, list); }).cipher;
  };
  EXPECT_EQ(first("TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256"), suites[2]);
  EXPECT_EQ(first("TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256"), suites[0]);
  EXPECT_FALSE(with_our_server([](SSL& client) { SSL_set_ciphersuites(&client, "TLS_AES_128_CCM_SHA256"); }).done);
}

// C-266
TEST(TlsProfile, TheThreeGroupsAreSpokenAndNoOthers) {
  for (const auto* group : {"X25519", "P-256", "P-384"}) {
    EXPECT_TRUE(with_our_server([&](SSL& client) { SSL_set1_groups_list(&client, group); }).done) << group;
    EXPECT_TRUE(with_our_client([&](SSL& server) { SSL_set1_groups_list(&server, group); }, papers().server).done)
        << group;
  }
  for (const auto* group : {"P-521", "X448", "ffdhe2048"}) {
    EXPECT_FALSE(with_our_server([&](SSL& client) { SSL_set1_groups_list(&client, group); }).done) << group;
  }
}

// C-269
TEST(TlsProfile, ClientsShowNoCertificate) {
  const auto agreed = with_our_server([](SSL&) {});
  EXPECT_TRUE(agreed.done);
  EXPECT_FALSE(agreed.asked_for_client_certificate);
}

}  // namespace
}  // namespace s2::transport
