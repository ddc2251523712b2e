// Encrypted connections: who is believed, and what is said when somebody is not.

#include "../certificates.hpp"
#include "../peers.hpp"

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using testing::HasSubstr;

constexpr std::int64_t day_s = 24 * 3600;

TlsServer server_with(const Certificate& certificate, const std::string& above = "") {
  return TlsServer::make({.certificates = certificate.certificate + above, .key = certificate.key}).value();
}

TlsTrust only_our_authority() {
  return {.system_store = false, .authorities = papers().authority.certificate, .pinned_sha256 = {}, .name = {}};
}

TlsTrust pinned(const std::string& sha256) {
  return {.system_store = false, .authorities = {}, .pinned_sha256 = sha256, .name = {}};
}

// What a client that trusts like this is told about a server that shows this; empty when it was let in.
std::string told(TlsServer server, const TlsTrust& trust, const std::string& host = "127.0.0.1") {
  Loop loop;
  const House house(loop, {}, {.tls = std::move(server), .admission = nullptr});
  const std::string url = "wss://" + host + ":" + std::to_string(house.server->port()) + "/";
  const auto outcome = dial(loop, url, {}, {.headers = {}, .tls = TlsClient::make(trust).value()});
  if (outcome) return "";
  EXPECT_EQ(outcome.error().rule, "S2CPP-CONNECT");
  return outcome.error().text;
}

TEST(Tls, AServerOfATrustedAuthorityIsBelieved) {
  EXPECT_EQ(told(*tls_server(), only_our_authority()), "");
  EXPECT_EQ(told(*tls_server(), only_our_authority(), "localhost"), "");
}

TEST(Tls, AnUnknownAuthorityIsExplained) {
  TlsTrust system;
  const std::string why = told(*tls_server(), system);
  EXPECT_THAT(why, HasSubstr("issued by 's2-cpp tests', whom this side does not trust"));
  EXPECT_THAT(why, HasSubstr(papers().server.sha256));
  const auto own = make_certificate({}).value();
  EXPECT_THAT(told(server_with(own), only_our_authority()), HasSubstr("does not trust"));
}

TEST(Tls, DatesAreChecked) {
  const auto old = issued({.valid_from_s = -2 * day_s, .valid_until_s = -day_s});
  const auto young = issued({.valid_from_s = day_s, .valid_until_s = 2 * day_s});
  EXPECT_THAT(told(server_with(old), only_our_authority()), HasSubstr("has expired"));
  EXPECT_THAT(told(server_with(young), only_our_authority()), HasSubstr("not valid yet"));
}

TEST(Tls, NamesAreChecked) {
  const auto other = issued({.names = {"evse.local", "10.0.0.1"}});
  const std::string why = told(server_with(other), only_our_authority());
  EXPECT_THAT(why, HasSubstr("its certificate is for evse.local, 10.0.0.1, not for 127.0.0.1"));
  EXPECT_THAT(told(server_with(other), only_our_authority(), "localhost"), HasSubstr("not for localhost"));
  TlsTrust named = only_our_authority();
  named.name = "evse.local";
  EXPECT_EQ(told(server_with(other), named), "");
}

TEST(Tls, APinnedCertificateIsBelieved) {
  const auto own = make_certificate({}).value();
  EXPECT_EQ(told(server_with(own), pinned(own.sha256)), "") << "it stands for itself";
  EXPECT_EQ(told(*tls_server(), pinned(papers().server.sha256)), "");
  EXPECT_EQ(told(*tls_server(), pinned(papers().authority.sha256)), "") << "the root is in the chain (C-272)";
}

TEST(Tls, APinBelievesNobodyElse) {
  const auto own = make_certificate({}).value();
  const std::string why = told(server_with(own), pinned(papers().server.sha256));
  EXPECT_THAT(why, HasSubstr("pinned fingerprint"));
  EXPECT_THAT(why, HasSubstr(own.sha256));
  TlsTrust both = only_our_authority();
  both.pinned_sha256 = own.sha256;
  EXPECT_THAT(told(*tls_server(), both), HasSubstr("pinned fingerprint")) << "a pin replaces all else (C-281)";
  EXPECT_THAT(told(server_with(papers().server), pinned(papers().authority.sha256)), HasSubstr("pinned"))
      << "the root has to be shown";
}

TEST(Tls, APinDoesNotReplaceNameAndDates) {
  const auto other = make_certificate({.names = {"evse.local"}}).value();
  EXPECT_THAT(told(server_with(other), pinned(other.sha256)), HasSubstr("not for 127.0.0.1"));
  const auto old = make_certificate({.valid_from_s = -2 * day_s, .valid_until_s = -day_s}).value();
  EXPECT_THAT(told(server_with(old), pinned(old.sha256)), HasSubstr("expired"));
}

TEST(Tls, APinnedRootThatDidNotIssueTheCertificateIsNotEnough) {
  const auto foreign = make_certificate({}).value();
  const std::string why = told(server_with(foreign, papers().authority.certificate), pinned(papers().authority.sha256));
  EXPECT_NE(why, "");
}

