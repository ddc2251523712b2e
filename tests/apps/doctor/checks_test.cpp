// Every verdict, without a machine that has the fault.

#include <doctor/checks.hpp>

#include <gmock/gmock.h>

namespace s2::tests {
namespace {

using app::Health;
using app::MachineFacts;
using app::Verdict;
using connect::CallFailure;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::int64_t day_s = 24LL * 3600;

app::InterfaceFacts ethernet(const std::string& name = "eth0") {
  return {.interface = {.index = 2,
                        .name = name,
                        .is_up = true,
                        .can_multicast = true,
                        .addresses = {"192.168.1.2", "fe80::1%" + name}}};
}

// A machine without any fault.
MachineFacts healthy() {
  MachineFacts facts;
  facts.interfaces = {
      {.interface = {.index = 1, .name = "lo", .is_up = true, .is_loopback = true, .addresses = {"127.0.0.1"}}},
      ethernet()};
  facts.own_name = "house.local";
  facts.now = Time{1'800'000'000, 0};
  facts.program_from = Time{1'700'000'000, 0};
  facts.synchronised = true;
  facts.store = app::StoreFacts{
      .path = "pairings.db", .unreadable = {}, .is_there = true, .others_may_read = false, .pairings = 2, .pins = {}};
  return facts;
}

app::PeerFacts charger() {
  app::PeerFacts peer;
  peer.url = "https://evse.local:8443/pairing/";
  peer.host = "evse.local";
  peer.addresses = {"192.168.1.7"};
  peer.status = 200;
  peer.is_index = true;
  peer.versions = {"v1"};
  return peer;
}

std::vector<Verdict> of(const MachineFacts& facts, std::string_view check) {
  std::vector<Verdict> found;
  for (auto& one : app::examine(facts)) {
    if (one.check == check) found.push_back(std::move(one));
  }
  EXPECT_FALSE(found.empty()) << check;
  return found;
}

void expect(const MachineFacts& facts, std::string_view check, Health health, const std::string& text) {
  const auto found = of(facts, check);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().health, health) << check << ": " << found.back().text;
  EXPECT_THAT(found.back().text, HasSubstr(text));
}

TEST(Doctor, AHealthyMachineIsTold) {
  const auto verdicts = app::examine(healthy());
  for (const auto& one : verdicts) {
    EXPECT_EQ(one.health, one.check == "certificates" ? Health::not_tried : Health::good) << one.check;
    EXPECT_THAT(one.remedy, IsEmpty()) << one.check;
    EXPECT_THAT(one.text, Not(IsEmpty()));
  }
  EXPECT_FALSE(app::is_any_bad(verdicts));
}

TEST(Doctor, NoNetworkIsBadAndNothingElseIsTriedInIt) {
  MachineFacts facts = healthy();
  facts.interfaces.pop_back();
  expect(facts, "interfaces", Health::bad, "no network interface");
  expect(facts, "multicast", Health::not_tried, "no network interface");
  expect(facts, "ipv6", Health::warning, "link-local");
  EXPECT_TRUE(app::is_any_bad(app::examine(facts)));
  facts.interfaces.push_back(ethernet());
  facts.interfaces.back().interface.is_up = false;
  expect(facts, "interfaces", Health::bad, "no network interface");
}

TEST(Doctor, MulticastIsTriedOnEachInterface) {
  MachineFacts facts = healthy();
  facts.interfaces.push_back(ethernet("wlan0"));
  facts.interfaces.back().no_multicast = "No such device";
  const auto found = of(facts, "multicast");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].health, Health::good);
  EXPECT_EQ(found[1].health, Health::bad);
  EXPECT_THAT(found[1].remedy, HasSubstr("ip link set wlan0 multicast on"));
  facts.interfaces.back() = ethernet("tun0");
  facts.interfaces.back().interface.can_multicast = false;
  expect(facts, "multicast", Health::warning, "tun0 says");
}

TEST(Doctor, AContainerBehindABridgeIsWarned) {
  MachineFacts facts = healthy();
  facts.interfaces.back().leads_to_containers = true;
  expect(facts, "bridge", Health::warning, "eth0, leads to a bridge of containers");
  facts.interfaces.push_back(ethernet("wlan0"));
  expect(facts, "bridge", Health::good, "eth0 is for containers");
}

TEST(Doctor, WhoElseAnswersIsTold) {
  MachineFacts facts = healthy();
  facts.avahi_daemon = true;
  facts.sockets_on_5353 = 2;
  expect(facts, "port-5353", Health::good, "avahi-daemon runs");
  facts.sockets_on_5353 = 4;
  expect(facts, "port-5353", Health::warning, "and other programs");
  facts.avahi_daemon = false;
  expect(facts, "port-5353", Health::good, "another program");
  facts.no_discovery = "out of memory";
  expect(facts, "port-5353", Health::bad, "out of memory");
  expect(facts, "own-name", Health::not_tried, "does not work");
  facts.port_5353_taken = "Address already in use";
  expect(facts, "port-5353", Health::bad, "Address already in use");
}

TEST(Doctor, WhoDoesServiceDiscoveryIsTold) {
  MachineFacts facts = healthy();
  facts.discovery = "built in";
  facts.discovery_reason = "no bus";
  expect(facts, "discovery", Health::good, "itself, since no avahi-daemon runs");
  facts.avahi_daemon = true;
  expect(facts, "discovery", Health::warning, "runs and cannot be asked (no bus)");
  facts.discovery = "avahi-daemon";
  expect(facts, "discovery", Health::good, "avahi-daemon does service discovery");
  facts.port_5353_taken = "Address already in use";
  expect(facts, "port-5353", Health::good, "kept by avahi-daemon");
  facts.no_discovery = "out of memory";
  expect(facts, "discovery", Health::not_tried, "does not work");
}

TEST(Doctor, AnOwnNameThatNobodyAnswersForIsNoFault) {
  MachineFacts facts = healthy();
  facts.own_unresolved = "nobody";
  expect(facts, "own-name", Health::warning, "nobody answers for house.local");
}

// C-288
TEST(Doctor, AClockThatWasNeverSetIsBad) {
  MachineFacts facts = healthy();
  facts.synchronised.reset();
  expect(facts, "clock", Health::good, "the clock stands at");
  facts.synchronised = false;
  expect(facts, "clock", Health::warning, "not kept in step");
  facts.now = Time{1'000, 0};
  expect(facts, "clock", Health::bad, "1970");
}

TEST(Doctor, APortThatIsTakenIsBad) {
  MachineFacts facts = healthy();
  facts.tcp_port = 8443;
  expect(facts, "tcp-port", Health::good, "port 8443");
  facts.tcp_taken = "it is taken";
  expect(facts, "tcp-port", Health::bad, "it is taken");
}

TEST(Doctor, TlsThatDoesNotWorkIsBad) {
  MachineFacts facts = healthy();
  facts.no_tls = "no such cipher";
  expect(facts, "tls", Health::bad, "no such cipher");
}

// C-296
TEST(Doctor, AStoreThatOthersMayReadIsBad) {
  MachineFacts facts = healthy();
  expect(facts, "store", Health::good, "pairings.db holds 2 pairings");
  facts.store->pairings = 1;
  expect(facts, "store", Health::good, "one pairing");
  facts.store->others_may_read = true;
  expect(facts, "store", Health::bad, "may read");
  EXPECT_EQ(of(facts, "store")[0].remedy, "chmod 600 pairings.db");
  facts.store->unreadable = "another key sealed it";
  expect(facts, "store", Health::bad, "pairings.db: another key sealed it");
  facts.store = app::StoreFacts{
      .path = "none.db", .unreadable = {}, .is_there = false, .others_may_read = false, .pairings = 0, .pins = {}};
  expect(facts, "store", Health::good, "nothing is paired yet");
}

// C-279
TEST(Doctor, APeerThatShowsAnotherRootThanAtPairingIsBad) {
  MachineFacts facts = healthy();
  facts.peer = charger();
  facts.peer->root.bytes[0] = 7;
  expect(facts, "peer-pin", Health::good, "nobody here has paired");
  facts.store->pins = {{.host = "evse.local", .root = facts.peer->root, .root_der = {}}};
  expect(facts, "peer-pin", Health::good, "seen at pairing");
  facts.peer->root.bytes[0] = 8;
  expect(facts, "peer-pin", Health::bad, "does not show the root");
  facts.peer->addresses.clear();
  expect(facts, "peer-pin", Health::not_tried, "no certificate");
}

// C-273, C-274
TEST(Doctor, TheDatesOfCertificatesAreLookedAt) {
  MachineFacts facts = healthy();
  transport::CertificateFacts leaf;
  leaf.names = {"hems.local"};
  leaf.valid_from = Time{facts.now.seconds - day_s, 0};
  leaf.valid_until = Time{facts.now.seconds + 90 * day_s, 0};
  facts.certificates = {{.path = "leaf.pem", .unreadable = {}, .chain = {leaf}}};
  expect(facts, "certificates", Health::good, "leaf.pem: the certificate of hems.local holds until");
  facts.certificates[0].chain[0].valid_until = Time{facts.now.seconds + 29 * day_s, 0};
  expect(facts, "certificates", Health::warning, "ends on");
  facts.certificates[0].chain[0].valid_until = Time{facts.now.seconds - 1, 0};
  expect(facts, "certificates", Health::bad, "has ended");
  facts.certificates[0].chain[0].is_authority = true;
  EXPECT_THAT(of(facts, "certificates")[0].remedy, HasSubstr("pair again"));
  facts.certificates[0].chain[0].valid_from = Time{facts.now.seconds + 1, 0};
  expect(facts, "certificates", Health::bad, "holds only from");
  facts.certificates = {{.path = "none.pem", .unreadable = "it cannot be read", .chain = {}}};
  expect(facts, "certificates", Health::bad, "none.pem: it cannot be read");
}

TEST(Doctor, APeerIsLookedAtFromItsNameToItsVersions) {
  MachineFacts facts = healthy();
  facts.peer = charger();
  EXPECT_FALSE(app::is_any_bad(app::examine(facts)));
  expect(facts, "peer-name", Health::good, "evse.local is at 192.168.1.7");
  expect(facts, "peer-index", Health::good, "serves S2 Connect v1");
  facts.peer->versions = {"v7"};
  expect(facts, "peer-index", Health::bad, "v7");
  facts.peer->is_index = false;
  facts.peer->status = 404;
  expect(facts, "peer-index", Health::bad, "HTTP 404");
  facts.peer->addresses.clear();
  facts.peer->unresolved = "nobody of that name";
  expect(facts, "peer-name", Health::bad, "nobody of that name");
  for (const char* check : {"peer-port", "peer-tls", "peer-certificate", "peer-index"}) {
    expect(facts, check, Health::not_tried, "not resolved");
  }
}

TEST(Doctor, AFailureIsPutWhereItHappened) {
  const std::pair<CallFailure, std::string_view> table[] = {
      {CallFailure::no_such_name, "peer-port"},
      {CallFailure::unreachable, "peer-port"},
      {CallFailure::timed_out, "peer-port"},
      {CallFailure::weak_cryptography, "peer-tls"},
      {CallFailure::untrusted, "peer-certificate"},
      {CallFailure::root_changed, "peer-certificate"},
      {CallFailure::leaf_changed, "peer-certificate"},
      {CallFailure::wrong_name, "peer-certificate"},
      {CallFailure::expired, "peer-certificate"},
      {CallFailure::not_yet_valid, "peer-certificate"},
      {CallFailure::broken, "peer-index"},
      {CallFailure::too_large, "peer-index"},
      {CallFailure::redirected, "peer-index"},
  };
  for (const auto& [why, where] : table) {
    MachineFacts facts = healthy();
    facts.peer = charger();
    facts.peer->failure = connect::CallError{.why = why, .text = "because"};
    bool has_failed = false;
    for (const auto& one : app::examine(facts)) {
      if (!one.check.starts_with("peer-") || one.check == "peer-name") continue;
      const Health before_or_behind = has_failed ? Health::not_tried : Health::good;
      EXPECT_EQ(one.health, one.check == where ? Health::bad : before_or_behind) << where << " at " << one.check;
      has_failed = has_failed || one.check == where;
    }
    EXPECT_TRUE(has_failed) << where;
  }
}

}  // namespace
}  // namespace s2::tests
