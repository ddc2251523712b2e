// Every combination of deployments that a machine without a network can show, to the session and a word in it. Rows
// are those of the digest, 1.3.

#include "lan.hpp"
#include "party.hpp"

#include <s2/transport.hpp>

#include <gmock/gmock.h>

namespace s2::host {
namespace {

using namespace connect;
using testing::Contains;
using testing::Each;
using testing::EndsWith;
using testing::Not;
using testing::SizeIs;
using transport::until;

constexpr auto cem_role = connect::Role::cem;
constexpr auto rm_role = connect::Role::rm;

class DeploymentsTest : public testing::Test {
 protected:
  // A name in the LAN or in the WAN; both lead here.
  HostSettings lan_here(const std::string& name) {
    HostSettings settings = lan_client(name);
    settings.discovery = access();
    settings.client = wan_client();
    return settings;
  }
  HostSettings lan_serving(const std::string& name) {
    HostSettings settings = lan_here(name);
    settings.serving = Serving{.name = name + ".local"};
    return settings;
  }
  HostSettings wan_serving(const std::string& name) {
    HostSettings settings;
    settings.description = {.name = name, .logo_url = {}, .deployment = Deployment::wan};
    settings.client = wan_client();
    const auto papers = transport::issued({.names = {name + ".example"}});
    settings.serving = Serving{.name = name + ".example"};
    settings.serving->identity = transport::TlsIdentity{
        .certificates = papers.certificate + transport::papers().authority.certificate, .key = papers.key};
    return settings;
  }

  // The initiator types the code that the responder shows, and both talk.
  static void expect_pairs(Party& initiator, Party& responder) {
    const auto outcome = initiator.pair(responder.url(), responder.code());
    if (const auto* failed = std::get_if<PairingFailed>(&outcome)) {
      FAIL() << finding_of(failed->why, failed->detail).text;
    }
    expect_session(initiator, responder);
  }
  static void expect_session(Party& one, Party& other) {
    ASSERT_TRUE(one.has_sessions(1) && other.has_sessions(1));
    Party& cem = one.node.role == cem_role ? one : other;
    Party& rm = one.node.role == cem_role ? other : one;
    cem.talk().session.connection->send(R"({"message_type":"an instruction"})");
    ASSERT_TRUE(until(cem.loop, [&] { return !rm.talk().notes.frames.empty(); }));
    rm.talk().session.connection->send(R"({"message_type":"its status"})");
    ASSERT_TRUE(until(cem.loop, [&] { return !cem.talk().notes.frames.empty(); }));
  }
  static bool serves(const Party& party) { return party.talks.back()->session.role == CommunicationRole::server; }

  transport::Loop loop;
  Lan lan{loop};

 private:
  transport::HttpClientOptions wan_client() {
    transport::HttpClientOptions options;
    options.authorities = transport::papers().authority.certificate;
    options.resolver = lan.resolver;
    return options;
  }
  transport::Dnssd* access() {
    accesses_.push_back(lan.access());
    return accesses_.back().get();
  }

