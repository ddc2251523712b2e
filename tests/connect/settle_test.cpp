// What a new pairing brings to an end.

#include "flaky_store.hpp"
#include "people.hpp"

#include <s2/connect/settle.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

class Settling : public testing::Test {
 protected:
  std::unique_ptr<Store> store = make_memory_store();
  const NodeDescription cem = node(1, Role::cem);
  const NodeDescription other_cem = node(2, Role::cem);
  const NodeDescription rm = node(3, Role::rm);
  const NodeDescription other_rm = node(4, Role::rm);
};

// C-188
TEST_F(Settling, ACemKeepsAllItsRms) {
  ASSERT_TRUE(settle(*store, as_server(cem, rm, "one")));
  const auto settled = settle(*store, as_server(cem, other_rm, "two"));
  ASSERT_TRUE(settled);
  EXPECT_FALSE(settled->left);
  EXPECT_FALSE(settled->is_renewal);
  EXPECT_EQ(store->all().value().size(), 2U);
}

// C-188, C-189, C-190
TEST_F(Settling, AnRmLeavesTheOldCemWhichItStillHasToTell) {
  const auto old = as_client(rm, cem, "one");
  ASSERT_TRUE(settle(*store, old));
  const auto settled = settle(*store, as_client(rm, other_cem, "two"));
  ASSERT_TRUE(settled);
  ASSERT_TRUE(settled->left);
  EXPECT_EQ(*settled->left, old);
  EXPECT_EQ(store->find(old.pair).value()->state, PairingState::unpairing);
}

// C-189, C-190, C-261
TEST_F(Settling, AnOldCemThatWasClientFindsATombstone) {
  const auto old = as_server(rm, cem, "one");
  ASSERT_TRUE(settle(*store, old));
  ASSERT_TRUE(settle(*store, as_client(rm, other_cem, "two")));
  EXPECT_FALSE(store->find(old.pair).value());
  EXPECT_TRUE(store->is_unpaired(old.pair).value());
}

// C-191, C-192
TEST_F(Settling, TheSamePairAgainIsARenewalWithoutTombstone) {
  ASSERT_TRUE(settle(*store, as_client(rm, cem, "one")));
  const auto settled = settle(*store, as_client(rm, cem, "two"));
  ASSERT_TRUE(settled);
  EXPECT_TRUE(settled->is_renewal);
  EXPECT_FALSE(settled->left);
  const auto found = store->find({rm.id, cem.id}).value();
  ASSERT_TRUE(found);
  ASSERT_EQ(found->tokens.size(), 1U);
  EXPECT_EQ(found->tokens[0].token.reveal(), "two");
  EXPECT_FALSE(store->is_unpaired({rm.id, cem.id}).value());
}

// C-177, C-189
TEST_F(Settling, AProvisionalPairingEndsNoOther) {
  ASSERT_TRUE(settle(*store, as_client(rm, cem, "one")));
  auto provisional = as_client(rm, other_cem, "two");
  provisional.state = PairingState::provisional;
  ASSERT_TRUE(store->put(provisional));
  EXPECT_EQ(store->find({rm.id, cem.id}).value()->state, PairingState::paired);
  const auto settled = settle(*store, provisional);
  ASSERT_TRUE(settled);
  EXPECT_TRUE(settled->left);
  EXPECT_EQ(store->find({rm.id, cem.id}).value()->state, PairingState::unpairing);
}

TEST_F(Settling, AStoreThatFailsLeavesEverythingAsItWas) {
  FlakyStore flaky(*store);
  ASSERT_TRUE(settle(flaky, as_client(rm, cem, "one")));
  const auto before = store->all().value();
  flaky.writes_fail = true;
  EXPECT_EQ(settle(flaky, as_client(rm, other_cem, "two")).error().rule, "S2CPP-STORE");
  flaky.writes_fail = false;
  flaky.reads_fail = true;
  EXPECT_FALSE(settle(flaky, as_client(rm, other_cem, "two")));
  EXPECT_EQ(store->all().value(), before);
}

}  // namespace
}  // namespace s2::connect
