// Reading bodies: the liberties of S2 Connect, and nothing else.

#include "random_body.hpp"

#include <s2/connect/base64.hpp>
#include <s2/connect/body.hpp>

#include <gmock/gmock.h>

namespace s2::connect {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view challenge = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
constexpr std::string_view node =
    R"({"id":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01","brand":"Acme","type":"EV","modelName":"Hub","role":"CEM"})";

// What is refused, as "rule pointer"; "fine" when nothing is.
template <class T>
std::string refusal(std::string_view text) {
  const auto read = decode<T>(text);
  return read ? "fine" : read.error().finding.rule + ' ' + read.error().finding.pointer;
}

std::string pairing_request(std::string_view more) {
  return R"({"clientNodeDescription":)" + std::string(node) +
         R"(,"clientEndpointDescription":{"deployment":"LAN"},"supportedS2MessageVersions":["v1.0.0"],)"
         R"("clientHmacChallenge":")" +
         std::string(challenge) + "\"," + std::string(more) + '}';
}

std::string with_lists(std::string_view protocols, std::string_view algorithms) {
  return pairing_request(R"("supportedCommunicationProtocols":)" + std::string(protocols) +
                         R"(,"supportedHmacHashingAlgorithms":)" + std::string(algorithms));
}

TEST(BodyReader, ReadsEveryMemberOfARequest) {
  const auto read = decode<RequestPairingRequest>(pairing_request(
      R"("nodeIdAlias":"A0","supportedCommunicationProtocols":["WebSocket"],"supportedHmacHashingAlgorithms":["SHA256"],)"
      R"("forcePairing":true)"));
  ASSERT_TRUE(read) << read.error().finding.text;
  EXPECT_EQ(read->client_node_description.id.text(), "3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01");
  EXPECT_EQ(read->client_node_description.role, Role::cem);
  EXPECT_EQ(read->client_endpoint_description.deployment, Deployment::lan);
  EXPECT_EQ(read->client_endpoint_description.name, std::nullopt);
  EXPECT_EQ(read->node_id_alias->text, "A0");
  EXPECT_EQ(read->node_id, std::nullopt);
  EXPECT_THAT(read->supported_s2_message_versions, ElementsAre("v1.0.0"));
  EXPECT_THAT(read->supported_hmac_hashing_algorithms, ElementsAre(HmacHashingAlgorithm::sha256));
  EXPECT_EQ(to_base64(read->client_hmac_challenge.bytes), challenge);
  EXPECT_EQ(read->force_pairing, true);
}

// C-006
TEST(BodyReader, UnknownMembersAreIgnored) {
  EXPECT_EQ(refusal<FinalizePairingRequest>(R"({"later":{"a":[1,{"b":null}]},"success":true,"x":"}"})"), "fine");
}

// C-007, A-29
TEST(BodyReader, UnknownValuesInListsAreIgnored) {
  const auto read =
      decode<RequestPairingRequest>(with_lists(R"(["Carrier pigeon","WebSocket","QUIC"])", R"(["SHA3"])"));
  ASSERT_TRUE(read) << read.error().finding.text;
  EXPECT_THAT(read->supported_communication_protocols, ElementsAre(CommunicationProtocol::web_socket));
  EXPECT_THAT(read->supported_hmac_hashing_algorithms, IsEmpty());
}

TEST(BodyReader, AListHoldsItsValuesAndNothingElse) {
  EXPECT_EQ(refusal<RequestPairingRequest>(with_lists(R"(["WebSocket",1])", "[]")),
            "C-146 /supportedCommunicationProtocols/1");
  EXPECT_EQ(refusal<RequestPairingRequest>(with_lists(R"("WebSocket")", "[]")),
            "C-146 /supportedCommunicationProtocols");
}

// C-008
TEST(BodyReader, ASingleUnknownValueIsAnError) {
  EXPECT_EQ(refusal<NodeDescription>(
                R"({"id":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01","brand":"","type":"","modelName":"","role":"EMS"})"),
            "C-008 /role");
}

// C-008
TEST(BodyReader, AnUnknownErrorMessageIsOther) {
  const auto pairing = decode<PairingResponseErrorMessage>(R"({"errorMessage":"Tuesday","additionalInfo":"closed"})");
  ASSERT_TRUE(pairing);
  EXPECT_EQ(pairing->error_message, PairingError::other);
  EXPECT_EQ(pairing->additional_info, "closed");
  EXPECT_EQ(decode<CommunicationDetailsErrorMessage>(R"({"errorMessage":"X"})")->error_message, SessionError::other);
  EXPECT_EQ(decode<CommunicationDetailsErrorMessage>(R"({"errorMessage":"NoLongerPaired"})")->error_message,
            SessionError::no_longer_paired);
}

