// Two strangers, real TLS: they pair with a code, open a session over WSS and part, driven by the engines of S2
// Connect.

#include "device.hpp"
#include "hub.hpp"

#include <gtest/gtest.h>

namespace s2::transport {
namespace {

using namespace connect;

// C-147, C-156, C-159, C-173, C-197, C-206, C-234, C-235, C-254
TEST(PairingOverTls, StrangersPairWithACodeTalkOverWssAndPart) {
  Loop loop;
  Hub hub(loop);
  Device device(loop);
  hub.issue();

  const Time began = system_now();
  const auto outcome = device.pair(hub.base());
  const Duration took = system_now() - began;
  ASSERT_TRUE(outcome && std::holds_alternative<Paired>(*outcome)) << device.problem;
  EXPECT_GE(took, connect::Limits::pairing_delay) << "the mandatory second";
  ASSERT_FALSE(hub.pairing_events.empty());
  EXPECT_TRUE(std::holds_alternative<Paired>(hub.pairing_events.back()));

  SessionClient sessions(device.endpoint, *device.store, *device.crypto, {device.node.id, hub.node().id});
  const auto ready = device.ask_for_session(sessions);
  ASSERT_TRUE(ready) << device.problem;
  EXPECT_EQ(ready->tls.trust, Trust::pinned_root);

  auto connection = dial(loop, ready->url, {}, visit_of(*ready));
  ASSERT_TRUE(connection) << connection.error().text;
  sessions.connected(system_now());
  ASSERT_TRUE(until(loop, [&] { return hub.admitted && hub.guests.size() == 1; }));
  EXPECT_EQ(hub.admitted->pair.peer, device.node.id);
  EXPECT_EQ(hub.admitted->version, "v1.0.0");
  EXPECT_FALSE(dial(loop, ready->url, {}, visit_of(*ready))) << "the token is good once";

  ASSERT_TRUE(sessions.unpair(system_now()));
  device.carry(sessions);
  ASSERT_TRUE(until(loop, [&] { return sessions.stage() == SessionStage::unpaired; })) << device.problem;
  EXPECT_TRUE(hub.store->all().value().empty());
  EXPECT_TRUE(device.store->all().value().empty());
}

// C-155, C-161
TEST(PairingOverTls, AWrongCodePairsNobody) {
  Loop loop;
  Hub hub(loop);
  Device device(loop);
  hub.issue();
  const auto outcome = device.pair(hub.base(), "ZZZZ234567");
  ASSERT_TRUE(outcome);
  ASSERT_TRUE(std::holds_alternative<PairingFailed>(*outcome));
  EXPECT_EQ(std::get<PairingFailed>(*outcome).why, Problem::code_wrong);
  EXPECT_TRUE(hub.store->all().value().empty());
  EXPECT_TRUE(device.store->all().value().empty());
}

}  // namespace
}  // namespace s2::transport
