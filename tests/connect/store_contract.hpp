#pragma once
// What every store promises. A test program plugs its store in:
//
//   INSTANTIATE_TEST_SUITE_P(Memory, StoreContract, testing::Values(StoreCase{"memory", …}));

#include "people.hpp"

#include <s2/connect/limits.hpp>
#include <s2/connect/store.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>

namespace s2::tests {

/// How a store is made, and made again after a restart.
struct StoreCase {
  std::string name;                                             ///< for the report
  std::function<std::unique_ptr<connect::Store>()> open;        ///< a new, empty store
  std::function<void(std::unique_ptr<connect::Store>&)> again;  ///< closes and opens it; may do nothing
};

inline std::ostream& operator<<(std::ostream& out, const StoreCase& one) { return out << one.name; }

class StoreContract : public testing::TestWithParam<StoreCase> {
 protected:
  connect::Store& store() { return *store_; }
  void restart() { GetParam().again(store_); }

  const connect::NodeDescription cem = node(1, connect::Role::cem);
  const connect::NodeDescription other_cem = node(2, connect::Role::cem);
  const connect::NodeDescription rm = node(3, connect::Role::rm);

  // Everything a pairing can hold.
  connect::Pairing full_pairing() const {
    connect::Pairing pairing = as_client(rm, cem, "first token");
    pairing.state = connect::PairingState::unpairing;
    pairing.peer_node.logo_url = "https://example.com/logo.png";
    pairing.peer_node.user_defined_name = "Küche \"1\"";
    pairing.peer_endpoint = {"hub", {}, connect::Deployment::wan};
    pairing.own_endpoint = {"evse", {}, connect::Deployment::lan};
    pairing.tokens.push_back({connect::Secret("second token"), true, start + Duration(1)});
    pairing.pin = {"hub.local", {}, std::string("\0\x30\xFF", 3)};
    pairing.pin->root.bytes[31] = 7;
    return pairing;
  }

