// kill -9 of one side at a time: two processes, real TLS between them, their stores in files. Whichever is killed, in
// the middle of a pairing or of a change of tokens, it comes back, both have a session again without their users, and
// no pairing is lost or there twice.

#include "cut_sides.hpp"

#include <s2/store.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <random>

namespace s2::host {
namespace {

using Pairings = std::vector<connect::Pairing>;

constexpr int homes = 4;           // each begins with empty stores
constexpr int cuts_per_home = 14;  // alternately of the energy manager and of the device
constexpr int measured = 4;        // sessions that say how many steps a life has; among them is a pairing

class OneSidedCuts : public testing::Test {
 protected:
  // How many steps a side takes for some sessions, so that a random one of them may be its last.
  static int steps_of_sessions(const SideState& side) {
    const int sessions = side.sessions;
    const int before = side.steps;
    EXPECT_TRUE(comes_true([&] { return side.sessions >= sessions + measured; }));
    return std::max(1, side.steps - before);
  }

  // Kills a side somewhere within its next steps, and begins it anew.
  void cut(Side& victim, Side& other, int steps) {
    victim.state().steps_left = std::uniform_int_distribution<int>(1, steps)(chance_);
    ASSERT_TRUE(victim.is_killed()) << "it was not killed, or ended by itself";
    if (victim.state().is_pairing || other.state().is_pairing) ++cuts_in_pairings_;
    victim.begin();
    if (is_back(victim, other)) return;
    // A server keeps a place for who has proven the code, 15 s long, and the device that was to take it has forgotten.
    // Both are in order; waiting would show nothing more.
    ++waits_;
    other.kill();
    other.begin();
    ASSERT_TRUE(comes_true([&] { return has_met(victim, other); })) << "they do not meet again";
  }

  static bool has_met(const Side& one, const Side& other) {
    return one.state().sessions > one.sessions_before() && other.state().sessions > other.sessions_before();
  }

  // Whether both have a session that is younger than the cut; false when the device has to wait for that.
  static bool is_back(Side& victim, Side& other) {
    other.count_sessions_from_here();
    const bool is_through = comes_true([&] { return has_met(victim, other) || victim.state().has_to_wait; });
    EXPECT_TRUE(is_through) << "they do not meet again";
    return has_met(victim, other);
  }

  // What both stores hold in the end: one pairing, whose token both know.
  static void expect_agreement(const std::string& cem_path, const std::string& rm_path) {
    const Pairings at_cem = store::open_file(cem_path).value()->all().value();
    const Pairings at_rm = store::open_file(rm_path).value()->all().value();
    const auto is_paired = [](const auto& one) { return one.state == connect::PairingState::paired; };
    ASSERT_EQ(std::count_if(at_cem.begin(), at_cem.end(), is_paired), 1);
    ASSERT_EQ(std::count_if(at_rm.begin(), at_rm.end(), is_paired), 1);
    const auto& active = std::find_if(at_cem.begin(), at_cem.end(), is_paired)->tokens;
    ASSERT_EQ(active.size(), 1U);
    // One that was pairing anew has the new pairing beside the old one.
    EXPECT_TRUE(std::any_of(at_rm.begin(), at_rm.end(), [&](const connect::Pairing& pairing) {
      return std::any_of(pairing.tokens.begin(), pairing.tokens.end(),
                         [&](const auto& one) { return one.token == active[0].token; });
    }));
  }

  void live() {
    const store::Folder folder;
    Side cem(Side::Kind::cem, folder.file("cem.db"));
    cem.begin();
    ASSERT_TRUE(comes_true([&] { return cem.state().port != 0; })) << "it does not serve";
    Side rm(Side::Kind::rm, folder.file("rm.db"), cem.state());
    rm.begin();
    ASSERT_TRUE(comes_true([&] { return has_met(rm, cem); })) << "they do not even meet once";
    const int cem_steps = steps_of_sessions(cem.state());
    const int rm_steps = steps_of_sessions(rm.state());
    for (int i = 0; i < cuts_per_home && !HasFatalFailure(); ++i, ++cuts_) {
      // Every other time of each side from the beginning of a pairing on, which takes about as long as a session.
      const bool in_pairing = i % 4 < 2;
      ASSERT_TRUE(!in_pairing || comes_true([&] { return rm.state().is_pairing.load(); })) << "it pairs no more";
      const int share = in_pairing ? measured : 1;
      if (i % 2 == 0) {
        cut(cem, rm, std::max(1, cem_steps / share));
      } else {
        cut(rm, cem, std::max(1, rm_steps / share));
      }
    }
    if (HasFatalFailure()) return;
    cem.kill();
    rm.kill();
    for (const Side* side : {&cem, &rm}) {
      EXPECT_EQ(side->state().lost, 0) << "a pairing was lost";
      EXPECT_EQ(side->state().doubled, 0) << "a pairing was there twice";
    }
    pairings_ += rm.state().pairings;
    sessions_ += rm.state().sessions;
    expect_agreement(folder.file("cem.db"), folder.file("rm.db"));
  }

  std::mt19937 chance_{11};
  int cuts_ = 0;
  int cuts_in_pairings_ = 0;
  int waits_ = 0;
  int pairings_ = 0;
  int sessions_ = 0;
};

// C-175, C-177, C-205, C-225, C-293, C-294
TEST_F(OneSidedCuts, WhicheverSideIsKilledBothMeetAgain) {
  for (int home = 0; home < homes && !HasFailure(); ++home) live();
  std::cout << cuts_ << " cuts, " << cuts_in_pairings_ << " of them within a pairing; " << pairings_ << " pairings and "
            << sessions_ << " sessions; " << waits_ << " times both were begun anew\n";
  EXPECT_GE(cuts_, 50);
  EXPECT_GT(cuts_in_pairings_, 0);
}

}  // namespace
}  // namespace s2::host
