// The table of communication clients, walked as a whole.

#include "connect/sessions/client_table.hpp"

#include <gtest/gtest.h>

#include <set>

namespace s2::connect::sessions {
namespace {

using enum SessionStage;

template <class Visit>
void for_each_pair(Visit visit) {
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    for (std::size_t cause = 0; cause < cause_count; ++cause) {
      visit(static_cast<SessionStage>(stage), static_cast<Cause>(cause));
    }
  }
}

TEST(ClientTable, NoTwoRowsAnswerTheSame) {
  for_each_pair([](SessionStage stage, Cause cause) {
    int found = 0;
    for (const Row& row : rows()) found += row.cause == cause && row.from.contains(stage);
    EXPECT_LE(found, 1) << static_cast<int>(stage) << ' ' << static_cast<int>(cause);
  });
}

TEST(ClientTable, EveryStageIsReachedAndEveryOneIsLeft) {
  std::set<SessionStage> reached{idle};
  std::set<SessionStage> left;
  for_each_pair([&](SessionStage stage, Cause cause) {
    const Row* row = find_row(stage, cause);
    if (!row) return;
    reached.insert(row->to);
    left.insert(stage);
  });
  EXPECT_EQ(reached.size(), stage_count);
  EXPECT_EQ(left.size(), stage_count);
}

// C-230, C-194
TEST(ClientTable, OnlyRefusalNoLongerPairedAndUnpairingStopTheClient) {
  for_each_pair([](SessionStage stage, Cause cause) {
    const Row* row = find_row(stage, cause);
    if (!row || row->to == stage || (row->to != not_accepted && row->to != unpaired)) return;
    const std::set<Cause> ends{Cause::all_refused, Cause::no_longer_paired, Cause::removed, Cause::is_gone};
    EXPECT_TRUE(ends.contains(cause)) << static_cast<int>(cause);
  });
}

// C-215, C-216, C-230
TEST(ClientTable, ADeadClientMovesOnlyWhenTheUserActs) {
  for_each_pair([](SessionStage stage, Cause cause) {
    const Row* row = find_row(stage, cause);
    if ((stage != not_accepted && stage != unpaired) || !row || row->step == Step::clean_up) return;
    const std::set<Cause> acts{Cause::renewed, Cause::given_up, Cause::removed};
    EXPECT_TRUE(acts.contains(cause)) << static_cast<int>(cause);
  });
}

// C-225
TEST(ClientTable, ASessionIsOnlyOpenedThroughSessionInitiation) {
  for_each_pair([](SessionStage stage, Cause cause) {
    const Row* row = find_row(stage, cause);
    if (!row) return;
    const auto only_from = [&](SessionStage to, SessionStage from) {
      EXPECT_TRUE(row->to != to || stage == from || (stage == to && to == initiating));
    };
    only_from(connected, connecting);
    only_from(connecting, confirming);
    only_from(confirming, initiating);
    only_from(initiating, asking_versions);
    only_from(asking_versions, loading);
  });
}

// C-257
TEST(ClientTable, APairingThatWasGivenUpNeverOpensASession) {
  std::set<SessionStage> reached{asking_first};
  for (std::size_t round = 0; round < stage_count; ++round) {
    for_each_pair([&](SessionStage stage, Cause cause) {
      const Row* row = find_row(stage, cause);
      const bool is_told_so = cause == Cause::is_paired || cause == Cause::is_gone || cause == Cause::renewed;
      if (row && reached.contains(stage) && !is_told_so) reached.insert(row->to);
    });
  }
  EXPECT_FALSE(reached.contains(initiating));
  EXPECT_FALSE(reached.contains(connecting));
}

// C-217, C-226
TEST(ClientTable, WhateverFailsIsTriedAgainAfterADelay) {
  for_each_pair([](SessionStage stage, Cause cause) {
    const Row* row = find_row(stage, cause);
    if (!row || cause != Cause::failed) return;
    EXPECT_EQ(row->step, Step::delay);
    EXPECT_TRUE(find_row(row->to, Cause::due));
  });
  for (const SessionStage talking : {asking_versions, initiating, confirming, asking_first, unpairing, connecting}) {
    EXPECT_TRUE(find_row(talking, Cause::failed));
  }
}

}  // namespace
}  // namespace s2::connect::sessions
