// Reading certificates.

#include "../certificates.hpp"

#include <s2/connect/fingerprint.hpp>
#include <s2/transport/certificate.hpp>

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Time noon{1'800'000'000, 0};

TEST(ReadCertificate, SaysWhatWasWished) {
  CertificateWish wish{.names = {"evse.local", "192.168.1.7", "fe80::1"}, .common_name = "A charger"};
  wish.now = noon;
  const auto made = make_certificate(wish);
  const auto read = read_certificates(made->certificate);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1U);
  const auto& one = read->front();
  EXPECT_THAT(one.names, ElementsAre("evse.local", "192.168.1.7", "fe80::1"));
  EXPECT_EQ(one.common_name, "A charger");
  EXPECT_EQ(one.valid_from, noon - Duration(3'600'000));
  EXPECT_EQ(one.valid_until, noon + std::chrono::hours(180 * 24));
  EXPECT_TRUE(one.is_self_signed);
  EXPECT_FALSE(one.is_authority);
  EXPECT_EQ(connect::fingerprint_text(one.fingerprint), made->sha256);
}

TEST(ReadCertificate, TakesDatesAfter2049) {
  CertificateWish wish{.valid_until_s = 50LL * 365 * 24 * 3600};
  wish.now = noon;
  EXPECT_EQ(read_certificates(make_certificate(wish)->certificate)->front().valid_until.seconds,
            noon.seconds + wish.valid_until_s);
}

TEST(ReadCertificate, KeepsTheOrderOfAChainAndSkipsKeys) {
  const auto read =
      read_certificates(papers().server.certificate + papers().server.key + papers().authority.certificate);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2U);
  EXPECT_FALSE((*read)[0].is_authority);
  EXPECT_TRUE((*read)[1].is_authority);
  EXPECT_THAT((*read)[1].names, IsEmpty());
  EXPECT_TRUE(is_issued_by((*read)[0], (*read)[1]));
  EXPECT_TRUE(is_issued_by((*read)[1], (*read)[1]));
  EXPECT_FALSE(is_issued_by((*read)[1], (*read)[0]));
}

TEST(ReadCertificate, TheSameNameIsNotTheSameIssuer) {
  const auto other = make_certificate({.names = {}, .common_name = "s2-cpp tests", .is_authority = true}).value();
  EXPECT_FALSE(is_issued_by(read_certificates(papers().server.certificate)->front(),
                            read_certificates(other.certificate)->front()));
}

TEST(ReadCertificate, AnythingElseIsNone) {
  for (const std::string& text : {std::string(), std::string("nonsense"), papers().server.key}) {
    const auto read = read_certificates(text);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().rule, "S2CPP-TLS");
  }
}

}  // namespace
}  // namespace s2::transport
