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
constexpr std::string_view please_return =
    R"({"message_type":"SessionRequest","message_id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","request":"RECONNECT"})";

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

TEST_F(HostTest, WhatIsNoWishFailsAtOnce) {
  Home home(loop);
  EXPECT_EQ(home.rm.wish(home.cem.url(), "a-b-c").error().rule, "C-074");
  const auto stranger =
      home.rm.host->pair({.node = tests::node_id(9), .url = home.cem.url(), .code = "ABCD234567"}, {});
  EXPECT_EQ(stranger.error().rule, "S2CPP-NODE");
}

}  // namespace
}  // namespace s2::host
