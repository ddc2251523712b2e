// What goes before pairing in the LAN, with a client and a server joined in memory.

#include "pairing/party.hpp"

#include <s2/connect/lan_client.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

class LanClientTest : public testing::Test {
 protected:
  // Carries everything; what was called.
  std::vector<Call> carry() {
    std::vector<Call> calls;
    while (auto call = client.next_call()) {
      calls.push_back(*call);
      Request request = request_of(*call, rm.tls);
      request.is_same_subnet = is_near;
      rm.server.receive(++last, request, start);
      const auto answer = rm.server.next_answer();
      client.answered(call->id, answer.value().response);
    }
    return calls;
  }
  template <class Event>
  std::optional<Event> next() {
    const auto event = client.next_event();
    const auto* one = event ? std::get_if<Event>(&*event) : nullptr;
    return one ? std::optional(*one) : std::nullopt;
  }

  Party cem{1, Role::cem, Deployment::lan, "hub.local"};
  Party rm{2, Role::rm, Deployment::lan, "evse1038.local"};
  LanClient client{cem.endpoint, cem.store, rm.url()};
  bool is_near = true;
  RequestId last = 0;
};

// C-034, C-055, C-100
TEST_F(LanClientTest, LooksWhoIsThere) {
  client.look();
  const auto calls = carry();
  ASSERT_EQ(calls.size(), 3U);
  EXPECT_EQ(calls[0].target, "");
  EXPECT_EQ(calls[1].target, "v1/endpoint");
  EXPECT_EQ(calls[2].target, "v1/nodes");
  for (const Call& call : calls) EXPECT_EQ(call.tls.trust, Trust::unpinned_lan);
  const auto seen = next<LanEndpointSeen>();
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->endpoint.name, "evse1038.local");
  EXPECT_EQ(seen->nodes, std::vector{rm.node});
  EXPECT_TRUE(cem.store.all().value().empty()) << "nothing of it is believed";
}

// C-102, C-105, C-106
TEST_F(LanClientTest, SignalsThatTheUserIsAboutToPairAndIsNotAnyMore) {
  client.prepare(cem.node.id, rm.node.id);
  carry();
  const auto taken = next<SignalTaken>();
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->peer, rm.node.id);
  EXPECT_TRUE(taken->wanted);
  const auto shown = rm.server.next_pairing_event();
  ASSERT_TRUE(shown);
  EXPECT_EQ(std::get<CodeRequested>(*shown).peer_node, cem.node);

  client.cancel(cem.node.id, rm.node.id);
  EXPECT_EQ(carry().size(), 1U) << "the version is known";
  EXPECT_FALSE(next<SignalTaken>().value().wanted);
  EXPECT_EQ(std::get<CodeNotNeeded>(rm.server.next_pairing_event().value()).peer, cem.node.id);
}

// C-096, C-105
TEST_F(LanClientTest, ARefusalHasItsReason) {
  client.prepare(cem.node.id, rm.node.id);
  ASSERT_TRUE(rm.endpoint.host({.description = rm.node, .ready = false}));
  carry();
  EXPECT_EQ(next<LanRequestFailed>()->why, Problem::refused_there);
  is_near = false;
  client.look();
  carry();
  EXPECT_EQ(next<LanRequestFailed>()->why, Problem::other_subnet);
  EXPECT_FALSE(client.next_event() || client.next_call());
}

// C-105
TEST_F(LanClientTest, AnUnknownNodeIsTakenOrRefusedAsTheServerLikes) {
  client.prepare(cem.node.id, node_id(77));
  carry();
  EXPECT_TRUE(next<SignalTaken>());
  client.prepare(cem.node.id, node_id(77));
  client.answered(client.next_call()->id, {.status = 400, .body = R"({"errorMessage":"NodeNotFound"})"});
  EXPECT_EQ(next<LanRequestFailed>()->why, Problem::node_unknown);
}

// C-104
TEST_F(LanClientTest, WithoutTlsThereIsNoSignal) {
  client.prepare(cem.node.id, rm.node.id);
  client.failed(client.next_call()->id, {CallFailure::wrong_name, "not evse1038.local"});
  EXPECT_FALSE(client.next_call());
  const auto failure = next<LanRequestFailed>();
  EXPECT_EQ(failure->why, Problem::certificate_wrong_name);
  EXPECT_EQ(failure->detail, "not evse1038.local");
}

// C-104, C-281
TEST_F(LanClientTest, APinnedHostIsCheckedAgainstItsPin) {
  ASSERT_TRUE(cem.store.put(as_client(cem.node, rm.node, "token", "evse1038.local")));
  client.look();
  EXPECT_EQ(client.next_call()->tls.trust, Trust::pinned_root);
}

// C-036
TEST_F(LanClientTest, StopsWhereThereIsNoS2Connect) {
  for (const std::string body : {"<html>", R"(["v9"])"}) {
    client.look();
    client.answered(client.next_call()->id, {.status = 200, .body = body});
    EXPECT_TRUE(next<LanRequestFailed>());
    EXPECT_FALSE(client.next_call());
  }
}

}  // namespace
}  // namespace s2::connect
