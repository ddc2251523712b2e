// waitForPairing at the server.

#include "connect/pairing/party.hpp"

#include <s2/connect/body.hpp>
#include <s2/connect/poll_server.hpp>

#include <gtest/gtest.h>

#include <map>

namespace s2::connect {
namespace {

using namespace tests;
using enum WaitForPairingAction;

class PollServerTest : public testing::Test {
 protected:
  RequestId send(Request request) {
    server().receive(++last_id, request, now);
    collect();
    return last_id;
  }
  Request request(const std::vector<WaitForPairingRequestItem>& items) const {
    Request made;
    made.method = Method::post;
    made.target = "v1/waitForPairing";
    made.content_type = "application/json";
    made.body = encode_list(items);
    made.is_same_subnet = true;
    return made;
  }
  // A request that names these nodes and nothing else.
  RequestId poll(std::vector<std::uint8_t> numbers) {
    std::vector<WaitForPairingRequestItem> items;
    for (const std::uint8_t number : numbers) items.push_back({node_id(number), {}, {}, {}});
    return send(request(items));
  }
  // A request of a node that says who it is.
  RequestId introduce(std::uint8_t number) {
    EndpointDescription endpoint;
    endpoint.deployment = Deployment::lan;
    return send(request({{node_id(number), node(number, Role::rm), endpoint, {}}}));
  }
  int status(RequestId id) const { return answers.contains(id) ? answers.at(id).status : 0; }
  std::vector<WaitForPairingResponseItem> actions(RequestId id) const {
    EXPECT_EQ(status(id), 200);
    return answers.contains(id) ? decode_list<WaitForPairingResponseItem>(answers.at(id).body).value()
                                : std::vector<WaitForPairingResponseItem>{};
  }
  bool act(std::uint8_t number, WaitForPairingAction action) {
    const bool done = server().act(node_id(number), action);
    collect();
    return done;
  }
  void pass(Duration span) {
    now = now + span;
    server().wake(now);
    collect();
  }
  void collect() {
    while (auto answer = server().next_answer()) answers.emplace(answer->id, answer->response);
    while (auto event = server().next_event()) events.push_back(*event);
  }
  PollServer& server() {
    if (!server_) server_.emplace(hub.endpoint, options);
    return *server_;
  }

  Party hub{1, Role::cem, Deployment::lan, "hub.local"};
  PollServerOptions options;
  Time now = start;
  RequestId last_id = 0;
  std::map<RequestId, Response> answers;
  std::vector<PollServerEvent> events;

