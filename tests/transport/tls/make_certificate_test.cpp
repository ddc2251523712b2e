// Making certificates.

#include "../certificates.hpp"

#include <transport/tls/openssl.hpp>

#include <gmock/gmock.h>

#include <openssl/x509v3.h>

namespace s2::transport {
namespace {

tls::Owned<X509> read(const Certificate& text) {
  const auto pem = tls::reader(text.certificate);
  return tls::next_certificate(*pem);
}

TEST(MakeCertificate, NamesWhoItIsFor) {
  const auto made = make_certificate({.names = {"evse.local", "192.168.1.7", "::1"}, .common_name = "A charger"});
  ASSERT_TRUE(made.has_value());
  const auto certificate = read(*made);
  ASSERT_TRUE(certificate);
  EXPECT_EQ(X509_check_host(certificate.get(), "evse.local", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_host(certificate.get(), "other.local", 0, 0, nullptr), 0);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "192.168.1.7", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "::1", 0), 1);
  EXPECT_EQ(X509_check_ca(certificate.get()), 0);
  EXPECT_EQ(tls::fingerprint(*certificate), made->sha256);
}

TEST(MakeCertificate, AnAuthorityIssuesOthers) {
  const auto authority = read(papers().authority);
  const auto server = read(papers().server);
  EXPECT_EQ(X509_check_ca(authority.get()), 1);
  EXPECT_EQ(X509_check_issued(authority.get(), server.get()), X509_V_OK);
  EXPECT_EQ(X509_verify(server.get(), X509_get0_pubkey(authority.get())), 1);
}

TEST(MakeCertificate, NoTwoAreAlike) { EXPECT_NE(make_certificate({})->sha256, make_certificate({})->sha256); }

TEST(MakeCertificate, WhatCannotBeMadeIsExplained) {
  EXPECT_FALSE(make_certificate({.names = {}}).has_value());
  EXPECT_FALSE(make_certificate({.names = {"two words"}}).has_value());
  EXPECT_FALSE(make_certificate({.names = {"a,DNS:b"}}).has_value());
  const Certificate nobody;
  EXPECT_FALSE(make_certificate({}, &nobody).has_value());
}

}  // namespace
}  // namespace s2::transport
