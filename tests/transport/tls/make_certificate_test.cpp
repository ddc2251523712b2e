// Making certificates.

#include "../certificates.hpp"

#include <transport/tls/openssl.hpp>

#include <gmock/gmock.h>

#include <openssl/x509v3.h>

#include <array>

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

std::string extension(const X509& certificate, int kind) {
  const int at = X509_get_ext_by_NID(&certificate, kind, -1);
  if (at < 0) return "none";
  X509_EXTENSION* one = X509_get_ext(&certificate, at);
  const tls::Owned<BIO> text(BIO_new(BIO_s_mem()));
  X509V3_EXT_print(text.get(), one, 0, 0);
  char* data = nullptr;
  const long size = BIO_get_mem_data(text.get(), &data);
  return (X509_EXTENSION_get_critical(one) ? "critical, " : "") + std::string(data, static_cast<std::size_t>(size));
}

// C-267, C-271
TEST(MakeCertificate, KeepsToTheProfileOfTheLan) {
  const auto root = read(papers().authority);
  EXPECT_EQ(extension(*root, NID_basic_constraints), "critical, CA:TRUE, pathlen:0");
  EXPECT_EQ(extension(*root, NID_key_usage), "critical, Certificate Sign, CRL Sign");
  EXPECT_NE(extension(*root, NID_subject_key_identifier), "none");
  EXPECT_EQ(X509_self_signed(root.get(), 1), 1);
  const auto leaf = read(papers().server);
  EXPECT_EQ(extension(*leaf, NID_basic_constraints), "critical, CA:FALSE");
  EXPECT_EQ(extension(*leaf, NID_key_usage), "critical, Digital Signature");
  EXPECT_EQ(extension(*leaf, NID_ext_key_usage), "TLS Web Server Authentication");
  EXPECT_NE(extension(*leaf, NID_authority_key_identifier), "none");
  for (const auto* one : {root.get(), leaf.get()}) {
    EXPECT_EQ(X509_get_signature_nid(one), NID_ecdsa_with_SHA256);
    std::array<char, 32> curve{};
    EVP_PKEY_get_group_name(X509_get0_pubkey(one), curve.data(), curve.size(), nullptr);
    EXPECT_STREQ(curve.data(), "prime256v1");
    EXPECT_GE(ASN1_STRING_length(X509_get0_serialNumber(one)), 8) << "64 bit of it at least are chance";
  }
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