// C-008
TEST(BodyReader, AnUnknownActionLosesItsItemOnly) {
  const auto read = decode_list<WaitForPairingResponseItem>(
      R"([{"clientNodeId":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01","action":"dance"},)"
      R"({"clientNodeId":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c02","action":"requestPairing"}])");
  ASSERT_TRUE(read) << read.error().finding.text;
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().client_node_id.text(), "3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c02");
  EXPECT_EQ(read->front().action, WaitForPairingAction::request_pairing);
}

// C-009
TEST(BodyReader, NullMeansAbsentForAnOptionalMember) {
  const auto read = decode<EndpointDescription>(R"({"name":null,"logoUrl":null,"deployment":null})");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, EndpointDescription{});
  EXPECT_EQ(refusal<UnpairRequest>(R"({"clientNodeId":null,"serverNodeId":null})"), "C-146 /clientNodeId");
}

// C-010
TEST(BodyReader, NamesAndValuesAreComparedCaseSensitively) {
  EXPECT_EQ(decode<FinalizePairingRequest>(R"({"Success":true})")->success, std::nullopt);
  EXPECT_EQ(decode<EndpointDescription>(R"({"deployment":"LAN"})")->deployment, Deployment::lan);
  EXPECT_EQ(refusal<EndpointDescription>(R"({"deployment":"lan"})"), "C-008 /deployment");
}

// C-011
TEST(BodyReader, AMemberThatOccursTwiceIsRefused) {
  EXPECT_EQ(refusal<FinalizePairingRequest>(R"({"success":true,"success":false})"), "C-011 /success");
  EXPECT_EQ(refusal<FinalizePairingRequest>(R"({"success":true,"s\u0075ccess":true})"), "C-011 /success");
  EXPECT_EQ(refusal<FinalizePairingRequest>(R"({"x":1,"x":2})"), "C-011 ");
}

// C-146, C-153
TEST(BodyReader, WhatIsMissingOrOfAnotherTypeIsNamed) {
  EXPECT_EQ(refusal<UnpairRequest>(R"({"clientNodeId":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01"})"),
            "C-146 /serverNodeId");
  EXPECT_EQ(refusal<FinalizePairingRequest>(R"({"success":"true"})"), "C-146 /success");
  EXPECT_EQ(refusal<FinalizePairingRequest>(R"([true])"), "C-146 ");
  EXPECT_EQ(refusal<PostConnectionDetailsRequest>(R"({"serverHmacChallengeResponse":"AAAA","connectionDetails":[]})"),
            "C-146 /connectionDetails");
  EXPECT_TRUE(decode<FinalizePairingRequest>("[]").error().is_json);
}

// A body without one of its members, and with other text in its place.
std::string altered(const Type& type, const void* object, const Field& field, std::string_view value) {
  std::vector<Field> rows;
  for (const Field& row : type.fields) {
    if (row.name != field.name) rows.push_back(row);
  }
  const std::string rest = body::write(Type{type.name, type.text, type.shape, rows}, object);
  if (value.empty()) return rest;
  const std::string member = "{\"" + std::string(field.name) + "\":" + std::string(value);
  return rest == "{}" ? member + '}' : member + ',' + rest.substr(1);
}

// C-009, C-146
TEST(BodyReader, EveryRequiredMemberIsNeededAndNoOptionalOneIs) {
  tests::RandomBody random(17);
  tests::for_each_body([&]<class T>() {
    const T made = random.make<T>();
    const Type& type = type_of<T>();
    for (const Field& field : type.fields) {
      const std::string expected = field.may_be_absent ? "fine" : "C-146 /" + std::string(field.name);
      EXPECT_EQ(refusal<T>(altered(type, &made, field, "")), expected) << type.name;
      EXPECT_EQ(refusal<T>(altered(type, &made, field, "null")), expected) << type.name;
      EXPECT_EQ(refusal<T>(altered(type, &made, field, "17")), "C-146 /" + std::string(field.name)) << type.name;
    }
  });
}

// C-004, C-146, C-153
TEST(BodyReader, WhatIsNoJsonIsSaidToBeNone) {
  for (const auto* text : {"{", "{]", "{\"success\":tru}", "{'success':true}", "{} {}", "\xEF\xBB\xBF{}",
                           "{\"a\":\"\xFF\"}", "{\"a\":\"\\ud800\"}", "nonsense"}) {
    const auto read = decode<FinalizePairingRequest>(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().finding.rule, "C-004") << text;
    EXPECT_FALSE(read.error().is_json) << text;
    EXPECT_THAT(read.error().finding.text, HasSubstr("the body"));
  }
  EXPECT_EQ(refusal<FinalizePairingRequest>(std::string(17, '[') + std::string(17, ']')), "C-004 ");
}

