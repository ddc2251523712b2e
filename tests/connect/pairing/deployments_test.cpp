// Every deployment that can pair (digest, 1.3), with a client and a server joined in memory.

#include "link.hpp"

#include <s2/connect/poll_client.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

constexpr std::string_view code = "ABCD234567";
constexpr Deployment wan = Deployment::wan;
constexpr Deployment lan = Deployment::lan;

struct Combination {
  int row;                // in 1.3
  Deployment cem, rm;     // of the endpoints
  Role client;            // of pairing
  bool stands_in;         // the pairing server does, for a node in the LAN
  bool is_branch_a;       // requestConnectionDetails
  Role session_server;    // who serves the sessions
  bool is_client_issuer;  // long-polling: the client has issued the token
};

constexpr Combination combinations[] = {
    {1, wan, wan, Role::cem, false, false, Role::cem, false}, {2, wan, wan, Role::rm, false, true, Role::cem, false},
    {3, wan, lan, Role::cem, true, false, Role::cem, false},  {4, wan, lan, Role::rm, false, true, Role::cem, false},
    {5, lan, wan, Role::cem, false, true, Role::rm, false},   {6, lan, wan, Role::rm, true, false, Role::rm, false},
    {7, lan, lan, Role::cem, false, false, Role::cem, false}, {8, lan, lan, Role::rm, false, true, Role::cem, true},
    {9, lan, lan, Role::rm, false, true, Role::cem, false},
};

std::string host_of(Deployment deployment, Role role) {
  const std::string name = role == Role::cem ? "cem" : "rm";
  return name + (deployment == lan ? ".local" : ".example.com");
}

class Deployments : public testing::TestWithParam<Combination> {
 protected:
  void stand_in(Party& party) const {
    EndpointFacts facts = party.endpoint.facts();
    facts.stands_in = true;
    facts.pairing_url = BaseUrl::parse("https://pairing.maker.example/").value();
    party.endpoint.set_facts(facts);
  }
};

// C-088, C-133, C-137, C-142, C-145, C-152, C-156, C-158, C-173, C-179
TEST_P(Deployments, PairsWithTheRightBranchBindingAndRoles) {
  const Combination& row = GetParam();
  Party cem(1, Role::cem, row.cem, host_of(row.cem, Role::cem));
  Party rm(2, Role::rm, row.rm, host_of(row.rm, Role::rm));
  Party& client = row.client == Role::cem ? cem : rm;
  Party& server = row.client == Role::cem ? rm : cem;
  if (row.stands_in) stand_in(server);
  if (row.is_client_issuer) {
    client.endpoint.issue(client.node.id, Secret(code), start + Limits::token_life);
    server.endpoint.type_in(server.node.id, Secret(code), client.node.id, start + Limits::token_life);
  } else {
    server.endpoint.issue(server.node.id, Secret(code), start + Limits::token_life);
  }

  Link link(client, server, goal_for(client, server, code));
  EXPECT_EQ(link.run(), PairingStep::done) << (link.why() ? text_of(*link.why()).id : "");
  EXPECT_EQ(link.count("requestConnectionDetails"), row.is_branch_a ? 1 : 0);
  EXPECT_EQ(link.count("postConnectionDetails"), row.is_branch_a ? 0 : 1);
  EXPECT_EQ(link.now, start + Limits::pairing_delay);

  const auto at_cem = cem.pairing_with(rm);
  const auto at_rm = rm.pairing_with(cem);
  ASSERT_TRUE(at_cem && at_rm);
  EXPECT_EQ(at_cem->communicates_as == CommunicationRole::server, row.session_server == Role::cem);
  EXPECT_EQ(at_rm->communicates_as == CommunicationRole::server, row.session_server == Role::rm);
  EXPECT_EQ(at_cem->tokens.front().token, at_rm->tokens.front().token);
  EXPECT_EQ(at_cem->state, PairingState::paired);
  EXPECT_EQ(at_rm->state, PairingState::paired);
  EXPECT_EQ(at_cem->peer_endpoint.deployment, row.rm);
  EXPECT_EQ(at_rm->peer_endpoint.deployment, row.cem);

  const bool serves_cem = row.session_server == Role::cem;
  const Pairing& beginner = serves_cem ? *at_rm : *at_cem;
  const Party& hall = serves_cem ? cem : rm;
  EXPECT_EQ(beginner.session_url, hall.endpoint.facts().session_url->text());
  EXPECT_EQ(beginner.pin.has_value(), hall.endpoint.facts().session_url->is_local());
  if (beginner.pin) {
    EXPECT_EQ(beginner.pin->root, hall.tls.root);
  }
  EXPECT_EQ(link.last_there<Paired>()->hand_over, row.stands_in);
  EXPECT_FALSE(server.endpoint.token_for(server.node.id, client.node.id, link.now)) << "the token is used up";
}

INSTANTIATE_TEST_SUITE_P(Row, Deployments, testing::ValuesIn(combinations),
                         [](const auto& one) { return std::to_string(one.param.row); });

// C-134
TEST(Deployment, AWanNodeCannotBeginTowardsTheLan) {
  Party cem(1, Role::cem, wan, "cem.example.com");
  Party rm(2, Role::rm, lan, "rm.local");
  Link link(cem, rm, goal_for(cem, rm, code));
  const auto begun = link.engine.start(start);
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().rule, text_of(Problem::wan_cannot_reach_lan).id);
}

// Row 8 with its long-polling, the hub hosting two CEMs.
// C-119, C-125, C-126
TEST(Deployment, ALongPollingRmIsPairedWithTheNodeWhoseUserTypedItsCode) {
  Party hub(1, Role::cem, lan, "hub.local");
  const NodeDescription other = node(5, Role::cem);
  ASSERT_TRUE(hub.endpoint.host({.description = other, .alias = NodeIdAlias{"B2"}}));
  Party rm(2, Role::rm, lan, "rm.local");
  rm.endpoint.issue(rm.node.id, Secret(code), start + Limits::token_life);

  PollClient poll(rm.endpoint, rm.store, rm.crypto);
  poll.advertised(hub.url(), start);
  RequestId last = 100;
  const auto carry = [&](Time now) {
    while (auto call = poll.next_call()) {
      hub.server.receive(++last, request_of(*call, hub.tls), now);
      while (auto answer = hub.server.next_answer()) poll.answered(call->id, answer->response, hub.tls, now);
    }
  };
  carry(start);
  ASSERT_EQ(hub.server.polling_nodes().size(), 1U);
  EXPECT_EQ(hub.server.polling_nodes().front().description, rm.node);

  hub.endpoint.type_in(other.id, Secret(code), rm.node.id, start + Limits::token_life);
  ASSERT_TRUE(hub.server.request_pairing(rm.node.id, other.id, start));
  while (auto answer = hub.server.next_answer()) {
    ASSERT_EQ(answer->response.status, 200);
    poll.answered(3, answer->response, hub.tls, start);
  }
  std::optional<PairingGoal> goal;
  while (auto event = poll.next_event()) {
    if (auto* wanted = std::get_if<PairingWanted>(&*event)) goal = wanted->goal;
  }
  ASSERT_TRUE(goal);
  EXPECT_FALSE(goal->peer || goal->alias);
  ASSERT_TRUE(poll.next_call()) << "polling goes on meanwhile";

  Link link(rm, hub, *goal);
  EXPECT_EQ(link.run(), PairingStep::done);
  EXPECT_TRUE(rm.store.find({rm.node.id, other.id}).value());
}

}  // namespace
}  // namespace s2::connect
