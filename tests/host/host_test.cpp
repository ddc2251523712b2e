// Running endpoints, over real TLS on this machine.

#include "party.hpp"

#include <s2/transport.hpp>

#include <gmock/gmock.h>

namespace s2::host {
namespace {

using namespace connect;
using testing::ElementsAre;
using testing::HasSubstr;
using transport::until;

constexpr std::string_view hello = R"({"message_type":"Hello"})";
class HostTest : public testing::Test {
 protected:
  // Says something in the youngest session and waits until the other side has it.
  static void expect_talk(Party& from, Party& to) {
    auto& heard = to.talk().notes.frames;
    const std::size_t before = heard.size();
    from.talk().session.connection->send(std::string(hello));
    ASSERT_TRUE(until(to.loop, [&] { return heard.size() > before; }));
    EXPECT_EQ(heard.back(), hello);
  }

  transport::Loop loop;
};

// C-159, C-197, C-235, C-243, C-279, C-280
TEST_F(HostTest, ADevicePairsByACodeAndTalks) {
  Home home(loop);
  home.pair();
  EXPECT_EQ(home.rm.talk().session.pair, home.rm.with(home.cem));
  EXPECT_EQ(home.rm.talk().session.peer, home.cem.node);
  EXPECT_EQ(home.rm.talk().session.version, "v1.0.0");
  EXPECT_EQ(home.rm.talk().session.role, CommunicationRole::client);
  EXPECT_EQ(home.cem.talk().session.role, CommunicationRole::server);
  EXPECT_EQ(home.cem.talk().session.peer, home.rm.node);
  expect_talk(home.rm, home.cem);
  expect_talk(home.cem, home.rm);
  EXPECT_TRUE(home.rm.host->is_in_session(home.rm.with(home.cem)));
  EXPECT_TRUE(home.cem.host->is_in_session(home.cem.with(home.rm)));
  EXPECT_EQ(Party::of<Paired>(home.cem.pairing).size(), 1U);
}

TEST_F(HostTest, AWrongCodeIsASentenceAndPairsNobody) {
  Home home(loop);
  home.cem.code();
  const auto outcome = home.rm.pair(home.cem.url(), "ZZZZ234567");
  ASSERT_TRUE(std::holds_alternative<PairingFailed>(outcome));
  EXPECT_EQ(std::get<PairingFailed>(outcome).why, Problem::code_wrong);
  EXPECT_TRUE(home.cem.store.all().value().empty());
  EXPECT_TRUE(home.rm.store.all().value().empty());
}

// C-066, C-069
TEST_F(HostTest, TheCodeIsMadeWhereItIsShownAndAloneIsGoodThere) {
  Home home(loop);
  const auto outcome = home.rm.pair(home.cem.url(), home.rm.code());
  ASSERT_TRUE(std::holds_alternative<PairingFailed>(outcome));
  EXPECT_EQ(std::get<PairingFailed>(outcome).why, Problem::code_expired_there) << "the CEM has issued none";
  EXPECT_TRUE(std::holds_alternative<Paired>(home.rm.pair(home.cem.url(), home.cem.code())));
}

// C-064, C-070, C-289
TEST_F(HostTest, ACodeOnALabelIsGoodAgainAndAgain) {
  Home home(loop);
  const std::string label(home.cem.host->static_code(home.cem.node.id).value().reveal());
  EXPECT_GE(label.size(), 12U);
  EXPECT_TRUE(std::holds_alternative<Paired>(home.rm.pair(home.cem.url(), label)));
  home.cem.host.reset();
  Party again(loop, lan_server("hems"), home.cem.node, &home.cem.store);
  EXPECT_EQ(again.host->static_code(again.node.id).value().reveal(), label);
  EXPECT_TRUE(std::holds_alternative<Paired>(home.rm.pair(again.url(), label)));
}

// C-299
TEST_F(HostTest, ACodeThatSomebodyChoseIsLongEnough) {
  Home home(loop);
  auto& host = *home.cem.host;
  EXPECT_EQ(host.set_code(home.cem.node.id, "ABC234", std::chrono::minutes(5)).error().rule, "C-299");
  EXPECT_EQ(host.set_code(home.cem.node.id, "ABCD234567", std::nullopt).error().rule, "C-299") << "for ever";
  ASSERT_TRUE(host.set_code(home.cem.node.id, "ABCD234567", std::chrono::minutes(5)));
  EXPECT_TRUE(std::holds_alternative<Paired>(home.rm.pair(home.cem.url(), "abcd234567")) == false) << "letters count";
  EXPECT_TRUE(std::holds_alternative<Paired>(home.rm.pair(home.cem.url(), "ABCD 234567")));
}

TEST_F(HostTest, WhatFailsIsToldInASentence) {
  Home home(loop);
  home.cem.code();
  const auto why = [&](const BaseUrl& url, const std::string& code) {
    const auto outcome = home.rm.pair(url, code);
    const auto* failed = std::get_if<PairingFailed>(&outcome);
    return failed ? finding_of(failed->why, failed->detail).rule : "";
  };
  EXPECT_EQ(why(home.cem.url(), "XY-ABCD234567"), "S2CPP-NODE-UNKNOWN") << "no node has this alias";
  EXPECT_EQ(why(BaseUrl::parse("https://localhost:1/s2/").value(), "ABCD234567"), "S2CPP-UNREACHABLE");
  auto elsewhere = BaseUrl::parse(home.cem.url().text() + "elsewhere/").value();
  EXPECT_EQ(why(elsewhere, "ABCD234567"), "S2CPP-NO-SUCH-SERVICE");
  HostSettings other = lan_server("cem2");
  Party same_role(loop, std::move(other), tests::node(7, connect::Role::rm));
  EXPECT_EQ(why(same_role.url(), same_role.code()), "S2CPP-SAME-ROLE");
}

// C-284
TEST_F(HostTest, ADeviceThatWasResetIsPairedAnewAndSaysSo) {
  Home home(loop);
  home.pair();
  const std::uint16_t port = home.cem.url().port();
  home.cem.host.reset();
  home.cem.talks.clear();
  HostSettings settings = lan_server("hems");
  settings.serving->port = port;
  Party reset(loop, std::move(settings), home.cem.node);  // with another root
  ASSERT_TRUE(until(loop, [&] {
    const auto delays = Party::of<SessionDelayed>(home.rm.client);
    return !delays.empty() && delays.back().why == Problem::certificate_changed;
  }));
  ASSERT_TRUE(std::holds_alternative<Paired>(home.rm.pair(reset.url(), reset.code())));
  EXPECT_EQ(Party::of<IdentityChanged>(home.rm.pairing).size(), 1U);
  EXPECT_TRUE(reset.has_sessions(1));
}

// C-087, C-274
TEST_F(HostTest, TheCertificateIsRenewedWhileSessionsGoOn) {
  Home home(loop);
  home.pair();
  const auto shown = [&] {
    transport::HttpClient client(loop);
    std::optional<LeafFingerprint> leaf;
    Call call{.base = home.cem.url(), .target = "", .tls = {.trust = Trust::unpinned_lan}};
    client.call(call, [&](const auto& outcome) { leaf = outcome.value().tls.leaf; });
    EXPECT_TRUE(until(loop, [&] { return leaf.has_value(); }));
    return *leaf;
  };
  const auto before = shown();
  ASSERT_TRUE(home.cem.host->renew_certificate());
  EXPECT_NE(shown(), before);
  expect_talk(home.rm, home.cem);
  home.cem.talk().session.connection->close(1000, "");
  EXPECT_TRUE(home.rm.has_sessions(2)) << "the root is the same";
}

// C-278
TEST_F(HostTest, AnAttemptEndsWithTheCertificateThatItBeganWith) {
  Home home(loop);
  ASSERT_TRUE(home.rm.wish(home.cem.url(), home.cem.code()));
  bool is_waiting = false;  // in the midst of the mandatory second
  loop.after(Duration(300), [&] { is_waiting = true; });
  ASSERT_TRUE(until(loop, [&] { return is_waiting; }));
  ASSERT_TRUE(home.cem.host->renew_certificate());
  ASSERT_TRUE(until(loop, [&] { return home.rm.outcome.has_value(); }));
  EXPECT_TRUE(std::holds_alternative<Paired>(*home.rm.outcome));
}

// C-100, C-102, C-103, C-106
TEST_F(HostTest, WhoIsThereIsSeenAndAskedToShowItsCode) {
  Home home(loop);
  std::vector<LanClientEvent> seen;
  const auto note = [&](const LanClientEvent& event) { seen.push_back(event); };
  home.rm.host->look(home.cem.url(), note);
  ASSERT_TRUE(until(loop, [&] { return seen.size() == 1; }));
  const auto* there = std::get_if<LanEndpointSeen>(&seen[0]);
  ASSERT_TRUE(there);
  EXPECT_THAT(there->nodes, ElementsAre(home.cem.node));
  for (const bool wanted : {true, false}) {
    home.rm.host->prepare(home.cem.url(), home.rm.with(home.cem), wanted, note);
    ASSERT_TRUE(until(loop, [&] {
      return std::holds_alternative<SignalTaken>(seen.back()) && std::get<SignalTaken>(seen.back()).wanted == wanted;
    }));
  }
  ASSERT_TRUE(until(loop, [&] { return home.cem.pairing.size() == 2; }));
  EXPECT_TRUE(std::holds_alternative<CodeRequested>(home.cem.pairing[0]));
  EXPECT_TRUE(std::holds_alternative<CodeNotNeeded>(home.cem.pairing[1]));
}

// C-017, C-289
TEST_F(HostTest, TheIdOfANodeIsMadeOnce) {
  const auto store = make_memory_store();
  const auto id = node_id(*store, "cem").value();
  EXPECT_EQ(node_id(*store, "cem").value(), id);
  EXPECT_NE(node_id(*store, "rm").value(), id);
}

TEST_F(HostTest, WhatConcernsTrustIsKeptInTheTrailWithoutSecrets) {
  struct Kept final : Audit {
    void note(const AuditEntry& entry) override { lines.push_back(audit_line(entry)); }
    std::vector<std::string> lines;
  } kept;
  HostSettings settings = lan_server("hems");
  settings.audit = &kept;
  Party cem(loop, std::move(settings), tests::node(1, connect::Role::cem));
  Party rm(loop, lan_client("evse"), tests::node(2, connect::Role::rm));
  const std::string code = cem.code();
  rm.pair(cem.url(), "ZZZZ234567");
  rm.pair(cem.url(), code);
  ASSERT_TRUE(rm.has_sessions(1));
  bool done = false;
  ASSERT_TRUE(rm.host->unpair(rm.with(cem), [&] { done = true; }));
  ASSERT_TRUE(until(loop, [&] { return done; }));
  std::string all;
  for (const auto& line : kept.lines) all += line;
  for (const auto* event : {"pairing-failed", "paired", "session-opened", "unpaired"}) {
    EXPECT_THAT(all, HasSubstr("\"" + std::string(event) + "\""));
  }
  EXPECT_THAT(all, testing::Not(HasSubstr(code)));
}

TEST_F(HostTest, WhatIsNoWishFailsAtOnce) {
  Home home(loop);
  EXPECT_EQ(home.rm.wish(home.cem.url(), "a-b-c").error().rule, "C-074");
  const auto stranger =
      home.rm.host->pair({.node = tests::node_id(9), .url = home.cem.url(), .code = "ABCD234567"}, {});
  EXPECT_EQ(stranger.error().rule, "S2CPP-NODE");
}

}  // namespace
}  // namespace s2::host
