// From the first pairing over sessions to the last unpairing, with all engines of both sides behind their doors.

#include "connect/pairing/link.hpp"

#include <s2/connect/session_client.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

constexpr std::string_view code = "ABCD234567";

class WholeLife : public testing::Test {
 protected:
  // The RM is the pairing client, as in row 9 of 1.3.
  void pair_with(Party& cem) {
    cem.endpoint.issue(cem.node.id, Secret(code), now + Limits::token_life);
    Link link(rm, cem, goal_for(rm, cem, code));
    link.now = now;
    EXPECT_EQ(link.run(), PairingStep::done) << (link.why() ? text_of(*link.why()).id : "");
    now = link.now;
  }

  SessionClient client_of(const Party& cem) {
    return SessionClient(rm.endpoint, rm.store, rm.crypto, {rm.node.id, cem.node.id});
  }

  // Brings what the client asks to the CEM, as long as it asks.
  void carry(SessionClient& client, Party& cem) {
    while (auto call = client.next_call()) {
      cem.server.receive(++last_request, request_of(*call, cem.tls), now);
      const auto answer = cem.server.next_answer();
      ASSERT_TRUE(answer);
      client.answered(call->id, answer->response, cem.tls, now);
    }
  }

  void open_session(SessionClient& client, Party& cem) {
    carry(client, cem);
    std::optional<SessionReady> ready;
    while (auto event = client.next_event()) {
      if (auto* one = std::get_if<SessionReady>(&*event)) ready = std::move(*one);
    }
    ASSERT_TRUE(ready);
    EXPECT_EQ(ready->tls.root, cem.tls.root);
    ASSERT_TRUE(cem.server.sessions().admit(ready->token, "192.0.2.1", now));
    client.connected(now);
    EXPECT_EQ(client.stage(), SessionStage::connected);
  }

  static std::optional<SessionEnding> ending_at(Party& cem) {
    std::optional<SessionEnding> ending;
    while (auto event = cem.server.next_session_event()) {
      if (const auto* closing = std::get_if<CloseSession>(&*event)) ending = closing->why;
    }
    return ending;
  }

  Party rm{1, Role::rm, Deployment::lan, "rm.local"};
  Party hub{2, Role::cem, Deployment::lan, "hub.local"};
  Time now = start;
  RequestId last_request = 1'000;
};

// C-194, C-219, C-245, C-254, C-255
TEST_F(WholeLife, APairMeetsAndParts) {
  pair_with(hub);
  auto client = client_of(hub);
  client.start(now);
  open_session(client, hub);
  EXPECT_EQ(rm.pairing_with(hub)->tokens[0].token, hub.pairing_with(rm)->tokens[0].token);
  ASSERT_TRUE(client.unpair(now));
  carry(client, hub);
  EXPECT_EQ(client.stage(), SessionStage::unpaired);
  EXPECT_EQ(ending_at(hub), SessionEnding::unpaired);
  EXPECT_FALSE(rm.pairing_with(hub));
  EXPECT_FALSE(hub.pairing_with(rm));
}

// C-132, C-191, C-192
TEST_F(WholeLife, APairThatPairsAgainGoesOnWithANewSession) {
  pair_with(hub);
  auto client = client_of(hub);
  client.start(now);
  open_session(client, hub);
  pair_with(hub);
  EXPECT_EQ(ending_at(hub), SessionEnding::renewed);
  client.renewed(now);
  open_session(client, hub);
  EXPECT_EQ(rm.store.all().value().size(), 1U);
  EXPECT_EQ(hub.store.all().value().size(), 1U);
}

// C-189, C-190
TEST_F(WholeLife, AnRmThatGoesToAnotherCemTellsTheOldOne) {
  Party other(3, Role::cem, Deployment::lan, "other.local");
  pair_with(hub);
  auto client = client_of(hub);
  client.start(now);
  open_session(client, hub);
  pair_with(other);
  client.renewed(now);
  carry(client, hub);
  EXPECT_EQ(client.stage(), SessionStage::unpaired);
  EXPECT_EQ(ending_at(hub), SessionEnding::unpaired);
  EXPECT_FALSE(hub.pairing_with(rm));
  auto next = client_of(other);
  next.start(now);
  open_session(next, other);
}

// C-199, C-216, C-261
TEST_F(WholeLife, WhoWasUnpairedByTheHubHearsItAndMayPairAgain) {
  pair_with(hub);
  auto client = client_of(hub);
  client.start(now);
  open_session(client, hub);
  ASSERT_TRUE(hub.server.sessions().unpair({hub.node.id, rm.node.id}, now));
  now = now + Duration(60'000);
  client.session_ended(SessionEnd::reconnect, now);
  client.wake(*client.next_deadline());
  carry(client, hub);
  EXPECT_EQ(client.stage(), SessionStage::unpaired);
  EXPECT_FALSE(rm.pairing_with(hub));
  pair_with(hub);
  client.renewed(now);
  open_session(client, hub);
}

}  // namespace
}  // namespace s2::connect
