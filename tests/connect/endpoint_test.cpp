// Nodes and tokens of an endpoint.

#include "people.hpp"

#include <s2/connect/limits.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

class EndpointTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(endpoint.host({.description = cem, .alias = NodeIdAlias{"A0"}}));
    ASSERT_TRUE(endpoint.host({.description = rm}));
  }

  std::string token(const NodeId& who, Time now = start) const {
    const auto found = endpoint.token_for(cem.id, who, now);
    return found ? std::string(found->token.reveal()) : "";
  }

  const NodeDescription cem = node(1, Role::cem);
  const NodeDescription rm = node(2, Role::rm);
  const NodeId peer = node_id(9);
  Endpoint endpoint{lan_endpoint("hub.local")};
};

TEST_F(EndpointTest, NodesAreFoundByIdAndByAlias) {
  EXPECT_EQ(endpoint.find(cem.id), endpoint.find(NodeIdAlias{"A0"}));
  EXPECT_EQ(endpoint.find(rm.id)->description, rm);
  EXPECT_EQ(endpoint.find(peer), nullptr);
  EXPECT_EQ(endpoint.nodes().size(), 2U);
}

// C-071
TEST_F(EndpointTest, AnAliasDistinguishesLetterCaseAndIsUnique) {
  EXPECT_EQ(endpoint.find(NodeIdAlias{"a0"}), nullptr);
  EXPECT_EQ(endpoint.host({.description = rm, .alias = NodeIdAlias{"A0"}}).error().rule, "C-071");
  EXPECT_TRUE(endpoint.host({.description = rm, .alias = NodeIdAlias{"a0"}}));
  EXPECT_TRUE(endpoint.host({.description = cem, .alias = NodeIdAlias{"A0"}}));
}

// C-071
TEST_F(EndpointTest, AnAliasIsOfLettersAndDigitsAndNotTooLong) {
  for (const std::string bad : {"", "a-b", "a b", "ä"}) {
    EXPECT_FALSE(endpoint.host({.description = rm, .alias = NodeIdAlias{bad}})) << bad;
  }
  EXPECT_TRUE(endpoint.host({.description = rm, .alias = NodeIdAlias{std::string(Limits::alias_max, 'a')}}));
  EXPECT_FALSE(endpoint.host({.description = rm, .alias = NodeIdAlias{std::string(Limits::alias_max + 1, 'a')}}));
}

// C-072, C-073
TEST_F(EndpointTest, AnAliasMayBeChangedAndMayBeMissing) {
  EXPECT_TRUE(endpoint.host({.description = cem}));
  EXPECT_EQ(endpoint.find(NodeIdAlias{"A0"}), nullptr);
  EXPECT_TRUE(endpoint.host({.description = rm, .alias = NodeIdAlias{"A0"}}));
  EXPECT_EQ(endpoint.nodes().size(), 2U);
}

TEST_F(EndpointTest, ANodeThatLeavesTakesItsTokensAlong) {
  endpoint.set_static(cem.id, Secret("label"));
  endpoint.leave(cem.id);
  EXPECT_EQ(endpoint.find(cem.id), nullptr);
  EXPECT_FALSE(endpoint.token_for(cem.id, peer, start));
}

// C-063, C-064, C-069
TEST_F(EndpointTest, AnIssuedTokenExpiresAndAStaticOneDoesNot) {
  endpoint.issue(cem.id, Secret("issued"), start + Limits::token_life);
  EXPECT_EQ(token(peer, start + Limits::token_life - Duration(1)), "issued");
  EXPECT_EQ(token(peer, start + Limits::token_life), "");
  EXPECT_FALSE(endpoint.has_own_token(cem.id, start + Limits::token_life));
  endpoint.set_static(cem.id, Secret("static"));
  EXPECT_EQ(token(peer, last_time), "static");
  EXPECT_TRUE(endpoint.has_own_token(cem.id, last_time));
}

