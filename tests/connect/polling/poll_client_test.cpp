// waitForPairing at the client.

#include "connect/pairing/party.hpp"

#include <s2/connect/body.hpp>
#include <s2/connect/poll_client.hpp>

#include <gtest/gtest.h>

#include <set>

namespace s2::connect {
namespace {

using namespace tests;
using enum WaitForPairingAction;

class PollClientTest : public testing::Test {
 protected:
  void appear() { client.advertised(hub, now); }
  // The call that is out.
  Call call() {
    auto next = client.next_call();
    EXPECT_TRUE(next);
    return next.value_or(Call{});
  }
  void answer(const Call& to, Response response) { client.answered(to.id, response, certificates(1), now); }
  // Answers the index; the first waitForPairing.
  Call polling() {
    appear();
    answer(call(), {.status = 200, .body = R"(["v1"])"});
    return call();
  }
  static std::vector<WaitForPairingRequestItem> items(const Call& made) {
    return decode_list<WaitForPairingRequestItem>(made.body).value();
  }
  Response told(std::vector<WaitForPairingResponseItem> actions) const {
    return {.status = 200, .body = encode_list(actions)};
  }
  Response told(WaitForPairingAction action) const { return told({{rm.node.id, action}}); }
  template <class Event>
  std::optional<Event> next() {
    while (auto event = client.next_event()) {
      if (const auto* one = std::get_if<Event>(&*event)) return *one;
    }
    return std::nullopt;
  }
  // Lets the pause pass; how long it was.
  Duration wait() {
    const auto until = client.next_deadline();
    EXPECT_TRUE(until);
    const Duration pause = until.value_or(now) - now;
    now = until.value_or(now);
    client.wake(now);
    return pause;
  }

