// Sessions of running endpoints: they come back, they end, and so do pairings.

#include "party.hpp"

#include <s2/transport.hpp>

#include <gmock/gmock.h>

#include <stdexcept>

namespace s2::host {
namespace {

using namespace connect;
using testing::HasSubstr;
using testing::SizeIs;
using transport::until;

std::string request(std::string_view what) {
  return R"({"message_type":"SessionRequest","message_id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","request":")" +
         std::string(what) + "\"}";
}

class SessionsTest : public testing::Test {
 protected:
  bool ended(const Talk& talk) {
    return until(loop, [&] { return talk.notes.end().has_value(); });
  }

  transport::Loop loop;
};

// C-225, C-289, C-290
TEST_F(SessionsTest, AfterARestartTheyOpenWithoutPairing) {
  Home home(loop);
  home.pair();
  const auto pairing = home.rm.store.all().value();
  home.rm.host.reset();
  Party again(loop, lan_client("evse"), home.rm.node, &home.rm.store);
  ASSERT_TRUE(again.has_sessions(1) && home.cem.has_sessions(2));
  EXPECT_THAT(again.store.all().value(), SizeIs(1));
  EXPECT_TRUE(ended(*home.cem.talks.front())) << "a newer session takes its place";
}

// C-229
TEST_F(SessionsTest, WhoIsAskedToReturnDoesSoAtOnce) {
  Home home(loop);
  home.pair();
  home.cem.talk().session.connection->send(request("RECONNECT"));
  home.cem.talk().session.connection->close(1000, "come back");
  EXPECT_TRUE(home.rm.has_sessions(2));
  EXPECT_TRUE(Party::of<SessionDelayed>(home.rm.client).empty());
}

// C-229
TEST_F(SessionsTest, WhoIsSentAwayTakesHisTime) {
  Home home(loop);
  home.pair();
  home.cem.talk().session.connection->send(request("TERMINATE"));
  home.cem.talk().session.connection->close(1000, "not now");
  ASSERT_TRUE(until(loop, [&] { return !Party::of<SessionDelayed>(home.rm.client).empty(); }));
  EXPECT_FALSE(home.rm.host->is_in_session(home.rm.with(home.cem)));
}

TEST_F(SessionsTest, WhoWaitsMayBeToldToTryAtOnce) {
  Home home(loop);
  home.pair();
  home.cem.talk().session.connection->close(1000, "not now");
  ASSERT_TRUE(until(loop, [&] { return !Party::of<SessionDelayed>(home.rm.client).empty(); }));
  home.rm.host->reconnect(home.rm.with(home.cem));
  EXPECT_TRUE(home.rm.has_sessions(2));
}

TEST_F(SessionsTest, BeginWhenAskedForWhereTheProgramDecidesThat) {
  auto settings = lan_client("evse");
  settings.begins_sessions = false;
  Party cem(loop, lan_server("hems"), tests::node(1, connect::Role::cem));
  Party rm(loop, settings, tests::node(2, connect::Role::rm));
  ASSERT_TRUE(std::holds_alternative<Paired>(rm.pair(cem.url(), cem.code())));
  while (loop.poll() > 0) {
  }
  EXPECT_THAT(rm.talks, SizeIs(0));

  for (std::size_t count = 1; count <= 2; ++count) {
    rm.host->reconnect(rm.with(cem));
    ASSERT_TRUE(rm.has_sessions(count) && cem.has_sessions(count));
    cem.talk().session.connection.reset();
    ASSERT_TRUE(ended(rm.talk()));
    ASSERT_TRUE(until(loop, [&] { return Party::of<SessionDelayed>(rm.client).size() == count; }));
  }
}

// C-245, C-252, C-253, C-255
TEST_F(SessionsTest, TheClientUnpairs) {
  Home home(loop);
  home.pair();
  bool done = false;
  ASSERT_TRUE(home.rm.host->unpair(home.rm.with(home.cem), [&] { done = true; }));
  ASSERT_TRUE(until(loop, [&] { return done; }));
  EXPECT_TRUE(home.rm.store.all().value().empty());
  EXPECT_TRUE(home.cem.store.all().value().empty());
  EXPECT_TRUE(ended(home.rm.talk()) && ended(home.cem.talk()));
  const auto told = Party::of<Unpaired>(home.cem.server);
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_TRUE(told.front().by_peer);
  EXPECT_FALSE(home.rm.host->unpair(home.rm.with(home.cem))) << "there is nothing any more";
}

// C-245, C-252, C-259, C-260, C-261
TEST_F(SessionsTest, TheServerUnpairs) {
  Home home(loop);
  home.pair();
  bool done = false;
  ASSERT_TRUE(home.cem.host->unpair(home.cem.with(home.rm), [&] { done = true; }));
  ASSERT_TRUE(until(loop, [&] { return done && !Party::of<Unpaired>(home.rm.client).empty(); }));
  EXPECT_THAT(home.rm.talk().notes.frames.back(), HasSubstr("RECONNECT")) << "so that it comes and hears of it";
  EXPECT_TRUE(Party::of<Unpaired>(home.rm.client).front().by_peer);
  EXPECT_TRUE(home.rm.store.all().value().empty());
  EXPECT_TRUE(home.cem.store.all().value().empty());
}

// C-257
TEST_F(SessionsTest, AServerThatIsAwayIsToldLater) {
  Home home(loop);
  home.pair();
  auto facts = home.cem.host->facts();
  home.cem.host.reset();
  ASSERT_TRUE(home.rm.host->unpair(home.rm.with(home.cem)));
  ASSERT_TRUE(until(loop, [&] { return !Party::of<SessionDelayed>(home.rm.client).empty(); }));
  EXPECT_EQ(home.rm.store.all().value().front().state, PairingState::unpairing);
  ASSERT_TRUE(home.rm.host->forget(home.rm.with(home.cem)));
  EXPECT_TRUE(home.rm.store.all().value().empty());
}

// C-191
TEST_F(SessionsTest, PairedAnewTheyTalkAnew) {
  Home home(loop);
  home.pair();
  const auto outcome = home.rm.pair(home.cem.url(), home.cem.code());
  ASSERT_TRUE(std::holds_alternative<Paired>(outcome));
  EXPECT_TRUE(std::get<Paired>(outcome).settled.is_renewal);
  ASSERT_TRUE(home.rm.has_sessions(2) && home.cem.has_sessions(2));
  EXPECT_TRUE(ended(*home.rm.talks.front()) && ended(*home.cem.talks.front()));
  EXPECT_THAT(home.rm.store.all().value(), SizeIs(1));
}

// C-188, C-190
TEST_F(SessionsTest, ADeviceLeavesItsCemForAnother) {
  Home home(loop);
  home.pair();
  Party other(loop, lan_server("hub"), tests::node(3, connect::Role::cem));
  ASSERT_TRUE(std::holds_alternative<Paired>(home.rm.pair(other.url(), other.code())));
  ASSERT_TRUE(other.has_sessions(1));
  ASSERT_TRUE(until(loop, [&] { return !Party::of<Unpaired>(home.cem.server).empty(); }));
  EXPECT_TRUE(ended(*home.cem.talks.front()));
  EXPECT_TRUE(home.cem.store.all().value().empty());
}

// C-247
TEST_F(SessionsTest, AnEndpointThatStopsEndsThemInGoodOrder) {
  Home home(loop);
  home.pair();
  bool stopped = false;
  home.cem.host->stop([&] { stopped = true; });
  ASSERT_TRUE(until(loop, [&] { return stopped; }));
  ASSERT_TRUE(ended(home.rm.talk()));
  EXPECT_EQ(home.rm.talk().notes.end()->code, 1001);
  EXPECT_THAT(home.rm.talk().notes.frames.back(), HasSubstr("TERMINATE"));
  EXPECT_THAT(home.cem.store.all().value(), SizeIs(1)) << "they stay paired";
}

TEST_F(SessionsTest, AnAttemptEndsWhenItsHostStops) {
  Home home(loop);
  ASSERT_TRUE(home.rm.wish(home.cem.url(), home.cem.code()));
  home.rm.host->stop({});
  ASSERT_TRUE(until(loop, [&] { return home.rm.outcome.has_value(); }));
  ASSERT_TRUE(std::holds_alternative<PairingFailed>(*home.rm.outcome));
  EXPECT_EQ(std::get<PairingFailed>(*home.rm.outcome).why, Problem::cancelled);
}

TEST_F(SessionsTest, AnExceptionOfAHandlerIsTheLoopsAndNothingIsLostByIt) {
  Home home(loop);
  HostHandler handler = home.rm.handler();
  handler.on_session = [](SessionOpened) { throw std::runtime_error("the application is in trouble"); };
  home.rm.host.reset();
  home.rm.host = EndpointHost::open(loop, home.rm.store, lan_client("evse"), std::move(handler)).value();
  ASSERT_TRUE(home.rm.host->add_node({.description = home.rm.node}));
  ASSERT_TRUE(std::holds_alternative<Paired>(home.rm.pair(home.cem.url(), home.cem.code())));
  EXPECT_THROW(until(loop, [] { return false; }), std::runtime_error);
  EXPECT_TRUE(until(loop, [&] { return !Party::of<SessionDelayed>(home.rm.client).empty(); }))
      << "it is lost, and comes";
}

TEST_F(SessionsTest, AClientThatStopsEndsThemInGoodOrder) {
  Home home(loop);
  home.pair();
  bool stopped = false;
  home.rm.host->stop([&] { stopped = true; });
  ASSERT_TRUE(until(loop, [&] { return stopped; }));
  ASSERT_TRUE(ended(home.cem.talk()));
  EXPECT_EQ(home.cem.talk().notes.end()->code, 1001);
}

TEST_F(SessionsTest, TheHostMayGoInAnyHandler) {
  Home home(loop);
  auto host = std::move(home.rm.host);
  bool gone = false;
  HostHandler handler;
  handler.on_session = [&](SessionOpened) {
    host.reset();
    gone = true;
  };
  host.reset();
  host = EndpointHost::open(loop, home.rm.store, lan_client("evse"), std::move(handler)).value();
  ASSERT_TRUE(host->add_node({.description = home.rm.node}));
  ASSERT_TRUE(host->pair({.node = home.rm.node.id, .url = home.cem.url(), .code = home.cem.code()}, {}));
  EXPECT_TRUE(until(loop, [&] { return gone; }));
}

}  // namespace
}  // namespace s2::host
