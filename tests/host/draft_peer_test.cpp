// A running endpoint and a peer that speaks a draft of S2 Connect, over real TLS: neither way are they paired, and the
// user of the endpoint hears why.

#include "../transport/http/device.hpp"
#include "../transport/http/hub.hpp"
#include "party.hpp"

#include <connect/draft_peer.hpp>

#include <gtest/gtest.h>

namespace s2::host {
namespace {

using namespace connect;
using tests::Draft;
using tests::DraftCrypto;

constexpr std::string_view draft_code = "ABCD23456789";  // Base64 of nine bytes, as the drafts issued it

// Keeps what it is told.
struct Kept final : Audit {
  void note(const AuditEntry& entry) override { entries.push_back(entry); }
  std::vector<AuditEntry> entries;
};

class DraftPeerTest : public testing::TestWithParam<Draft> {
 protected:
  void expect_told(const PairingEvent& event) const {
    const auto* failed = std::get_if<PairingFailed>(&event);
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->why, Problem::draft_peer) << text_of(failed->why).id;
    ASSERT_FALSE(audit.entries.empty());
    EXPECT_EQ(audit.entries.back().event, "pairing-failed");
    EXPECT_EQ(audit.entries.back().why, "S2CPP-DRAFT-PEER");
    EXPECT_NE(audit.entries.back().text.find("update that device"), std::string::npos);
    EXPECT_EQ(audit.entries.back().text.find(draft_code), std::string::npos);
  }

  transport::Loop loop;
  Kept audit;
};

//
TEST_P(DraftPeerTest, AsAClientGetsNothingAndIsNamedAtTheServer) {
  HostSettings settings = lan_server("hems");
  settings.audit = &audit;
  Party cem(loop, std::move(settings), tests::node(1, connect::Role::cem));
  ASSERT_TRUE(cem.host->set_code(cem.node.id, std::string(draft_code), std::chrono::minutes(5)));
  transport::Device device(loop);
  device.crypto = std::make_unique<DraftCrypto>(GetParam(), draft_code);

  const auto outcome = device.pair(cem.url().text(), draft_code);
  ASSERT_TRUE(outcome && std::holds_alternative<PairingFailed>(*outcome)) << device.problem;
  EXPECT_EQ(std::get<PairingFailed>(*outcome).why, Problem::code_refused) << "403, as for any wrong response";
  EXPECT_EQ(std::get<PairingFailed>(*outcome).detail, "");
  ASSERT_TRUE(transport::until(loop, [&] { return !cem.pairing.empty(); }));
  expect_told(cem.pairing.back());
  EXPECT_TRUE(cem.store.all().value().empty());
}

//
TEST_P(DraftPeerTest, AsAServerIsCalledOffAndNamedAtTheClient) {
  transport::HubWish wish;
  wish.crypto = std::make_unique<DraftCrypto>(GetParam(), draft_code);
  transport::Hub hub(loop, std::move(wish));
  hub.issue(draft_code);
  HostSettings settings = lan_client("evse");
  settings.audit = &audit;
  Party rm(loop, std::move(settings), tests::node(2, connect::Role::rm));

  expect_told(rm.pair(BaseUrl::parse(hub.base()).value(), std::string(draft_code)));
  ASSERT_TRUE(transport::until(loop, [&] { return !hub.pairing_events.empty(); }));
  const auto* there = std::get_if<PairingFailed>(&hub.pairing_events.back());
  ASSERT_TRUE(there);
  EXPECT_EQ(there->why, Problem::cancelled) << "as for any wrong code";
  EXPECT_TRUE(rm.store.all().value().empty());
  EXPECT_TRUE(hub.store->all().value().empty());
}

std::string name_of(const testing::TestParamInfo<Draft>& draft) {
  constexpr std::string_view names[] = {"DecodedAndBound", "DecodedAlone", "TextAlone"};
  return std::string(names[static_cast<std::size_t>(draft.param)]);
}

INSTANTIATE_TEST_SUITE_P(Drafts, DraftPeerTest, testing::ValuesIn(tests::all_drafts), name_of);

}  // namespace
}  // namespace s2::host