// C-005
TEST(BodyReader, AMissingBodyIsMalformed) { EXPECT_EQ(refusal<FinalizePairingRequest>(""), "C-005 "); }

// C-022
TEST(BodyReader, ABodyHasALargestSize) {
  const std::string begin = R"({"success":true,"x":")";
  const std::string longest = begin + std::string(Limits::request_bytes - begin.size() - 2, 'a') + "\"}";
  EXPECT_TRUE(decode<FinalizePairingRequest>(longest, Limits::request_bytes));
  const auto refused = decode<FinalizePairingRequest>(longest + ' ', Limits::request_bytes);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().finding.rule, "C-022");
}

// C-304
TEST(BodyReader, TextsHaveALongestLength) {
  const auto named = [](std::size_t length) { return R"({"name":")" + std::string(length, 'a') + "\"}"; };
  EXPECT_EQ(refusal<EndpointDescription>(named(Limits::text_bytes)), "fine");
  EXPECT_EQ(refusal<EndpointDescription>(named(Limits::text_bytes + 1)), "C-304 /name");
}

TEST(BodyReader, OfAListOnlySoManyItemsAreKept) {
  std::string versions;
  for (std::size_t i = 0; i <= Limits::list_items; ++i) versions += (i > 0 ? "," : "") + std::string("\"v1\"");
  const auto read = decode<InitiateSessionRequest>(
      R"({"clientNodeId":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01","serverNodeId":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c02",)"
      R"("supportedCommunicationProtocols":[],"supportedS2MessageVersions":[)" +
      versions + "]}");
  ASSERT_TRUE(read) << read.error().finding.text;
  EXPECT_EQ(read->supported_s2_message_versions.size(), Limits::list_items);
}

// C-016, C-092
TEST(BodyReader, ChallengesAreBase64OfAtLeast32Bytes) {
  const auto with = [](std::string_view text) {
    auto request = with_lists("[]", "[]");
    return refusal<RequestPairingRequest>(request.replace(request.find(challenge), challenge.size(), text));
  };
  EXPECT_EQ(with(to_base64(Bytes(32, 1))), "fine");
  EXPECT_EQ(with(to_base64(Bytes(1024, 1))), "fine");
  EXPECT_EQ(with(to_base64(Bytes(Limits::challenge_bytes_max, 1))), "fine");
  EXPECT_EQ(with(to_base64(Bytes(Limits::challenge_bytes_max + 1, 1))), "C-092 /clientHmacChallenge");
  EXPECT_EQ(with(to_base64(Bytes(31, 1))), "C-092 /clientHmacChallenge");
  EXPECT_EQ(with(std::string(43, '_')), "C-016 /clientHmacChallenge");
  EXPECT_EQ(with(" " + to_base64(Bytes(32, 1))), "C-016 /clientHmacChallenge");
}

