// Attacks on who is who: old TLS, no TLS, and certificates that are not what they were.

#include "../http/device.hpp"
#include "../http/hub.hpp"
#include "raw_tls.hpp"

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using namespace connect;
using testing::StartsWith;

TlsIdentity identity_of(const Certificate& leaf, const Certificate& root = papers().authority) {
  return {.certificates = leaf.certificate + root.certificate, .key = leaf.key};
}

const Certificate& other_root() {
  static const Certificate made =
      make_certificate({.names = {}, .common_name = "somebody else", .is_authority = true}).value();
  return made;
}

// C-264
TEST(TlsAttacks, ADowngradeIsRefusedAndDisturbsNobody) {
  Loop loop;
  Hub hub(loop);
  RawTls old(hub.port(), Offer::downgrade);
  old.say("GET /s2/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
  ASSERT_TRUE(until(loop, [&] { return old.hung_up(); }));
  EXPECT_FALSE(old.is_encrypted());
  EXPECT_EQ(hub.requests, 0U);
  RawTls modern(hub.port());
  EXPECT_EQ(ask(loop, modern, "GET /s2/ HTTP/1.1\r\nHost: localhost\r\n\r\n").at(0).body, "[\"v1\"]");
}

// C-001
TEST(TlsAttacks, WithoutTlsNothingIsServed) {
  Loop loop;
  Hub hub(loop);
  RawClient plain(hub.port());
  plain.send(post("v1/requestPairing", "{}"));
  ASSERT_TRUE(until(loop, [&] { return plain.hung_up(); }));
  EXPECT_THAT(plain.received(), StartsWith("HTTP/1.1 400 "));
  EXPECT_EQ(hub.requests, 0U);
}

// A pair, and certificates that the hub shows later.
struct PairOverTls {
  Loop loop;
  Hub hub{loop};
  Device device{loop};

  PairOverTls() {
    hub.issue();
    const auto outcome = device.pair(hub.base());
    EXPECT_TRUE(outcome && std::holds_alternative<Paired>(*outcome)) << device.problem;
  }

  // Why there is no session; nothing when there is one.
  std::optional<Problem> refusal(const TlsIdentity& identity) {
    hub.show(identity);
    SessionClient sessions(device.endpoint, *device.store, *device.crypto, {device.node.id, hub.node().id});
    sessions.start(system_now());
    device.carry(sessions);
    std::optional<SessionClientEvent> end;
    until(loop, [&] {
      while (auto event = sessions.next_event()) {
        if (std::holds_alternative<SessionReady>(*event) || std::holds_alternative<SessionDelayed>(*event)) end = event;
      }
      return end.has_value();
    });
    const auto* delayed = std::get_if<SessionDelayed>(&*end);
    return delayed ? std::optional(delayed->why) : std::nullopt;
  }
};

// C-276, C-279, C-280, C-281
TEST(TlsAttacks, AfterPairingOnlyTheRightChainNameAndTimeAreBelieved) {
  PairOverTls pair;
  const auto foreign = make_certificate({}, &other_root()).value();
  const std::uint64_t before = pair.hub.requests;
  EXPECT_EQ(pair.refusal(identity_of(foreign, other_root())), Problem::certificate_changed);
  // The right root beside a leaf that it did not issue.
  EXPECT_EQ(pair.refusal(identity_of(foreign)), Problem::certificate_changed);
  EXPECT_EQ(pair.refusal(identity_of(issued({.valid_from_s = -7200, .valid_until_s = -3600}))),
            Problem::certificate_expired);
  EXPECT_EQ(pair.refusal(identity_of(issued({.valid_from_s = 3600}))), Problem::certificate_not_yet_valid);
  EXPECT_EQ(pair.refusal(identity_of(issued({.names = {"hub.local"}}))), Problem::certificate_wrong_name);
  EXPECT_EQ(pair.hub.requests, before) << "a token was said to somebody else";
  EXPECT_EQ(pair.refusal(identity_of(issued({}))), std::nullopt) << "another leaf of the same root is fine";
}

// Lets somebody else take over the name and the root behind a request, and tells how the attempt ends.
Problem outcome_with_another_leaf_after(std::string_view target, std::size_t& reached) {
  Loop loop;
  Hub hub(loop);
  Device device(loop);
  hub.issue();
  const auto other = issued({});
  bool is_swapped = false;
  hub.on_request = [&](const Request& request) {
    reached += is_swapped ? 1 : 0;
    if (request.target != target || std::exchange(is_swapped, true)) return;
    loop.post([&] { hub.show(identity_of(other)); });
  };
  const auto outcome = device.pair(hub.base());
  EXPECT_TRUE(is_swapped);
  EXPECT_TRUE(hub.store->all().value().empty());
  EXPECT_TRUE(device.store->all().value().empty());
  const auto* failed = outcome ? std::get_if<PairingFailed>(&*outcome) : nullptr;
  return failed ? failed->why : Problem::cancelled;
}

// C-278
TEST(TlsAttacks, ALeafThatIsSwappedWithinAnAttemptEndsItWhoeverIssuedIt) {
  for (const std::string_view target : {"", "v1/requestPairing"}) {
    std::size_t reached = 0;
    EXPECT_EQ(outcome_with_another_leaf_after(target, reached), Problem::certificate_swapped) << target;
    EXPECT_EQ(reached, 0U) << "something was said to the other one";
  }
}

}  // namespace
}  // namespace s2::transport
