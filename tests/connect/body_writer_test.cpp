// Writing bodies, and reading them back.

#include "random_body.hpp"

#include <s2/connect/body.hpp>

#include <gmock/gmock.h>

namespace s2::connect {
namespace {

using testing::HasSubstr;
using testing::Not;

// C-009
TEST(BodyWriter, WhatIsAbsentIsLeftOut) {
  EXPECT_EQ(encode(EndpointDescription{}), "{}");
  EXPECT_EQ(encode(EndpointDescription{.name = "Hub", .deployment = Deployment::lan}),
            R"({"name":"Hub","deployment":"LAN"})");
  EXPECT_EQ(encode(FinalizePairingRequest{.success = false}), R"({"success":false})");
}

// C-168
TEST(BodyWriter, AFingerprintIsWrittenInLowerCaseUnderItsRightName) {
  ConnectionDetails details{.initiate_session_url = "https://hub.local:8443/session/", .access_token = Secret("t0ken")};
  details.certificate_fingerprint = CertificateFingerprint{RootFingerprint{{0xAB, 0xCD}}};
  EXPECT_EQ(encode(details), R"({"initiateSessionUrl":"https://hub.local:8443/session/","accessToken":"t0ken",)"
                             R"("certificateFingerprint":{"SHA256":"abcd)" +
                                 std::string(60, '0') + R"("}})");
}

// C-018
TEST(BodyWriter, NodeIdsAreWrittenInLowerCase) {
  UnpairRequest request;
  request.client_node_id = *parse_node_id("3F1C2A50-5A0E-4D0E-9A60-0A6F2F6F0C01");
  EXPECT_THAT(encode(request), HasSubstr("3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01"));
}

TEST(BodyWriter, TextsAreEscapedAndMended) {
  EXPECT_EQ(encode(EndpointDescription{.name = "a\"b\n\xC3\xA9"}), "{\"name\":\"a\\\"b\\n\xC3\xA9\"}");
  EXPECT_EQ(encode(EndpointDescription{.name = "a\xFF"}), "{\"name\":\"a\xEF\xBF\xBD\"}");
}

// C-032
TEST(BodyWriter, TheVersionIndexIsAList) {
  constexpr std::string_view versions[] = {"v1"};
  EXPECT_EQ(encode_versions(versions), R"(["v1"])");
}

TEST(BodyWriter, ListsAreWrittenItemByItem) {
  EXPECT_EQ(encode_list(std::vector<WaitForPairingResponseItem>{}), "[]");
  const std::vector<WaitForPairingResponseItem> two(2);
  EXPECT_EQ(encode_list(two),
            R"([{"clientNodeId":"00000000-0000-0000-0000-000000000000","action":"sendNodeDescription"},)"
            R"({"clientNodeId":"00000000-0000-0000-0000-000000000000","action":"sendNodeDescription"}])");
}

template <class T>
void comes_back(tests::RandomBody& random) {
  for (int i = 0; i < 50; ++i) {
    const T made = random.make<T>();
    const std::string text = encode(made);
    const auto read = decode<T>(text);
    ASSERT_TRUE(read) << text << '\n' << read.error().finding.text;
    ASSERT_EQ(*read == made, true) << text;
    ASSERT_EQ(encode(*read), text);
    ASSERT_THAT(text, Not(HasSubstr("null")));  // C-009; no text of ours says it
  }
}

// C-009
TEST(BodyWriter, WhatIsWrittenIsReadAsTheSame) {
  tests::RandomBody random(5);
  tests::for_each_body([&]<class T>() { comes_back<T>(random); });
}

}  // namespace
}  // namespace s2::connect