  std::vector<std::unique_ptr<transport::Dnssd>> accesses_;
};

TEST_F(DeploymentsTest, Row1CemAndRmInTheWanTheCemBegins) {
  Party cem(loop, wan_serving("cem"), tests::node(1, cem_role));
  Party rm(loop, wan_serving("rm"), tests::node(2, rm_role));
  expect_pairs(cem, rm);
  EXPECT_TRUE(serves(cem));
}

TEST_F(DeploymentsTest, Row2CemAndRmInTheWanTheRmBegins) {
  Party cem(loop, wan_serving("cem"), tests::node(1, cem_role));
  Party rm(loop, wan_serving("rm"), tests::node(2, rm_role));
  expect_pairs(rm, cem);
  EXPECT_TRUE(serves(cem));
}

// C-133
TEST_F(DeploymentsTest, Row3TheMakersServerPairsForTheRmInTheLan) {
  Party cem(loop, wan_serving("cem"), tests::node(1, cem_role));
  HostSettings stand_in = wan_serving("maker");
  stand_in.description.deployment = Deployment::lan;
  stand_in.serving->stands_in = true;
  Party maker(loop, std::move(stand_in), tests::node(2, rm_role));
  ASSERT_TRUE(std::holds_alternative<Paired>(cem.pair(maker.url(), maker.code())));
  ASSERT_TRUE(until(loop, [&] { return !Party::of<Paired>(maker.pairing).empty(); }));
  const auto paired = Party::of<Paired>(maker.pairing).front();
  ASSERT_TRUE(paired.hand_over);
  Party rm(loop, lan_here("rm"), tests::node(3, rm_role));
  ASSERT_TRUE(rm.store.put(paired.pairing));
  ASSERT_TRUE(rm.host->add_node({.description = maker.node}));
  expect_session(cem, rm);
  EXPECT_TRUE(serves(cem));
}

TEST_F(DeploymentsTest, Row4CemInTheWanRmInTheLan) {
  Party cem(loop, wan_serving("cem"), tests::node(1, cem_role));
  Party rm(loop, lan_here("rm"), tests::node(2, rm_role));
  expect_pairs(rm, cem);
  EXPECT_TRUE(serves(cem));
}

TEST_F(DeploymentsTest, Row5CemInTheLanRmInTheWan) {
  Party cem(loop, lan_serving("cem"), tests::node(1, cem_role));
  Party rm(loop, wan_serving("rm"), tests::node(2, rm_role));
  expect_pairs(cem, rm);
  EXPECT_TRUE(serves(rm));
}

// C-133
TEST_F(DeploymentsTest, Row6TheMakersServerPairsForTheCemInTheLan) {
  Party rm(loop, wan_serving("rm"), tests::node(2, rm_role));
  HostSettings stand_in = wan_serving("maker");
  stand_in.description.deployment = Deployment::lan;
  stand_in.serving->stands_in = true;
  Party maker(loop, std::move(stand_in), tests::node(1, cem_role));
  ASSERT_TRUE(std::holds_alternative<Paired>(rm.pair(maker.url(), maker.code())));
  ASSERT_TRUE(until(loop, [&] { return !Party::of<Paired>(maker.pairing).empty(); }));
  Party cem(loop, lan_serving("cem"), tests::node(3, cem_role));
  ASSERT_TRUE(cem.store.put(Party::of<Paired>(maker.pairing).front().pairing));
  ASSERT_TRUE(cem.host->add_node({.description = maker.node}));
  expect_session(cem, rm);
  EXPECT_TRUE(serves(rm));
}

TEST_F(DeploymentsTest, Row7CemAndRmInTheLanTheRmServesPairing) {
  Party cem(loop, lan_serving("cem"), tests::node(1, cem_role));
  Party rm(loop, lan_serving("rm"), tests::node(2, rm_role));
  expect_pairs(cem, rm);
  EXPECT_TRUE(serves(cem));
}

// C-052, C-107, C-108, C-118, C-119, C-126
TEST_F(DeploymentsTest, Row8CemAndRmInTheLanTheRmPolls) {
  Party cem(loop, lan_serving("cem"), tests::node(1, cem_role));
  Party rm(loop, lan_here("rm"), tests::node(2, rm_role));
  lan.services.begin()->second.host = "elsewhere.local";
  ASSERT_TRUE(until(loop, [&] { return !cem.host->polling_nodes().empty(); })) << "found by what is published";
  const std::string code = rm.code();
  ASSERT_TRUE(cem.host->pair_polling(rm.node.id, cem.node.id, code));
  expect_session(cem, rm);
  EXPECT_TRUE(serves(cem));
  EXPECT_THAT(lan.resolver->asked, Each("cem.local")) << "the name in the URL, not that of the record";
}

TEST_F(DeploymentsTest, Row9CemAndRmInTheLanTheRmBegins) {
  Party cem(loop, lan_serving("cem"), tests::node(1, cem_role));
  Party rm(loop, lan_here("rm"), tests::node(2, rm_role));
  expect_pairs(rm, cem);
  EXPECT_TRUE(serves(cem));
}

// C-043
TEST_F(DeploymentsTest, AnEndpointIsPublishedWhileThereIsANodeToPairWith) {
  Party cem(loop, lan_serving("cem"), tests::node(1, cem_role));
  ASSERT_THAT(lan.records, SizeIs(1));
  EXPECT_EQ(lan.records.begin()->second.host, "cem.local");
  EXPECT_THAT(lan.records.begin()->second.subtypes, Contains(cem_subtype));
  cem.host->remove_node(cem.node.id);
  EXPECT_TRUE(lan.records.empty());
  ASSERT_TRUE(cem.host->add_node({.description = tests::node(2, rm_role)}));
  ASSERT_THAT(lan.records, SizeIs(1));
  EXPECT_THAT(lan.records.begin()->second.subtypes, Not(Contains(cem_subtype)));
  cem.host.reset();
  EXPECT_TRUE(lan.records.empty()) << "goodbye";
}

TEST_F(DeploymentsTest, WhatLivesInTheWanIsNotPublished) {
  HostSettings settings = wan_serving("cem");
  const auto access = lan.access();
  settings.discovery = access.get();
  const Party cem(loop, std::move(settings), tests::node(1, cem_role));
  EXPECT_TRUE(lan.records.empty());
}

// C-270
TEST_F(DeploymentsTest, InTheWanACertificateIsNeeded) {
  HostSettings settings = wan_serving("cem");
  settings.serving->identity.reset();
  const auto store = make_memory_store();
  const auto opened = EndpointHost::open(loop, *store, std::move(settings), {});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().rule, "S2CPP-TLS");
}

}  // namespace
}  // namespace s2::host