 private:
  std::unique_ptr<connect::Store> store_ = GetParam().open();
};

// C-290, C-291
TEST_P(StoreContract, APairingComesBackAsItWasPut) {
  const auto pairing = full_pairing();
  ASSERT_TRUE(store().put(pairing));
  restart();
  const auto found = store().find(pairing.pair);
  ASSERT_TRUE(found);
  EXPECT_EQ(**found, pairing);
}

TEST_P(StoreContract, WhatWasNeverPutIsNotThere) {
  EXPECT_FALSE(store().find({rm.id, cem.id}).value());
  EXPECT_FALSE(store().provisional({rm.id, cem.id}).value());
  EXPECT_TRUE(store().all().value().empty());
  EXPECT_FALSE(store().is_unpaired({rm.id, cem.id}).value());
  EXPECT_FALSE(store().value("node").value());
}

TEST_P(StoreContract, ThePairIsSeenFromOneSideOnly) {
  ASSERT_TRUE(store().put(as_client(rm, cem, "token")));
  EXPECT_FALSE(store().find({cem.id, rm.id}).value());
}

// C-294
TEST_P(StoreContract, APairingTakesThePlaceOfTheOneBefore) {
  ASSERT_TRUE(store().put(full_pairing()));
  const auto renewed = as_client(rm, cem, "new token");
  ASSERT_TRUE(store().put(renewed));
  restart();
  EXPECT_EQ(store().all().value(), std::vector{renewed});
}

// C-177
TEST_P(StoreContract, AProvisionalPairingStandsBesideTheOldOne) {
  const auto old = as_client(rm, cem, "old");
  auto fresh = as_client(rm, cem, "fresh");
  fresh.state = connect::PairingState::provisional;
  ASSERT_TRUE(store().put(old));
  ASSERT_TRUE(store().put(fresh));
  restart();
  EXPECT_EQ(**store().find(old.pair), old);
  EXPECT_EQ(**store().provisional(old.pair), fresh);
  EXPECT_EQ(store().of(rm.id).value(), (std::vector{old, fresh}));
  ASSERT_TRUE(store().drop_provisional(old.pair));
  restart();
  EXPECT_EQ(store().all().value(), std::vector{old});
}

// C-177
TEST_P(StoreContract, AProvisionalPairingEndsWhenItsPairIsPaired) {
  auto fresh = as_client(rm, cem, "fresh");
  fresh.state = connect::PairingState::provisional;
  ASSERT_TRUE(store().put(fresh));
  fresh.state = connect::PairingState::paired;
  ASSERT_TRUE(store().put(fresh));
  restart();
  EXPECT_EQ(store().all().value(), std::vector{fresh});
}

// C-199, C-263, C-292
TEST_P(StoreContract, WhatIsTakenOutIsGoneAndItsTombstoneStays) {
  const auto pairing = as_server(cem, rm, "token");
  auto fresh = pairing;
  fresh.state = connect::PairingState::provisional;
  ASSERT_TRUE(store().put(pairing));
  ASSERT_TRUE(store().put(fresh));
  ASSERT_TRUE(store().remove(pairing.pair, connect::Tombstone{pairing.pair, start}));
  restart();
  EXPECT_TRUE(store().all().value().empty());
  EXPECT_TRUE(store().is_unpaired(pairing.pair).value());
  EXPECT_FALSE(store().is_unpaired({rm.id, cem.id}).value());
}

TEST_P(StoreContract, ATombstoneIsSetForAPairThatIsNotThere) {
  const connect::Pair pair{cem.id, rm.id};
  ASSERT_TRUE(store().remove(pair, connect::Tombstone{pair, start}));
  EXPECT_TRUE(store().is_unpaired(pair).value());
}

// C-199, C-192
TEST_P(StoreContract, ATombstoneGoesWhenItsPairIsPairedAndNotBefore) {
  auto pairing = as_server(cem, rm, "token");
  ASSERT_TRUE(store().remove(pairing.pair, connect::Tombstone{pairing.pair, start}));
  pairing.state = connect::PairingState::provisional;
  ASSERT_TRUE(store().put(pairing));
  EXPECT_TRUE(store().is_unpaired(pairing.pair).value());
  pairing.state = connect::PairingState::paired;
  ASSERT_TRUE(store().put(pairing));
  restart();
  EXPECT_FALSE(store().is_unpaired(pairing.pair).value());
}

// C-189, C-190
TEST_P(StoreContract, OneCemTakesThePlaceOfAnotherInOneStep) {
  const auto old = as_client(rm, cem, "old");
  const auto fresh = as_client(rm, other_cem, "fresh");
  ASSERT_TRUE(store().put(old));
  ASSERT_TRUE(store().replace(fresh, old.pair, false));
  restart();
  EXPECT_EQ(store().find(old.pair).value()->state, connect::PairingState::unpairing);
  EXPECT_EQ(**store().find(fresh.pair), fresh);
}

// C-189, C-190
TEST_P(StoreContract, OneCemTakesThePlaceOfAnotherWhichFindsATombstone) {
  auto old = as_server(rm, cem, "old");
  auto fresh = as_server(rm, other_cem, "fresh");
  ASSERT_TRUE(store().put(old));
  ASSERT_TRUE(store().replace(fresh, old.pair, true));
  restart();
  EXPECT_EQ(store().all().value(), std::vector{fresh});
  EXPECT_TRUE(store().is_unpaired(old.pair).value());
}

TEST_P(StoreContract, PairingsOfANodeAreItsOwnOnly) {
  const auto one = as_client(rm, cem, "one");
  const auto two = as_client(rm, other_cem, "two");
  const auto foreign = as_server(cem, rm, "three");
  for (const auto& pairing : {two, foreign, one}) ASSERT_TRUE(store().put(pairing));
  EXPECT_EQ(store().of(rm.id).value(), (std::vector{one, two}));
  EXPECT_EQ(store().all().value(), (std::vector{foreign, one, two}));
}

TEST_P(StoreContract, WhatANodeHasToBeginIsKnown) {
  auto provisional = as_client(rm, cem, "newer");
  provisional.state = connect::PairingState::provisional;
  auto unpairing = as_client(rm, other_cem, "two");
  unpairing.state = connect::PairingState::unpairing;
  for (const auto& one : {as_client(rm, cem, "one"), provisional, unpairing, as_server(cem, rm, "three")}) {
    ASSERT_TRUE(store().put(one));
  }
  EXPECT_EQ(store().begun_by(rm.id).value(), (std::vector<connect::Pair>{{rm.id, cem.id}, {rm.id, other_cem.id}}));
  EXPECT_TRUE(store().begun_by(cem.id).value().empty()) << "a server waits";
}

// C-279
TEST_P(StoreContract, ThePinsOfAHostAreFound) {
  const auto pinned = full_pairing();
  auto without = as_server(cem, rm, "three");
  auto elsewhere = as_client(rm, other_cem, "two", "other.local");
  for (const auto& one : {pinned, without, elsewhere}) ASSERT_TRUE(store().put(one));
  EXPECT_EQ(store().pins_of("hub.local").value(), std::vector{*pinned.pin});
  EXPECT_TRUE(store().pins_of("unknown.local").value().empty());
}

// C-199
TEST_P(StoreContract, TombstonesAreForgottenByAge) {
  const connect::Pair old{cem.id, rm.id};
  const connect::Pair young{other_cem.id, rm.id};
  ASSERT_TRUE(store().remove(old, connect::Tombstone{old, start}));
  ASSERT_TRUE(store().remove(young, connect::Tombstone{young, start + Duration(1)}));
  ASSERT_TRUE(store().forget_tombstones(start + Duration(1)));
  restart();
  EXPECT_FALSE(store().is_unpaired(old).value());
  EXPECT_TRUE(store().is_unpaired(young).value());
}

// C-199
TEST_P(StoreContract, TheOldestTombstoneMakesRoom) {
  const auto bury = [&](std::size_t number) {
    connect::Pair pair{cem.id, rm.id};
    pair.peer.uuid[0] = static_cast<std::uint8_t>(number >> 8U);
    pair.peer.uuid[1] = static_cast<std::uint8_t>(number);
    const Time since = start + Duration(static_cast<Duration::rep>(number));
    EXPECT_TRUE(store().remove(pair, connect::Tombstone{pair, since}));
    return pair;
  };
  const auto first = bury(0);
  for (std::size_t i = 1; i < connect::Limits::tombstones; ++i) bury(i);
  EXPECT_TRUE(store().is_unpaired(first).value());
  const auto last = bury(connect::Limits::tombstones);
  EXPECT_FALSE(store().is_unpaired(first).value());
  EXPECT_TRUE(store().is_unpaired(last).value());
}

// C-289
TEST_P(StoreContract, ValuesOfTheEndpointComeBackByteByByte) {
  const std::string key("\0\xFFkey", 5);
  ASSERT_TRUE(store().set_value("ca", "old"));
  ASSERT_TRUE(store().set_value("ca", key));
  restart();
  EXPECT_EQ(store().value("ca").value(), key);
}

}  // namespace s2::tests