  Party rm{2, Role::rm, Deployment::lan, "rm.local"};
  BaseUrl hub = BaseUrl::parse("https://hub.local:8443/pairing/").value();
  Time now = start;
  PollClient client{rm.endpoint, rm.store, rm.crypto};
};

// C-034, C-108, C-112, C-114
TEST_F(PollClientTest, AsksForTheVersionAndThenPollsForEveryNode) {
  ASSERT_TRUE(rm.endpoint.host({.description = node(3, Role::rm)}));
  const Call made = polling();
  EXPECT_EQ(made.target, "v1/waitForPairing");
  EXPECT_EQ(made.method, Method::post);
  EXPECT_GE(made.timeout, Duration(30'000));
  EXPECT_EQ(made.tls.trust, Trust::unpinned_lan);
  const auto asked = items(made);
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[0], (WaitForPairingRequestItem{rm.node.id, {}, {}, {}}));
  EXPECT_EQ(asked[1], (WaitForPairingRequestItem{node_id(3), {}, {}, {}}));
}

// C-109, C-110
TEST_F(PollClientTest, DoesNotPollWithoutANodeAServerOrTheAbility) {
  rm.endpoint.leave(rm.node.id);
  appear();
  EXPECT_FALSE(client.next_call());
  ASSERT_TRUE(rm.endpoint.host({.description = rm.node}));
  client.nodes_changed(now);
  const Call index = call();
  client.set_able(false, now);
  EXPECT_EQ(client.stage(), PollStage::idle);
  EXPECT_EQ(client.next_cancelled(), index.id);
  client.set_able(true, now);
  EXPECT_EQ(client.stage(), PollStage::index);
  client.withdrawn(now);
  EXPECT_EQ(client.stage(), PollStage::idle);
  client.set_able(true, now);
  EXPECT_EQ(client.stage(), PollStage::idle);
}

// C-107
TEST_F(PollClientTest, OnlyAnEndpointOfRmsMayRelyOnIt) {
  EndpointFacts facts = rm.endpoint.facts();
  const auto served = facts.pairing_url;
  facts.pairing_url.reset();
  rm.endpoint.set_facts(facts);
  ASSERT_TRUE(rm.endpoint.host({.description = node(3, Role::cem)}));
  appear();
  EXPECT_EQ(client.stage(), PollStage::idle);
  facts.pairing_url = served;
  rm.endpoint.set_facts(facts);
  const auto asked = items(polling());
  ASSERT_EQ(asked.size(), 1U) << "a CEM does not poll";
  EXPECT_EQ(asked[0].client_node_id, rm.node.id);
}

// C-048
TEST_F(PollClientTest, DoesNotPollInTheWan) {
  client.advertised(BaseUrl::parse("https://cem.example.com/").value(), now);
  EXPECT_EQ(client.stage(), PollStage::idle);
}

// C-112, C-117
TEST_F(PollClientTest, SaysWhoItIsInTheNextRequestAndOnlyThere) {
  answer(polling(), told(send_node_description));
  const Call described = call();
  EXPECT_EQ(items(described)[0].client_node_description, rm.node);
  EXPECT_EQ(items(described)[0].client_endpoint_description->deployment, Deployment::lan);
  answer(described, told(prepare_pairing));
  EXPECT_EQ(items(call())[0], (WaitForPairingRequestItem{rm.node.id, {}, {}, {}}));
}

// C-118
TEST_F(PollClientTest, ShowsTheCodeAndTakesItAway) {
  answer(polling(), told(prepare_pairing));
  const auto shown = next<CodeRequested>();
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->node, rm.node.id);
  EXPECT_EQ(shown->until, now + Limits::code_shown);
  const Call second = call();
  EXPECT_EQ(items(second)[0], (WaitForPairingRequestItem{rm.node.id, {}, {}, {}}));
  answer(second, told(cancel_prepare_pairing));
  EXPECT_TRUE(next<CodeNotNeeded>());
}

// C-119
TEST_F(PollClientTest, PairsWithItsOwnTokenWhilePollingGoesOn) {
  rm.endpoint.set_static(rm.node.id, Secret("7KQ2ZPX9M4HT"));
  rm.endpoint.type_in(rm.node.id, Secret("TYPEDTOKEN"), std::nullopt, now + Limits::token_life);
  answer(polling(), told(request_pairing));
  const auto wanted = next<PairingWanted>();
  ASSERT_TRUE(wanted);
  EXPECT_EQ(wanted->goal.url, hub);
  EXPECT_EQ(wanted->goal.token, Secret("7KQ2ZPX9M4HT"));
  EXPECT_FALSE(wanted->goal.peer || wanted->goal.alias);
  EXPECT_EQ(items(call())[0], (WaitForPairingRequestItem{rm.node.id, {}, {}, {}}));
}

// C-120
TEST_F(PollClientTest, WithoutATokenItSaysSoOnceAndDoesNotPair) {
  rm.endpoint.issue(rm.node.id, Secret("ABCD234567"), now);
  answer(polling(), told(request_pairing));
  EXPECT_FALSE(next<PairingWanted>());
  const Call second = call();
  EXPECT_EQ(items(second)[0].error_message, WaitForPairingErrorMessage::no_valid_token_on_pairing_client);
  answer(second, {.status = 204});
  EXPECT_FALSE(items(call())[0].error_message);
}

// C-111
TEST_F(PollClientTest, PollsAlsoWhilePaired) {
  ASSERT_TRUE(rm.store.put(as_client(rm.node, node(1, Role::cem), "token", "other.local")));
  EXPECT_EQ(polling().target, "v1/waitForPairing");
}

// C-116, C-121
TEST_F(PollClientTest, AfterNothingItAsksAgainAtOnce) {
  const Call first = polling();
  now = now + Duration(22'000);
  answer(first, {.status = 204});
  const Call second = call();
  now = now + Duration(22'000);
  answer(second, {.status = 200, .body = "[]"});
  EXPECT_EQ(call().target, "v1/waitForPairing");
}

// But not a thousand times a second.
// C-121
TEST_F(PollClientTest, AServerThatDoesNotHoldIsNotAskedForEver) {
  Call made = polling();
  int asked = 1;
  for (; client.stage() == PollStage::polling && asked < 100; ++asked) {
    answer(made, {.status = 204});
    if (client.stage() == PollStage::polling) made = call();
  }
  EXPECT_EQ(asked, 2 + Limits::poll_quick_answers);
  EXPECT_EQ(client.stage(), PollStage::waiting);
}

// C-121
TEST_F(PollClientTest, AfterAFailureItWaitsLongerAndLonger) {
  for (const int status : {500, 503}) {
    SCOPED_TRACE(status);
    PollClientTest::appear();
    Duration longest{0};
    for (int i = 0; i < 8; ++i) {
      if (client.stage() == PollStage::index) answer(call(), {.status = status});
      ASSERT_EQ(client.stage(), PollStage::waiting);
      const Duration pause = wait();
      const Duration most = std::min(Limits::poll_pause * (1 << i), Limits::poll_pause_max);
      EXPECT_LE(pause, most);
      EXPECT_GE(pause, most / 2);
      longest = std::max(longest, pause);
    }
    EXPECT_LE(longest, Limits::poll_pause_max);
    client.withdrawn(now);
    (void)client.next_call();
  }
}

// C-121
TEST_F(PollClientTest, RetryAfterWins) {
  answer(polling(), unavailable(Duration(90'000)));
  EXPECT_EQ(wait(), Duration(90'000));
  answer(call(), {.status = 200, .body = R"(["v1"])"});
  answer(call(), unavailable(Duration(0)));
  EXPECT_EQ(wait(), Duration(0));
}

// C-121
TEST_F(PollClientTest, ABrokenConnectionIsLikeAServerThatIsBusy) {
  client.failed(polling().id, {CallFailure::timed_out, ""}, now);
  EXPECT_EQ(client.stage(), PollStage::waiting);
  EXPECT_EQ(next<PollStageChanged>()->stage, PollStage::index);
  wait();
  EXPECT_EQ(client.stage(), PollStage::index);
}

// C-121
TEST_F(PollClientTest, WhereItIsNotOfferedItStopsUntilItIsAdvertisedAgain) {
  for (const int status : {400, 404}) {
    answer(polling(), {.status = status});
    EXPECT_EQ(client.stage(), PollStage::stopped);
    EXPECT_FALSE(client.next_deadline() || client.next_call());
    appear();
    EXPECT_EQ(client.stage(), PollStage::index);
    client.withdrawn(now);
    (void)client.next_call();
  }
}

// C-121, C-122
TEST_F(PollClientTest, OutsideTheSubnetItNeverAsksAgainUntilItIsInAnotherOne) {
  answer(polling(), unauthorized());
  EXPECT_EQ(client.stage(), PollStage::barred);
  client.withdrawn(now);
  appear();
  client.set_able(true, now);
  client.nodes_changed(now);
  EXPECT_EQ(client.stage(), PollStage::barred);
  client.subnet_changed(now);
  EXPECT_EQ(client.stage(), PollStage::index);
}

// C-036
TEST_F(PollClientTest, WithoutACommonVersionItStops) {
  appear();
  answer(call(), {.status = 200, .body = R"(["v7"])"});
  EXPECT_EQ(client.stage(), PollStage::stopped);
}

// C-112, C-124
TEST_F(PollClientTest, AChangeOfNodesSupersedesTheRequestThatIsOut) {
  const Call older = polling();
  ASSERT_TRUE(rm.endpoint.host({.description = node(3, Role::rm)}));
  client.nodes_changed(now);
  EXPECT_EQ(client.next_cancelled(), older.id);
  EXPECT_EQ(items(call()).size(), 2U);
  answer(older, {.status = 401});
  EXPECT_EQ(client.stage(), PollStage::polling) << "the older answer means nothing any more";
}

// C-008, C-116
TEST_F(PollClientTest, UnknownActionsUnknownNodesAndSecondActionsAreLeftOut) {
  const std::string id = rm.node.id.text();
  answer(polling(),
         {.status = 200,
          .body = R"([{"clientNodeId":")" + id + R"(","action":"dance"},{"clientNodeId":")" + node_id(77).text() +
                  R"(","action":"preparePairing"},{"clientNodeId":")" + id +
                  R"(","action":"preparePairing"},{"clientNodeId":")" + id + R"(","action":"cancelPreparePairing"}])"});
  EXPECT_EQ(client.stage(), PollStage::polling);
  int events = 0;
  while (auto event = client.next_event()) {
    EXPECT_FALSE(std::holds_alternative<CodeNotNeeded>(*event));
    if (const auto* shown = std::get_if<CodeRequested>(&*event)) {
      ++events;
      EXPECT_EQ(shown->node, rm.node.id);
    }
  }
  EXPECT_EQ(events, 1);
}

TEST_F(PollClientTest, ABareActionIsTakenForAListOfOne) {
  answer(polling(),
         {.status = 200, .body = R"({"clientNodeId":")" + rm.node.id.text() + R"(","action":"preparePairing"})"});
  EXPECT_TRUE(next<CodeRequested>());
}

// C-277, C-281, C-284
TEST_F(PollClientTest, APinnedHostIsCheckedAgainstItsPinUntilItShowsAnotherIdentity) {
  ASSERT_TRUE(rm.store.put(as_client(rm.node, node(1, Role::cem), "token", "hub.local")));
  appear();
  const Call index = call();
  EXPECT_EQ(index.tls.trust, Trust::pinned_root);
  client.failed(index.id, {CallFailure::root_changed, ""}, now);
  EXPECT_TRUE(next<IdentityChanged>());
  wait();
  EXPECT_EQ(call().tls.trust, Trust::unpinned_lan);
}

TEST(PollTable, AStageAndACauseHaveOneRow) {
  std::set<std::pair<PollStage, PollCause>> seen;
  for (const PollRow& row : poll_table()) EXPECT_TRUE(seen.emplace(row.from, row.cause).second);
}

// Every row is walked.
// C-110, C-121
TEST_F(PollClientTest, EveryRowIsWhatTheClientDoes) {
  const auto at = [&](PollClient& one, PollStage stage) {
    const auto reply = [&](Response response) {
      if (auto made = one.next_call()) one.answered(made->id, response, certificates(1), now);
    };
    if (stage == PollStage::idle) return;
    one.advertised(hub, now);
    if (stage == PollStage::index) return;
    if (stage == PollStage::waiting) return reply({.status = 503});
    reply({.status = 200, .body = R"(["v1"])"});
    if (stage == PollStage::stopped) reply({.status = 404});
    if (stage == PollStage::barred) reply({.status = 401});
  };
  const auto happen = [&](PollClient& one, PollCause cause) {
    const auto reply = [&](Response response) {
      if (auto made = one.next_call()) one.answered(made->id, response, certificates(1), now);
    };
    switch (cause) {
      case PollCause::available:
      case PollCause::advertised_anew:
        return one.advertised(hub, now);
      case PollCause::gone:
        return one.withdrawn(now);
      case PollCause::understood:
        return reply({.status = 200, .body = R"(["v1"])"});
      case PollCause::incompatible:
        return reply({.status = 200, .body = R"(["v9"])"});
      case PollCause::served:
        return reply({.status = 204});
      case PollCause::unavailable:
        return reply({.status = 500});
      case PollCause::not_offered:
        return reply({.status = 404});
      case PollCause::outside:
        return reply({.status = 401});
      case PollCause::timer:
        return one.wake(one.next_deadline().value_or(now));
      case PollCause::subnet_changed:
        one.withdrawn(now);
        return one.subnet_changed(now);
    }
  };
  for (const PollRow& row : poll_table()) {
    PollClient one(rm.endpoint, rm.store, rm.crypto);
    at(one, row.from);
    ASSERT_EQ(one.stage(), row.from);
    happen(one, row.cause);
    EXPECT_EQ(one.stage(), row.to) << static_cast<int>(row.from) << ' ' << static_cast<int>(row.cause);
  }
}

}  // namespace
}  // namespace s2::connect
