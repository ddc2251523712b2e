// HTTPS calls, and whom they believe.

#include "../certificates.hpp"
#include "../peers.hpp"

#include <s2/connect/limits.hpp>

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using connect::CallFailure;
using testing::HasSubstr;

using Outcome = Result<Answered, connect::CallError>;

connect::Sha256 fingerprint_of(const Certificate& certificate) {
  return connect::parse_fingerprint(certificate.sha256).value();
}

// A server that answers everything, and calls to it.
struct Scene {
  Loop loop;
  std::vector<connect::Request> asked;
  connect::Response answer;
  std::shared_ptr<HttpService> service;
  std::unique_ptr<WebsocketServer> server;
  HttpClient client{loop};

  explicit Scene(const TlsIdentity& identity = {.certificates = papers().chain(), .key = papers().server.key}) {
    answer.status = 200;
    answer.body = "[\"v1\"]";
    std::vector<HttpMount> mounts;
    mounts.push_back({.path = "/",
                      .on_request =
                          [this](connect::RequestId id, connect::Request request) {
                            asked.push_back(std::move(request));
                            service->answer(id, answer);
                          },
                      .on_gone = nullptr});
    service = std::make_shared<HttpService>(std::move(mounts));
    WebsocketService all;
    all.tls = TlsServer::make(identity).value();
    all.http = service;
    server = WebsocketServer::listen(
                 loop, "127.0.0.1", 0, [](auto) {}, {}, std::move(all))
                 .value();
  }

  connect::Call call(const std::string& host = "localhost") const {
    const std::string url = "https://" + host + ":" + std::to_string(server->port()) + "/s2/";
    connect::Call made;
    made.base = connect::BaseUrl::parse(url, {.ip_literals = true}).value();
    made.tls.trust = connect::Trust::unpinned_lan;
    return made;
  }

  Outcome outcome_of(const connect::Call& wanted) {
    std::optional<Outcome> outcome;
    client.call(wanted, [&](Outcome came) { outcome.emplace(std::move(came)); });
    EXPECT_FALSE(outcome) << "nobody is called back from inside the call";
    EXPECT_TRUE(until(loop, [&] { return outcome.has_value(); }));
    return std::move(*outcome);
  }

  std::optional<CallFailure> failure_of(const connect::Call& wanted) {
    const auto outcome = outcome_of(wanted);
    return outcome ? std::nullopt : std::optional(outcome.error().why);
  }
};