 private:
  std::optional<PollServer> server_;
};

// C-116, C-117, C-123
TEST_F(PollServerTest, ANewNodeIsAskedOnceWhoItIs) {
  const auto first = poll({9});
  EXPECT_EQ(actions(first), (std::vector<WaitForPairingResponseItem>{{node_id(9), send_node_description}}));
  const auto second = introduce(9);
  EXPECT_EQ(status(second), 0) << "held";
  ASSERT_EQ(server().nodes().size(), 1U);
  EXPECT_EQ(server().nodes()[0].description, node(9, Role::rm));
  EXPECT_EQ(server().nodes()[0].endpoint->deployment, Deployment::lan);
  const auto third = poll({9});
  EXPECT_EQ(status(third), 0);
}

// C-113, C-116
TEST_F(PollServerTest, NothingToDoIsSaidAfterAWhileAndWithoutAList) {
  const auto id = introduce(9);
  EXPECT_GE(Limits::poll_hold, Duration(20'000));
  EXPECT_LE(Limits::poll_hold, Duration(24'000));
  EXPECT_EQ(server().next_deadline(), start + Limits::poll_hold);
  pass(Limits::poll_hold - Duration(1));
  EXPECT_EQ(status(id), 0);
  pass(Duration(1));
  EXPECT_EQ(answers.at(id), Response{.status = 204});
}

// C-123
TEST_F(PollServerTest, AHeldRequestIsAnsweredAsSoonAsThereIsSomethingToDo) {
  const auto id = introduce(9);
  EXPECT_TRUE(act(9, prepare_pairing));
  EXPECT_EQ(actions(id), (std::vector<WaitForPairingResponseItem>{{node_id(9), prepare_pairing}}));
}

// C-116, C-123
TEST_F(PollServerTest, ActionsComeInOrderOneAtATimeAndEqualNeighboursAsOne) {
  introduce(9);
  for (const auto action : {prepare_pairing, cancel_prepare_pairing, cancel_prepare_pairing, request_pairing}) {
    EXPECT_TRUE(act(9, action));
  }
  EXPECT_EQ(actions(poll({9}))[0].action, cancel_prepare_pairing);
  const auto next = actions(poll({9}));
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next[0].action, request_pairing);
  EXPECT_EQ(status(poll({9})), 0);
}

// C-116
TEST_F(PollServerTest, AnAnswerNamesEachNodeOnceAndOnlyThoseAsked) {
  introduce(8);
  introduce(9);
  poll({8, 9});
  act(8, prepare_pairing);
  act(9, request_pairing);
  const auto both = actions(poll({9, 9}));
  EXPECT_EQ(both, (std::vector<WaitForPairingResponseItem>{{node_id(9), request_pairing}}));
}

// C-124
TEST_F(PollServerTest, ANewerRequestTakesThePlaceOfAnOlderOne) {
  introduce(8);
  introduce(9);
  const auto older = poll({8, 9});
  const auto newer = poll({9});
  EXPECT_EQ(answers.at(older), Response{.status = 204});
  EXPECT_EQ(status(newer), 0);
}

// C-115, C-099
TEST_F(PollServerTest, OutsideTheSubnetNothingIsReadAtAll) {
  Request far = request({});
  far.body = "?";
  far.is_same_subnet = false;
  EXPECT_EQ(answers.at(send(far)), unauthorized());
  far.is_same_subnet.reset();
  EXPECT_EQ(answers.at(send(far)), unauthorized());
}

// C-095
TEST_F(PollServerTest, TheWanDoesNotHaveIt) {
  hub.endpoint.set_facts(facts_of(Deployment::wan, "cem.example.com", 1));
  EXPECT_EQ(status(poll({9})), 404);
}

// C-112, C-146
TEST_F(PollServerTest, ARequestThatIsNoneIsMalformed) {
  for (const std::string body : {"", "[]", "[{}]", "7", R"([{"clientNodeId":"x"}])"}) {
    Request bad = request({});
    bad.body = body;
    const auto id = send(bad);
    ASSERT_EQ(status(id), 400) << body;
    EXPECT_EQ(decode<PairingResponseErrorMessage>(answers.at(id).body)->error_message, PairingError::parsing_error);
  }
  EXPECT_EQ(status(send(request({{node_id(9), node(8, Role::rm), {}, {}}}))), 400);
}

// C-120
TEST_F(PollServerTest, AClientWithoutATokenIsReported) {
  introduce(9);
  send(request({{node_id(9), {}, {}, WaitForPairingErrorMessage::no_valid_token_on_pairing_client}}));
  ASSERT_TRUE(std::holds_alternative<NoTokenOnClient>(events.back()));
  EXPECT_EQ(std::get<NoTokenOnClient>(events.back()).id, node_id(9));
}

// C-127
TEST_F(PollServerTest, HeldRequestsAndNodesAreBounded) {
  options = {.held = 2, .per_request = 3, .nodes = 4};
  EXPECT_EQ(status(poll({10, 11, 12, 13})), 503) << "nodes in a request";
  introduce(10);
  introduce(11);
  EXPECT_EQ(status(introduce(12)), 503) << "held requests";
  introduce(13);
  EXPECT_EQ(status(introduce(14)), 503) << "nodes remembered";
  EXPECT_EQ(server().nodes().size(), 4U);
}

// C-127
TEST_F(PollServerTest, ActionsOfOneNodeAreBounded) {
  poll({9});
  for (std::size_t i = 0; i < 4 * Limits::queued_actions; ++i) {
    act(9, i % 2 == 0 ? prepare_pairing : cancel_prepare_pairing);
  }
  std::size_t count = 0;
  while (status(poll({9})) == 200) ++count;
  EXPECT_EQ(count, Limits::queued_actions);
}

// C-127
TEST_F(PollServerTest, StoppingLetsEverybodyGo) {
  const auto id = introduce(9);
  server().stop();
  collect();
  EXPECT_EQ(status(id), 503);
  EXPECT_EQ(status(poll({9})), 503);
  EXPECT_FALSE(act(9, prepare_pairing));
}

TEST_F(PollServerTest, ANodeThatDoesNotComeBackIsForgotten) {
  const auto id = introduce(9);
  server().closed(id);
  EXPECT_EQ(server().next_deadline(), start + Limits::poll_memory);
  pass(Limits::poll_memory);
  EXPECT_TRUE(server().nodes().empty());
  ASSERT_TRUE(std::holds_alternative<PollingNodeGone>(events.back()));
  EXPECT_FALSE(act(9, prepare_pairing));
  EXPECT_FALSE(server().next_deadline());
}

TEST_F(PollServerTest, ANodeThatIsHeldIsNotForgotten) {
  options.memory = Duration(5'000);
  introduce(9);
  pass(Duration(10'000));
  EXPECT_EQ(server().nodes().size(), 1U);
  pass(Duration(15'000));
  EXPECT_EQ(server().nodes().size(), 1U) << "it was answered a moment ago";
}

}  // namespace
}  // namespace s2::connect
