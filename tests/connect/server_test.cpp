// The door of a server: routes, methods, sizes, strangers.

#include "pairing/link.hpp"

#include <gtest/gtest.h>

#include <set>

namespace s2::connect {
namespace {

using namespace tests;

class ServerTest : public testing::Test {
 protected:
  Response ask(Request request, Server& server) {
    server.receive(++last, request, start);
    const auto answer = server.next_answer();
    EXPECT_TRUE(answer) << request.target;
    return answer ? answer->response : Response{.status = 0};
  }
  Response ask(Method method, std::string target, Server& server) {
    Request request;
    request.method = method;
    request.target = std::move(target);
    request.source = "192.168.1." + std::to_string(last);
    request.is_same_subnet = true;
    request.leaf = LeafFingerprint{print(1)};
    return ask(std::move(request), server);
  }

  Party lan{1, Role::cem, Deployment::lan, "hub.local"};
  Party wan{2, Role::cem, Deployment::wan, "cem.example.com"};
  RequestId last = 0;
};

// C-032, C-033
TEST_F(ServerTest, TheIndexNamesTheOneVersion) {
  EXPECT_EQ(ask(Method::get, "", lan.server), (Response{.status = 200, .body = R"(["v1"])"}));
  EXPECT_EQ(ask(Method::get, "", wan.server).body, R"(["v1"])");
}

TEST_F(ServerTest, TheTableNamesEachOperationOnce) {
  std::set<std::string_view> targets;
  for (const Route& route : routes()) {
    EXPECT_TRUE(targets.insert(route.target).second) << route.target;
    EXPECT_TRUE(route.target.empty() || route.target.starts_with("v1/"));
  }
  EXPECT_EQ(targets.size(), 13U);
}

// C-094, C-095
TEST_F(ServerTest, EachOperationIsServedWhereItBelongs) {
  for (const Route& route : routes()) {
    EXPECT_NE(ask(route.method, std::string(route.target), lan.server).status, 404) << route.target;
    EXPECT_EQ(ask(route.method, std::string(route.target), wan.server).status == 404, route.is_lan_only)
        << route.target;
    const Method other = route.method == Method::get ? Method::post : Method::get;
    const Response refused = ask(other, std::string(route.target), lan.server);
    EXPECT_EQ(refused.status, 405) << route.target;
    EXPECT_EQ(refused.allow, route.method == Method::get ? "GET" : "POST");
    EXPECT_EQ(ask(Method::other, std::string(route.target), lan.server).status, 405) << route.target;
  }
}

TEST_F(ServerTest, WhatIsNoOperationIsNotFound) {
  for (const std::string target : {"v1", "v1/", "v2/requestPairing", "v1/requestpairing", "v1/requestPairing/", "/"}) {
    EXPECT_EQ(ask(Method::get, target, lan.server).status, 404) << target;
    EXPECT_EQ(ask(Method::post, target, lan.server).status, 404) << target;
  }
}

// C-094
TEST_F(ServerTest, LongPollingIsOptional) {
  Party quiet(3, Role::cem, Deployment::lan, "quiet.local", {});
  EXPECT_EQ(ask(Method::post, "v1/waitForPairing", quiet.server).status, 404);
}

TEST_F(ServerTest, SessionsAreServedWhereThereIsAUrlForThem) {
  EXPECT_EQ(ask(Method::post, "v1/initiateSession", lan.server).status, 401);
  EndpointFacts facts = lan.endpoint.facts();
  facts.session_url.reset();
  lan.endpoint.set_facts(facts);
  EXPECT_EQ(ask(Method::post, "v1/initiateSession", lan.server).status, 404);
}

// C-022
TEST_F(ServerTest, ABodyThatIsTooLongIsRefusedAndTheConnectionEnds) {
  Request request;
  request.method = Method::post;
  request.target = "v1/requestPairing";
  request.content_type = "application/json";
  request.source = "192.168.1.20";
  request.body.assign(Limits::request_bytes, ' ');
  EXPECT_EQ(ask(request, lan.server).status, 400);
  request.body.push_back(' ');
  EXPECT_EQ(ask(request, lan.server), (Response{.status = 413, .close = true}));
}

// C-019, C-300
TEST_F(ServerTest, AStrangerWhoAsksTooOftenHasToWait) {
  Request request;
  request.target = "v1/endpoint";
  request.source = "192.168.1.20";
  request.is_same_subnet = true;
  for (std::size_t i = 0; i < Limits::burst_per_source; ++i) EXPECT_EQ(ask(request, lan.server).status, 200);
  const Response refused = ask(request, lan.server);
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(refused.retry_after);
  request.method = Method::post;
  request.target = "v1/finalizePairing";
  EXPECT_EQ(ask(request, lan.server).status, 401) << "with a bearer it is not a stranger's request";
}

// After a restart thousands of them may come back from one address, behind a NAT or a proxy.
// C-034, C-300
TEST_F(ServerTest, WhoIsPairedAsksForTheIndexAsOftenAsHeComesBack) {
  Request request;
  request.source = "192.168.1.20";
  for (std::size_t i = 0; i < 50 * Limits::burst_per_source; ++i) EXPECT_EQ(ask(request, lan.server).status, 200);
}

// C-019
TEST_F(ServerTest, UnauthorizedAnswersSayHow) {
  EXPECT_TRUE(ask(Method::post, "v1/finalizePairing", lan.server).www_authenticate);
}

TEST_F(ServerTest, AStoppedServerTurnsEverybodyAway) {
  lan.server.stop();
  for (const Route& route : routes()) {
    EXPECT_EQ(ask(route.method, std::string(route.target), lan.server).status, 503) << route.target;
  }
}

// C-162, C-176, C-219
TEST_F(ServerTest, ATokenOpensSessionsFromTheMomentThePairingIsFinalised) {
  Party rm(4, Role::rm, Deployment::lan, "evse1038.local");
  lan.endpoint.set_static(lan.node.id, Secret("7KQ2ZPX9M4HT"));
  Request initiate;
  initiate.method = Method::post;
  initiate.target = "v1/initiateSession";
  initiate.content_type = "application/json";
  InitiateSessionRequest asked{rm.node.id, lan.node.id, {"v1.0.0"}, {CommunicationProtocol::web_socket}, {}, {}};
  initiate.body = encode(asked);
  int before = 0;
  Link link(rm, lan, goal_for(rm, lan, "7KQ2ZPX9M4HT"));
  link.on_call = [&](Call& call) {
    if (!call.target.ends_with("finalizePairing")) return true;
    initiate.bearer = rm.store.provisional({rm.node.id, lan.node.id}).value()->tokens.front().token;
    before = ask(initiate, lan.server).status;
    return true;
  };
  ASSERT_EQ(link.run(), PairingStep::done);
  EXPECT_EQ(before, 401);
  EXPECT_EQ(ask(initiate, lan.server).status, 200);
}

TEST_F(ServerTest, WhoDoesNotPollCannotBeTold) {
  EXPECT_FALSE(lan.server.prepare(node_id(9), true));
  EXPECT_FALSE(lan.server.request_pairing(node_id(9), lan.node.id, start));
}

}  // namespace
}  // namespace s2::connect