TEST(Tls, OldVersionsAreRefusedUnlessAskedFor) {
  // A server that stops at 1.2 does not exist here; a client that does is told apart by the server.
  TlsTrust old = only_our_authority();
  old.oldest = TlsVersion::v1_2;
  EXPECT_EQ(told(*tls_server(), old), "");
  const auto lenient =
      TlsServer::make({.certificates = papers().chain(), .key = papers().server.key, .oldest = TlsVersion::v1_2});
  EXPECT_EQ(told(*lenient, only_our_authority()), "");
}

TEST(Tls, AServerThatSpeaksNoneIsExplained) {
  Loop loop;
  const House plain(loop);
  const auto outcome = dial(loop, "wss://127.0.0.1:" + std::to_string(plain.server->port()) + "/", {},
                            {.headers = {}, .tls = trusting_client()});
  ASSERT_FALSE(outcome.has_value());
  EXPECT_THAT(outcome.error().text, HasSubstr("is not TLS; is it meant to be ws://"));
}

TEST(Tls, AServerThatHangsUpOrSaysNothingIsExplained) {
  Loop loop;
  WebsocketOptions hasty;
  hasty.open_timeout = Duration{100};
  const RawServer silent;
  const auto late = dial(loop, "wss://127.0.0.1:" + std::to_string(silent.port()) + "/", hasty,
                         {.headers = {}, .tls = trusting_client()});
  ASSERT_FALSE(late.has_value());
  EXPECT_THAT(late.error().text, HasSubstr("within 100 ms"));
  RawServer rude;
  std::optional<std::string> why;
  connect_websocket(loop, "wss://127.0.0.1:" + std::to_string(rude.port()) + "/",
                    [&](auto result) { why = result.error().text; }, {}, {.headers = {}, .tls = trusting_client()});
  rude.answer(loop, "");
  rude.hang_up();
  ASSERT_TRUE(until(loop, [&] { return why.has_value(); }));
  EXPECT_THAT(*why, testing::AnyOf(HasSubstr("hung up"), HasSubstr("reset")));
}

// C-002
TEST(Tls, AClientThatSpeaksHttpIsToldToSpeakTls) {
  Loop loop;
  const House house(loop, {}, {.tls = tls_server(), .admission = nullptr});
  const auto outcome = dial(loop, "ws://127.0.0.1:" + std::to_string(house.server->port()) + "/");
  ASSERT_FALSE(outcome.has_value());
  EXPECT_THAT(outcome.error().text, HasSubstr("HTTP 400"));
  RawClient client(house.server->port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(until(loop, [&] { return client.hung_up(); }));
  EXPECT_THAT(client.received(), HasSubstr("connect with wss:// instead of ws://"));
}

// In a storm there may be thousands of them before somebody who is still there.
TEST(Tls, WhoHungUpBeforeItsTurnGetsNoHandshake) {
  Loop loop;
  const House house(loop, {}, {.tls = tls_server(), .admission = nullptr});
  RawClient client(house.server->port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  client.end();
  ASSERT_TRUE(until(loop, [&] { return client.hung_up(); }));
  EXPECT_EQ(client.received(), "") << "not even that TLS is spoken here";
  EXPECT_TRUE(dial(loop, house.url(), {}, {.headers = {}, .tls = trusting_client()}).has_value());
}

TEST(Tls, GarbageAndHalfHandshakesAreDroppedAndDisturbNobody) {
  Loop loop;
  WebsocketOptions hasty;
  hasty.open_timeout = Duration{200};
  const House house(loop, hasty, {.tls = tls_server(), .admission = nullptr});
  RawClient garbage(house.server->port());
  garbage.send(std::string(1000, '\xFE'));
  RawClient half(house.server->port());
  half.send(std::string({'\x16', '\x03', '\x01', '\x02', '\x00', '\x01', '\x00', '\x01', '\xFC', '\x03', '\x03'}));
  RawClient silent(house.server->port());
  RawClient killed(house.server->port());
  killed.reset();
  const auto good = dial(loop, house.url(), {}, {.headers = {}, .tls = trusting_client()});
  EXPECT_TRUE(good.has_value()) << good.error().text;
  ASSERT_TRUE(until(loop, [&] { return garbage.hung_up() && half.hung_up() && silent.hung_up(); }));
}

TEST(Tls, BrokenRecordsEndTheConnection) {
  Loop loop;
  House house(loop, {}, {.tls = tls_server(), .admission = nullptr});
  RawServer middle;
  // What goes through the one in the middle is forged: the client's handshake fails for it.
  std::optional<std::string> why;
  connect_websocket(loop, "wss://127.0.0.1:" + std::to_string(middle.port()) + "/",
                    [&](auto result) { why = result.error().text; }, {}, {.headers = {}, .tls = trusting_client()});
  middle.answer(loop, std::string({'\x16', '\x03', '\x03', '\x00', '\x02', '\x02', '\x00'}));
  middle.hang_up();
  ASSERT_TRUE(until(loop, [&] { return why.has_value(); }));
  EXPECT_THAT(*why, HasSubstr("cannot connect to wss://"));
}

}  // namespace
}  // namespace s2::transport