// C-013
TEST(BodyReader, TokensOfPeersAreOpaque) {
  const auto read =
      decode<ConnectionDetails>(R"({"initiateSessionUrl":"https://h/","accessToken":"any\u00e9 thing=%"})");
  ASSERT_TRUE(read) << read.error().finding.text;
  EXPECT_EQ(read->access_token.reveal(), "any\xC3\xA9 thing=%");
  EXPECT_EQ(refusal<ConnectionDetails>(R"({"initiateSessionUrl":"https://h/","accessToken":""})"),
            "C-013 /accessToken");
}

// C-071
TEST(BodyReader, AnAliasIsLettersAndDigits) {
  const auto with = [](std::string_view alias) {
    return refusal<RequestPairingRequest>(
        pairing_request(R"("supportedCommunicationProtocols":[],"supportedHmacHashingAlgorithms":[],"nodeIdAlias":")" +
                        std::string(alias) + '"'));
  };
  EXPECT_EQ(with("A0"), "fine");
  EXPECT_EQ(with(std::string(Limits::alias_max, 'a')), "fine");
  EXPECT_EQ(with(std::string(Limits::alias_max + 1, 'a')), "C-071 /nodeIdAlias");
  for (const auto* alias : {"", "A-0", "A 0", "\u00e9"}) EXPECT_EQ(with(alias), "C-071 /nodeIdAlias") << alias;
}

// C-168
TEST(BodyReader, FingerprintsAreReadInTheSpellingsOfPeers) {
  const std::string digits(64, 'a');
  const auto with = [](const std::string& map) {
    const auto read = decode<ConnectionDetails>(
        R"({"initiateSessionUrl":"","accessToken":"t","certificateFingerprint":)" + map + '}');
    if (!read) return read.error().finding.rule + ' ' + read.error().finding.pointer;
    if (!read->certificate_fingerprint) return std::string("absent");
    const auto& sha256 = read->certificate_fingerprint->sha256;
    return sha256 ? fingerprint_text(sha256->bytes) : "no SHA-256";
  };
  for (const auto* key : {"SHA256", "sha256", "SHA-256", "SHA265"}) {
    EXPECT_EQ(with("{\"" + std::string(key) + "\":\"" + digits + "\"}"), digits) << key;
  }
  EXPECT_EQ(with("null"), "absent");
  EXPECT_EQ(with("{}"), "no SHA-256");
  EXPECT_EQ(with(R"({"SHA512":17})"), "no SHA-256");
  EXPECT_EQ(with("{\"SHA265\":\"" + std::string(64, 'b') + "\",\"SHA256\":\"" + digits + "\"}"), digits);
  EXPECT_EQ(with("{\"SHA256\":\"" + digits + "\",\"SHA265\":\"" + std::string(64, 'b') + "\"}"), digits);
  EXPECT_EQ(with(R"({"SHA256":"abc"})"), "C-168 /certificateFingerprint");
  EXPECT_EQ(with("{\"SHA256\":\"" + digits + "\",\"SHA256\":\"" + digits + "\"}"), "C-011 /certificateFingerprint");
}

// C-151, C-153
TEST(BodyReader, TheAttemptIdOfABrokenAnswerIsFound) {
  const std::string id(32, 'x');
  EXPECT_EQ(attempt_id_in("{\"pairingAttemptId\":\"" + id + "\",\"serverNodeDescription\":17}")->reveal(), id);
  EXPECT_FALSE(attempt_id_in("{\"pairingAttemptId\":\"" + id.substr(1) + "\"}"));
  EXPECT_FALSE(attempt_id_in("{\"pairingAttemptId\":\"" + id));
  EXPECT_FALSE(attempt_id_in("{}"));
  EXPECT_FALSE(attempt_id_in("[]"));
}

// C-302
TEST(BodyReader, NoFindingShowsASecret) {
  constexpr std::string_view secret = "S3CRET";
  for (const auto* text :
       {R"({"serverHmacChallengeResponse":"S3CRET!"})", R"({"serverHmacChallengeResponse":["S3CRET"]})",
        R"({"connectionDetails":"S3CRET","serverHmacChallengeResponse":"AAAA"})",
        R"({"serverHmacChallengeResponse":"S3CRET)"}) {
    const auto read = decode<PostConnectionDetailsRequest>(text);
    ASSERT_FALSE(read) << text;
    EXPECT_THAT(read.error().finding.value + read.error().finding.text, Not(HasSubstr(secret))) << text;
  }
}

// A-24
TEST(BodyReader, ABareObjectMayStandForAListOfOne) {
  const std::string item = R"({"clientNodeId":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01","action":"preparePairing"})";
  EXPECT_EQ(decode_list<WaitForPairingResponseItem>(item, {.take_bare_item = true})->size(), 1U);
  EXPECT_FALSE(decode_list<WaitForPairingResponseItem>(item));
  EXPECT_EQ(decode_list<WaitForPairingResponseItem>("[]", {.take_bare_item = true})->size(), 0U);
  EXPECT_FALSE(decode_list<WaitForPairingResponseItem>("17", {.take_bare_item = true}));
}

// C-060
TEST(BodyReader, BadItemsAreSkippedWhereAListMayLoseThem) {
  const std::string list = "[17," + std::string(node) + R"(,{"id":"x"},[]])";
  EXPECT_EQ(decode_list<NodeDescription>(list, {.skip_bad_items = true})->size(), 1U);
  const auto refused = decode_list<NodeDescription>(list);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().finding.pointer, "/0");
}

TEST(BodyReader, AnItemThatIsSkippedLeavesNothingInTheNext) {
  const std::string bad =
      R"({"id":"3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01","userDefinedName":"left behind","role":"EMS"},)";
  const auto read = decode_list<NodeDescription>('[' + bad + std::string(node) + ']', {.skip_bad_items = true});
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().user_defined_name, std::nullopt);
}

// C-032
TEST(BodyReader, TheVersionIndexIsAListOfTexts) {
  EXPECT_THAT(decode_versions(R"(["v1","v2",3])").value(), ElementsAre("v1", "v2"));
  EXPECT_FALSE(decode_versions(R"({"v1":1})"));
  EXPECT_FALSE(decode_versions(""));
}

}  // namespace
}  // namespace s2::connect
