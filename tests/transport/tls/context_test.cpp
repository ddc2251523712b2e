// Identities and trust: what is taken, and what is said about the rest.

#include "../certificates.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace s2::transport {
namespace {

using testing::HasSubstr;

std::string fault_of(const TlsIdentity& identity) {
  const auto server = TlsServer::make(identity);
  EXPECT_FALSE(server.has_value());
  return server ? "" : server.error().rule + " " + server.error().text;
}

std::string fault_of(const TlsTrust& trust) {
  const auto client = TlsClient::make(trust);
  EXPECT_FALSE(client.has_value());
  return client ? "" : client.error().rule + " " + client.error().text;
}

struct File {
  explicit File(const std::string& text) { std::ofstream(path) << text; }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { std::filesystem::remove(path); }
  std::string path = testing::TempDir() + "s2-tls-" + std::to_string(++count) + ".pem";
  static inline int count = 0;
};

TEST(TlsIdentity, WhatIsNoneIsExplained) {
  const auto& good = papers();
  EXPECT_THAT(fault_of(TlsIdentity{.certificates = "", .key = good.server.key}),
              HasSubstr("S2CPP-TLS the server's certificate is no PEM text"));
  EXPECT_THAT(fault_of(TlsIdentity{.certificates = good.chain(), .key = ""}), HasSubstr("private key is no PEM text"));
  EXPECT_THAT(fault_of(TlsIdentity{.certificates = good.chain(), .key = good.authority.key}),
              HasSubstr("belongs to another certificate"));
}

TEST(TlsIdentity, ComesFromFiles) {
  const File chain(papers().chain());
  const File key(papers().server.key);
  const auto identity = TlsIdentity::from_files(chain.path, key.path);
  ASSERT_TRUE(identity.has_value()) << identity.error().text;
  EXPECT_TRUE(TlsServer::make(*identity).has_value());
  const auto missing = TlsIdentity::from_files(chain.path, "/nowhere/key.pem");
  ASSERT_FALSE(missing.has_value());
  EXPECT_THAT(missing.error().text, HasSubstr("cannot read /nowhere/key.pem: No such file"));
  const File empty("");
  EXPECT_THAT(TlsIdentity::from_files(empty.path, key.path).error().text, HasSubstr("is empty"));
}

TEST(TlsTrust, ComesFromAFile) {
  const File authorities(papers().authority.certificate);
  const auto trust = TlsTrust::from_file(authorities.path);
  ASSERT_TRUE(trust.has_value());
  EXPECT_FALSE(trust->system_store);
  EXPECT_TRUE(TlsClient::make(*trust).has_value());
  EXPECT_FALSE(TlsTrust::from_file("/nowhere/ca.pem").has_value());
}

TEST(TlsTrust, WhatIsNoneIsExplained) {
  TlsTrust trust;
  trust.authorities = "nothing";
  EXPECT_THAT(fault_of(trust), HasSubstr("authorities are no PEM text"));
  for (const std::string& pin : {std::string("abc"), std::string(64, 'g'), std::string(65, 'a')}) {
    TlsTrust pinned;
    pinned.pinned_sha256 = pin;
    EXPECT_THAT(fault_of(pinned), HasSubstr("64 hexadecimal digits"));
  }
}

TEST(TlsTrust, AFingerprintMayBeWrittenWithColonsAndInCapitals) {
  TlsTrust pinned;
  for (int i = 0; i < 32; ++i) pinned.pinned_sha256 += i ? ":AB" : "AB";
  EXPECT_TRUE(TlsClient::make(pinned).has_value());
}

}  // namespace
}  // namespace s2::transport