TEST(HttpClient, ACallIsAskedAndAnswered) {
  Scene scene;
  auto call = scene.call();
  call.method = connect::Method::post;
  call.target = "v1/requestPairing";
  call.bearer = connect::Secret("secret");
  call.body = "{}";
  scene.answer = connect::unavailable(Duration{7'000});
  const auto outcome = scene.outcome_of(call);
  ASSERT_TRUE(outcome) << outcome.error().text;
  EXPECT_EQ(outcome->response.status, 503);
  EXPECT_EQ(outcome->response.retry_after, Duration{7'000});
  ASSERT_EQ(scene.asked.size(), 1U);
  EXPECT_EQ(scene.asked[0].method, connect::Method::post);
  EXPECT_EQ(scene.asked[0].target, "s2/v1/requestPairing");
  EXPECT_EQ(scene.asked[0].bearer->reveal(), "secret");
  EXPECT_EQ(scene.asked[0].content_type, "application/json");
  EXPECT_EQ(scene.asked[0].body, "{}");
  EXPECT_EQ(scene.asked[0].leaf, connect::LeafFingerprint{fingerprint_of(papers().server)});
}

// C-285
TEST(HttpClient, EveryCallIsShownTheCertificateAnew) {
  Scene scene;
  for (int i = 0; i < 2; ++i) {
    const auto outcome = scene.outcome_of(scene.call());
    ASSERT_TRUE(outcome) << outcome.error().text;
    EXPECT_EQ(outcome->tls.leaf.bytes, fingerprint_of(papers().server));
  }
}

// C-277, C-038
TEST(HttpClient, AServerInTheLanIsBelievedBeforeItIsPinnedAndItsCertificatesAreTold) {
  Scene scene;
  const auto outcome = scene.outcome_of(scene.call());
  ASSERT_TRUE(outcome) << outcome.error().text;
  EXPECT_EQ(outcome->response.body, "[\"v1\"]");
  EXPECT_EQ(outcome->tls.leaf.bytes, fingerprint_of(papers().server));
  EXPECT_EQ(outcome->tls.root.bytes, fingerprint_of(papers().authority));
  EXPECT_TRUE(outcome->tls.is_self_signed);
  EXPECT_FALSE(outcome->tls.root_der.empty());
}

// C-277
TEST(HttpClient, NameDatesAndChainAreCheckedBeforeAPinExists) {
  const auto chain = [](const Certificate& leaf) {
    return TlsIdentity{.certificates = leaf.certificate + papers().authority.certificate, .key = leaf.key};
  };
  Scene other_name(chain(issued({.names = {"other.local"}})));
  EXPECT_EQ(other_name.failure_of(other_name.call()), CallFailure::wrong_name);
  Scene expired(chain(issued({.valid_from_s = -7200, .valid_until_s = -3600})));
  EXPECT_EQ(expired.failure_of(expired.call()), CallFailure::expired);
  Scene early(chain(issued({.valid_from_s = 3600})));
  EXPECT_EQ(early.failure_of(early.call()), CallFailure::not_yet_valid);
  const auto other_root = make_certificate({.names = {}, .common_name = "other", .is_authority = true}).value();
  Scene other_chain({.certificates = papers().server.certificate + other_root.certificate, .key = papers().server.key});
  EXPECT_EQ(other_chain.failure_of(other_chain.call()), CallFailure::untrusted);
  Scene no_root({.certificates = papers().server.certificate, .key = papers().server.key});
  EXPECT_EQ(no_root.failure_of(no_root.call()), CallFailure::untrusted) << "there would be nothing to pin";
}

// C-283
TEST(HttpClient, OneSelfSignedCertificateIsLeafAndRoot) {
  const auto alone = make_certificate({}).value();
  Scene scene({.certificates = alone.certificate, .key = alone.key});
  const auto outcome = scene.outcome_of(scene.call());
  ASSERT_TRUE(outcome) << outcome.error().text;
  EXPECT_EQ(outcome->tls.leaf.bytes, fingerprint_of(alone));
  EXPECT_EQ(outcome->tls.root.bytes, fingerprint_of(alone));
}

// C-280, C-281
TEST(HttpClient, APinnedServerShowsItsRootOrIsNotBelieved) {
  Scene scene;
  auto call = scene.call();
  call.tls = {.trust = connect::Trust::pinned_root,
              .root = connect::RootFingerprint{fingerprint_of(papers().authority)}};
  EXPECT_EQ(scene.failure_of(call), std::nullopt);
  const auto other = make_certificate({.names = {}, .common_name = "other", .is_authority = true}).value();
  call.tls.root = connect::RootFingerprint{fingerprint_of(other)};
  EXPECT_EQ(scene.failure_of(call), CallFailure::root_changed);
  call.tls.root.reset();
  EXPECT_EQ(scene.failure_of(call), CallFailure::untrusted) << "no pin is no reason to believe";
}

// C-282
TEST(HttpClient, ARootThatWasSeenNeedNotBeShownAgain) {
  Scene full;
  const auto seen = full.outcome_of(full.call());
  ASSERT_TRUE(seen);
  Scene bare({.certificates = papers().server.certificate, .key = papers().server.key});
  auto call = bare.call();
  call.tls = {.trust = connect::Trust::pinned_root, .root = seen->tls.root};
  EXPECT_EQ(bare.failure_of(call), CallFailure::root_changed) << "by its fingerprint alone it cannot be checked";
  call.tls.root_der = seen->tls.root_der;
  EXPECT_EQ(bare.failure_of(call), std::nullopt);
}

// C-278
TEST(HttpClient, ASwappedLeafOfTheRightRootIsNoticed) {
  const auto other = issued({});
  Scene scene({.certificates = other.certificate + papers().authority.certificate, .key = other.key});
  auto call = scene.call();
  call.tls.leaf = connect::LeafFingerprint{fingerprint_of(papers().server)};
  EXPECT_EQ(scene.failure_of(call), CallFailure::leaf_changed);
  EXPECT_TRUE(scene.asked.empty()) << "nothing was said to it";
  call.tls.leaf = connect::LeafFingerprint{fingerprint_of(other)};
  EXPECT_EQ(scene.failure_of(call), std::nullopt);
}

// C-270
TEST(HttpClient, AServerInTheWanNeedsAnAuthorityThatIsBelieved) {
  Scene scene;
  auto call = scene.call();
  call.tls.trust = connect::Trust::public_authorities;
  EXPECT_EQ(scene.failure_of(call), CallFailure::untrusted);
  HttpClient trusting(scene.loop, {.authorities = papers().authority.certificate});
  std::optional<Outcome> outcome;
  trusting.call(call, [&](Outcome came) { outcome.emplace(std::move(came)); });
  ASSERT_TRUE(until(scene.loop, [&] { return outcome.has_value(); }));
  EXPECT_TRUE(outcome->has_value());
}

// C-264
TEST(HttpClient, AnOldVersionOfTlsIsNotSpoken) {
  Scene scene;
  Loop& loop = scene.loop;
  // A server that speaks TLS 1.2 alone answers our offer of 1.3 with an alert.
  RawServer server;
  connect::Call call = scene.call();
  call.base = connect::BaseUrl::parse("https://localhost:" + std::to_string(server.port()) + "/").value();
  std::optional<Outcome> outcome;
  scene.client.call(call, [&](Outcome came) { outcome.emplace(std::move(came)); });
  const std::string alert = {'\x15', '\x03', '\x03', '\x00', '\x02', '\x02', '\x46'};
  server.answer(loop, alert);
  ASSERT_TRUE(until(loop, [&] { return outcome.has_value(); }));
  ASSERT_FALSE(outcome->has_value());
  EXPECT_EQ(outcome->error().why, CallFailure::weak_cryptography);
}

// C-021
TEST(HttpClient, ARedirectIsNotFollowed) {
  Scene scene;
  scene.answer = {};
  scene.answer.status = 302;
  EXPECT_EQ(scene.failure_of(scene.call()), CallFailure::redirected);
}

// C-022
TEST(HttpClient, AnAnswerMayBeAsLongAsItMayBeAndNotAByteLonger) {
  Scene scene;
  scene.answer.body.assign(connect::Limits::response_bytes, ' ');
  EXPECT_EQ(scene.failure_of(scene.call()), std::nullopt);
  scene.answer.body.push_back(' ');
  EXPECT_EQ(scene.failure_of(scene.call()), CallFailure::too_large);
}

TEST(HttpClient, WhatCannotBeReachedIsToldInASentence) {
  Scene scene;
  auto call = scene.call();
  call.base = connect::BaseUrl::parse("https://no-such-host.invalid/").value();
  auto outcome = scene.outcome_of(call);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().why, CallFailure::no_such_name);
  EXPECT_THAT(outcome.error().text, HasSubstr("no host named 'no-such-host.invalid'"));
  std::uint16_t free_port = 0;
  {
    const RawServer gone;
    free_port = gone.port();
  }
  call.base = connect::BaseUrl::parse("https://localhost:" + std::to_string(free_port) + "/").value();
  EXPECT_EQ(scene.failure_of(call), CallFailure::unreachable);
  RawServer silent;
  call.base = connect::BaseUrl::parse("https://localhost:" + std::to_string(silent.port()) + "/").value();
  call.timeout = Duration{50};
  EXPECT_EQ(scene.failure_of(call), CallFailure::timed_out);
}

TEST(HttpClient, ItsEndEndsItsCalls) {
  Scene scene;
  bool called = false;
  {
    HttpClient shortlived(scene.loop);
    shortlived.call(scene.call(), [&](const Outcome&) { called = true; });
  }
  for (int i = 0; i < 50; ++i) scene.loop.run_one(Duration{1});
  EXPECT_FALSE(called);
}

}  // namespace
}  // namespace s2::transport
