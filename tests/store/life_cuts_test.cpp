// kill -9 in the middle of pairings and of changes of tokens, both sides with their stores in files: whatever the
// moment, no pairing is lost or there twice, and both meet again without their users.

#include "both_sides.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>

#include <sys/wait.h>
#include <unistd.h>

namespace s2::tests {
namespace {

using Pairings = std::vector<connect::Pairing>;

constexpr int cuts = 1'000;
constexpr int lives = 25;       // cuts in one pair of stores, which then begin anew
constexpr int writes_max = 60;  // somewhat more than a life has, before and behind each counted

// Pairs, meets, pairs anew and meets for ever; ends itself before or behind the write of this number.
[[noreturn]] void live(const store::Folder& folder, Time now, int cut) {
  int writes = 0;
  BothSides sides(folder, now, [&] {
    if (++writes == cut) ::raise(SIGKILL);
  });
  for (int i = 0; i < writes_max; ++i) {
    const bool is_done = i % 4 == 0 ? sides.pair() : sides.meet();
    if (!is_done) std::_Exit(3);
  }
  std::_Exit(4);
}

void cut_life(const store::Folder& folder, Time now, int cut) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) live(folder, now, cut);
  int outcome = 0;
  ASSERT_EQ(::waitpid(child, &outcome, 0), child);
  ASSERT_TRUE(WIFSIGNALED(outcome)) << "it ended by itself with " << WEXITSTATUS(outcome);
}

// The one pairing that both have, or none.
void expect_agreement(const Pairings& at_cem, const Pairings& at_rm, bool is_paired) {
  const std::size_t count = is_paired ? 1 : 0;
  ASSERT_EQ(at_cem.size(), count);
  ASSERT_EQ(at_rm.size(), count);
  if (!is_paired) return;
  EXPECT_EQ(at_cem[0].state, connect::PairingState::paired);
  EXPECT_EQ(at_rm[0].state, connect::PairingState::paired);
  ASSERT_EQ(at_cem[0].tokens.size(), 1U);
  const auto& known = at_rm[0].tokens;
  EXPECT_TRUE(
      std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.token == at_cem[0].tokens[0].token; }));
}

// Both come back: a pairing that either of them could rely on is there, and they meet. Tells whether there is one.
bool come_back(const store::Folder& folder, Time now, bool was_paired) {
  BothSides sides(folder, now);
  const bool cem_relies = !sides.cem_store().all().value().empty();
  const bool rm_knows = !sides.rm_store().all().value().empty();
  const bool meets = rm_knows && sides.meet();
  EXPECT_TRUE(meets || !(was_paired || cem_relies)) << "a pairing was lost";
  expect_agreement(sides.cem_store().all().value(), sides.rm_store().all().value(), meets);
  return meets;
}

// C-175, C-177, C-205, C-293, C-294
TEST(LifeCuts, WhereverBothAreKilledTheyMeetAgain) {
  std::mt19937 chance(11);
  Time now = start;
  int met = 0;
  int parted = 0;
  for (int done = 0; done < cuts && !testing::Test::HasFailure();) {
    const store::Folder folder(store::beyond_disks());
    bool is_paired = false;
    for (int i = 0; i < lives && !testing::Test::HasFailure(); ++i, ++done) {
      // The first cuts of a pair of stores lie in its first pairing, one after the other.
      const int cut = is_paired ? std::uniform_int_distribution<int>(1, writes_max)(chance) : 1 + i;
      cut_life(folder, now, cut);
      now = now + std::chrono::hours(1);
      is_paired = come_back(folder, now, is_paired);
      now = now + std::chrono::hours(1);
      ++(is_paired ? met : parted);
    }
  }
  std::cout << cuts << " cuts: " << met << " times they met again, " << parted << " times there was no pairing yet\n";
  EXPECT_GT(met, cuts / 2);
  EXPECT_GT(parted, 0);
}

}  // namespace
}  // namespace s2::tests
