// The life of a communication client: delays, sessions, unpairing, renewal.

#include "connect/sessions/client_fixture.hpp"

#include <s2/base/backoff.hpp>

namespace s2::connect {
namespace {

using tests::start;

class ClientLife : public tests::SessionClientTest {
 protected:
  void open() {
    client.start(now);
    get_ready();
    client.connected(now);
    EXPECT_EQ(client.stage(), SessionStage::connected);
  }

  void fail() {
    call();
    client.failed(last_call.id, {CallFailure::unreachable, "nobody there"}, now);
  }

  Duration delay() { return client.next_deadline() ? *client.next_deadline() - now : Duration(-1); }
};

TEST_F(ClientLife, NothingHappensBeforeTheStart) {
  EXPECT_FALSE(client.next_call());
  EXPECT_FALSE(client.next_deadline());
  client.start(now);
  EXPECT_TRUE(client.next_call());
  client.start(now);
  EXPECT_FALSE(client.next_call());
}

// C-194
TEST_F(ClientLife, WithoutAPairingThereIsNothingToDo) {
  ASSERT_TRUE(memory->remove(pair, {}));
  client.start(now);
  EXPECT_EQ(client.stage(), SessionStage::unpaired);
  EXPECT_FALSE(client.next_call());
}

// C-194
TEST_F(ClientLife, TheServerOfAPairingDoesNotBeginSessions) {
  auto pairing = paired();
  pairing.communicates_as = CommunicationRole::server;
  ASSERT_TRUE(memory->put(pairing));
  client.start(now);
  EXPECT_FALSE(client.next_call());
}

// C-226, C-227
TEST_F(ClientLife, DelaysAreRandomAndTheirBoundDoublesUpTo600Seconds) {
  client.start(now);
  Duration longest(0);
  Duration bound = Backoff::base;
  for (int attempt = 0; attempt < 40; ++attempt) {
    fail();
    EXPECT_GE(delay(), Duration(0));
    EXPECT_LE(delay(), bound) << attempt;
    longest = std::max(longest, delay());
    bound = std::min(bound * 2, Backoff::cap);
    wake();
  }
  EXPECT_GT(longest, Duration(300'000));
}

TEST_F(ClientLife, WhoIsInAHurryDoesNotWaitForTheRestOfADelay) {
  client.hurry(now);
  EXPECT_FALSE(client.next_call()) << "it has not begun";
  client.start(now);
  client.hurry(now);
  fail();
  client.hurry(now);
  EXPECT_EQ(client.stage(), SessionStage::asking_versions);
  EXPECT_TRUE(client.next_call());
}

// C-217
TEST_F(ClientLife, ADelayIsToldWithItsReason) {
  client.start(now);
  fail();
  const auto told = events<SessionDelayed>();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].why, Problem::unreachable);
  EXPECT_EQ(told[0].detail, "nobody there");
  EXPECT_EQ(told[0].retry, client.next_deadline());
}

// C-037, C-225
TEST_F(ClientLife, ALostSessionIsFollowedByAnotherThroughSessionInitiation) {
  open();
  client.session_ended(SessionEnd::lost, now);
  EXPECT_EQ(client.stage(), SessionStage::waiting);
  wake();
  EXPECT_EQ(call().target, "");
  answer(200, R"(["v1"])");
  EXPECT_EQ(call().target, "v1/initiateSession");
  EXPECT_EQ(bearer(), "fresh");
}

// C-228
TEST_F(ClientLife, OnlyASessionThatLastedMakesDelaysShortAgain) {
  client.start(now);
  for (int i = 0; i < 9; ++i) {
    fail();
    wake();
  }
  get_ready();
  client.connected(now);
  now = now + Backoff::proof - Duration(1);
  client.session_ended(SessionEnd::lost, now);
  Duration longest(0);
  for (int i = 0; i < 20; ++i) {
    longest = std::max(longest, delay());
    wake();
    fail();
  }
  EXPECT_GT(longest, Duration(4'000));
  wake();
  get_ready("again");
  client.connected(now);
  now = now + Backoff::proof;
  client.session_ended(SessionEnd::lost, now);
  EXPECT_LE(delay(), Backoff::base);
}

// C-229, C-244
TEST_F(ClientLife, ReconnectMeansAtOnceAndTerminateMeansLater) {
  open();
  now = now + Backoff::proof;
  client.session_ended(SessionEnd::reconnect, now);
  EXPECT_EQ(delay(), Duration(0));
  wake();
  get_ready("second");
  client.connected(now);
  now = now + Backoff::proof;
  client.session_ended(SessionEnd::terminated, now);
  EXPECT_EQ(client.stage(), SessionStage::waiting);
  EXPECT_GT(delay(), Duration(0));
}

// C-226, C-229
TEST_F(ClientLife, APeerThatAsksToReconnectAllTheTimeIsNotFollowedAtOnce) {
  open();
  client.session_ended(SessionEnd::reconnect, now);
  EXPECT_EQ(delay(), Duration(0));
  Duration waited(0);
  for (int i = 0; i < 8; ++i) {
    wake();
    get_ready("token " + std::to_string(i));
    client.connected(now);
    client.session_ended(SessionEnd::reconnect, now);
    waited += delay();
  }
  EXPECT_GT(waited, Duration(5'000));
}

// C-218
TEST_F(ClientLife, AWebSocketThatIsNotOpenIn30SecondsIsGivenUp) {
  client.start(now);
  get_ready();
  EXPECT_EQ(client.next_deadline(), now + Limits::communication_token_life);
  wake();
  EXPECT_EQ(client.stage(), SessionStage::waiting);
}

// C-236
TEST_F(ClientLife, ARefusedUpgradeBeginsAgainWithSessionInitiation) {
  client.start(now);
  get_ready();
  client.upgrade_failed(Problem::token_refused, "HTTP status 401", now);
  EXPECT_EQ(client.stage(), SessionStage::waiting);
  EXPECT_EQ(events<SessionDelayed>().back().why, Problem::token_refused);
  wake();
  agree();
  EXPECT_EQ(call().target, "v1/initiateSession");
}

TEST_F(ClientLife, NewsOfASessionThatIsNotThereChangesNothing) {
  client.start(now);
  client.connected(now);
  client.session_ended(SessionEnd::reconnect, now);
  client.upgrade_failed(Problem::broken, "", now);
  EXPECT_EQ(client.stage(), SessionStage::asking_versions);
}

// C-191
TEST_F(ClientLife, PairedAnewTheOldSessionEndsAndTheNextBeginsWithTheNewToken) {
  open();
  ASSERT_TRUE(memory->put(paired("renewed")));
  client.renewed(now);
  const auto closings = events<CloseSession>();
  ASSERT_EQ(closings.size(), 1U);
  EXPECT_EQ(closings[0].why, SessionEnding::renewed);
  agree();
  call();
  EXPECT_EQ(bearer(), "renewed");
}

// C-190, C-253
TEST_F(ClientLife, ACemThatOurRmLeftForAnotherOneIsToldByUnpair) {
  open();
  const auto other = tests::as_client(rm, tests::node(9, Role::cem), "other", "other.local");
  ASSERT_TRUE(settle(store, other)->left);
  client.renewed(now);
  EXPECT_EQ(events<CloseSession>().size(), 1U);
  agree();
  reply("v1/unpair", 204);
  EXPECT_EQ(memory->all().value(), std::vector{other});
}

// C-215
TEST_F(ClientLife, ADeadPairingLivesAgainWhenTheUserPairsAgain) {
  client.start(now);
  agree();
  reply("v1/initiateSession", 401);
  ASSERT_EQ(client.stage(), SessionStage::not_accepted);
  ASSERT_TRUE(memory->put(paired("renewed")));
  client.renewed(now);
  get_ready();
}

// C-253, C-254, C-255
TEST_F(ClientLife, UnpairingClosesTheSessionTellsTheServerAndRemovesEverything) {
  open();
  ASSERT_TRUE(client.unpair(now));
  const auto closings = events<CloseSession>();
  ASSERT_EQ(closings.size(), 1U);
  EXPECT_EQ(closings[0].why, SessionEnding::unpaired);
  agree();
  EXPECT_EQ(memory->all().value().size(), 1U);
  reply("v1/unpair", 204);
  EXPECT_TRUE(memory->all().value().empty());
  EXPECT_EQ(client.stage(), SessionStage::unpaired);
  const auto told = events<Unpaired>();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_FALSE(told[0].by_peer);
}

// C-256
TEST_F(ClientLife, AServerThatDoesNotKnowUsIsTriedWithEveryTokenAndThenForgotten) {
  auto pairing = paired();
  pairing.tokens.push_back({Secret("pending"), true, start});
  ASSERT_TRUE(memory->put(pairing));
  now = start + Limits::late_confirmation + Duration(1);
  ASSERT_TRUE(client.unpair(now));
  agree();
  call();
  EXPECT_EQ(bearer(), "pending");
  answer(401);
  call();
  EXPECT_EQ(bearer(), "active");
  answer(401);
  EXPECT_TRUE(memory->all().value().empty());
}

// C-256
TEST_F(ClientLife, A401IsNotTheLastWordWhileAConfirmationMayBeUnderWay) {
  auto pairing = paired();
  pairing.tokens.push_back({Secret("pending"), true, start});
  ASSERT_TRUE(memory->put(pairing));
  ASSERT_TRUE(client.unpair(now));
  agree();
  reply("v1/unpair", 401);
  reply("v1/unpair", 401);
  EXPECT_EQ(client.stage(), SessionStage::telling_later);
  EXPECT_FALSE(memory->all().value().empty());
}

// C-257
TEST_F(ClientLife, AnUnreachableServerIsToldLaterEvenAfterARestartAndNoSessionIsBegunAgain) {
  ASSERT_TRUE(client.unpair(now));
  fail();
  EXPECT_EQ(client.stage(), SessionStage::telling_later);
  EXPECT_EQ(memory->find(pair).value()->state, PairingState::unpairing);
  restart();
  client.start(now);
  EXPECT_EQ(client.stage(), SessionStage::asking_first);
  agree();
  reply("v1/unpair", 500);
  wake();
  agree();
  reply("v1/unpair", 204);
  EXPECT_EQ(client.stage(), SessionStage::unpaired);
}

// C-257
TEST_F(ClientLife, TheUserMayForceTheRemoval) {
  ASSERT_TRUE(client.unpair(now));
  fail();
  ASSERT_TRUE(client.forget());
  EXPECT_EQ(client.stage(), SessionStage::unpaired);
  EXPECT_TRUE(memory->all().value().empty());
  EXPECT_EQ(events<Unpaired>().size(), 1U);
  EXPECT_FALSE(client.next_deadline());
}

TEST_F(ClientLife, UnpairingThatCannotBeStoredDidNotHappen) {
  open();
  store.writes_fail = true;
  EXPECT_EQ(client.unpair(now).error().rule, "S2CPP-STORE");
  EXPECT_EQ(client.forget().error().rule, "S2CPP-STORE");
  EXPECT_EQ(client.stage(), SessionStage::connected);
  EXPECT_TRUE(events<CloseSession>().empty());
  store.writes_fail = false;
  ASSERT_TRUE(client.unpair(now));
  agree();
  store.writes_fail = true;
  reply("v1/unpair", 204);
  EXPECT_EQ(client.stage(), SessionStage::telling_later);
  store.writes_fail = false;
  wake();
  agree();
  reply("v1/unpair", 401);
  EXPECT_TRUE(memory->all().value().empty());
}

// C-253
TEST_F(ClientLife, UnpairingWhileACallIsUnderWayDropsItsAnswer) {
  client.start(now);
  agree();
  const auto initiate = call();
  ASSERT_TRUE(client.unpair(now));
  client.answered(initiate.id, {.status = 200, .body = session("fresh")}, tls, now);
  EXPECT_EQ(stored_tokens(), std::vector<std::string>{"active"});
  EXPECT_EQ(client.stage(), SessionStage::asking_first);
}

TEST_F(ClientLife, AStoreThatCannotBeReadIsTriedAgain) {
  store.reads_fail = true;
  client.start(now);
  EXPECT_EQ(client.stage(), SessionStage::waiting);
  EXPECT_EQ(events<SessionDelayed>().at(0).why, Problem::store_failed_here);
  store.reads_fail = false;
  wake();
  get_ready();
}

}  // namespace
}  // namespace s2::connect