// C-142
TEST_F(EndpointTest, ATypedTokenMakesTheNodeTheInitiator) {
  endpoint.set_static(cem.id, Secret("static"));
  EXPECT_FALSE(endpoint.token_for(cem.id, peer, start)->is_typed);
  endpoint.issue(cem.id, Secret("issued"), start + Duration(1));
  EXPECT_EQ(token(peer), "issued");
  endpoint.type_in(cem.id, Secret("for anybody"), {}, start + Duration(1));
  EXPECT_EQ(token(peer), "for anybody");
  EXPECT_TRUE(endpoint.token_for(cem.id, peer, start)->is_typed);
  endpoint.type_in(cem.id, Secret("for this peer"), peer, start + Duration(1));
  EXPECT_EQ(token(peer), "for this peer");
  EXPECT_EQ(token(node_id(8)), "for anybody");
  EXPECT_FALSE(endpoint.token_for(rm.id, peer, start));
}

// C-070
TEST_F(EndpointTest, ATokenGoesWithSuccessUnlessItIsStatic) {
  endpoint.set_static(cem.id, Secret("static"));
  endpoint.issue(cem.id, Secret("issued"), start + Duration(1));
  endpoint.type_in(cem.id, Secret("typed"), {}, start + Duration(1));
  endpoint.used_up(cem.id, Secret("typed"));
  EXPECT_EQ(token(peer), "issued");
  endpoint.used_up(cem.id, Secret("issued"));
  EXPECT_EQ(token(peer), "static");
  endpoint.used_up(cem.id, Secret("static"));
  EXPECT_EQ(token(peer), "static");
}

// C-070
TEST_F(EndpointTest, ANewTokenTakesThePlaceOfTheOldOne) {
  endpoint.issue(cem.id, Secret("old"), start + Duration(9));
  endpoint.issue(cem.id, Secret("new"), start + Duration(9));
  endpoint.used_up(cem.id, Secret("new"));
  EXPECT_EQ(token(peer), "");
}

TEST_F(EndpointTest, WithdrawingLeavesTheStaticTokenAlone) {
  endpoint.set_static(cem.id, Secret("static"));
  endpoint.type_in(cem.id, Secret("typed"), {}, start + Duration(1));
  endpoint.withdraw_tokens(cem.id);
  EXPECT_EQ(token(peer), "static");
}

TEST_F(EndpointTest, WhatHasExpiredIsDropped) {
  endpoint.issue(cem.id, Secret("issued"), start + Duration(5));
  endpoint.advance(start + Duration(5));
  EXPECT_EQ(token(peer, start), "");
}

TEST_F(EndpointTest, TheOldestTypedTokenMakesRoom) {
  for (std::size_t i = 0; i < Limits::typed_tokens; ++i) {
    endpoint.type_in(cem.id, Secret("typed"), node_id(static_cast<std::uint8_t>(10 + i)), start + Duration(1));
  }
  EXPECT_EQ(token(node_id(10)), "typed");
  endpoint.type_in(cem.id, Secret("typed"), node_id(200), start + Duration(1));
  EXPECT_EQ(token(node_id(10)), "");
  EXPECT_EQ(token(node_id(200)), "typed");
}

TEST(CommunicationServer, IsTheRmOnlyBetweenACemInTheLanAndAnRmInTheWan) {
  EXPECT_EQ(communication_server(Deployment::lan, Deployment::wan), Role::rm);
  EXPECT_EQ(communication_server(Deployment::lan, Deployment::lan), Role::cem);
  EXPECT_EQ(communication_server(Deployment::wan, Deployment::lan), Role::cem);
  EXPECT_EQ(communication_server(Deployment::wan, Deployment::wan), Role::cem);
}

TEST_F(EndpointTest, ADeploymentThatIsNotToldIsTheLan) {
  EXPECT_EQ(endpoint.deployment(), Deployment::lan);
  auto facts = endpoint.facts();
  facts.description.deployment = Deployment::wan;
  endpoint.set_facts(facts);
  EXPECT_EQ(endpoint.deployment(), Deployment::wan);
}

}  // namespace
}  // namespace s2::connect
