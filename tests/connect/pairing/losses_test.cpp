// Everything that can get lost in an attempt gets lost, one after the other and in pairs: what both sides believe at
// the end fits together.

#include "link.hpp"

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

using namespace tests;

constexpr std::string_view code = "ABCD234567";

// What goes wrong: calls and answers by their number, writes of a store by theirs.
struct Faults {
  std::vector<int> calls;
  std::vector<int> answers;
  int client_write = -1;
  int server_write = -1;
};

std::string text_of(const Faults& faults) {
  std::string text = "calls";
  for (const int one : faults.calls) text += ' ' + std::to_string(one);
  text += ", answers";
  for (const int one : faults.answers) text += ' ' + std::to_string(one);
  return text + ", writes " + std::to_string(faults.client_write) + " and " + std::to_string(faults.server_write);
}

bool contains(const std::vector<int>& all, int one) { return std::find(all.begin(), all.end(), one) != all.end(); }

class PairingLosses : public testing::TestWithParam<Role> {
 protected:
  // The token that a side holds for the other, in whatever state.
  static std::optional<Secret> token_of(Party& own, Party& other) {
    const Pair pair{own.node.id, other.node.id};
    auto found = own.store.find(pair).value();
    if (!found) found = own.store.provisional(pair).value();
    return found ? std::optional(found->tokens.front().token) : std::nullopt;
  }
  static void fail_write(Party& party, int number) {
    if (number < 0) return;
    party.store.around_write = [&party, number, writes = 0]() mutable {
      if (writes++ / 2 == number) party.store.writes_fail = true;  // it is called before and after each
    };
  }

  void play(const Faults& faults) {
    SCOPED_TRACE(text_of(faults));
    Party cem(1, Role::cem, Deployment::lan, "hub.local");
    Party rm(2, Role::rm, Deployment::lan, "evse1038.local");
    Party& client = GetParam() == Role::cem ? cem : rm;
    Party& server = GetParam() == Role::cem ? rm : cem;
    server.endpoint.issue(server.node.id, Secret(code), start + Limits::token_life);
    fail_write(client, faults.client_write);
    fail_write(server, faults.server_write);

    Link link(client, server, goal_for(client, server, code));
    int calls = 0;
    int answers = 0;
    link.on_call = [&](Call&) { return !contains(faults.calls, calls++); };
    link.on_answer = [&](const Call&, Response&) { return !contains(faults.answers, answers++); };
    const PairingStep end = link.run();
    for (int i = 0; i < 20; ++i) server.server.wake(link.now + Duration(1'000 * i));

    const auto there = server.pairing_with(client);
    const auto here = token_of(client, server);
    if (end == PairingStep::done) {
      EXPECT_TRUE(client.pairing_with(server));
    }
    if (end == PairingStep::done || there) {
      ASSERT_TRUE(there && here) << "one side has nothing of it";
      EXPECT_EQ(there->tokens.front().token, *here);
    }
    if (end == PairingStep::failed) {
      EXPECT_FALSE(here || there);
    }
    EXPECT_EQ(end == PairingStep::undecided, here && !client.pairing_with(server));
  }
};

// C-175, C-177, C-178, C-183
TEST_P(PairingLosses, BothSidesAgreeWhateverIsLost) {
  play({});
  for (int one = 0; one < 8; ++one) {
    play({.calls = {one}, .answers = {}});
    play({.calls = {}, .answers = {one}});
    for (int other = 0; other < 8; ++other) {
      play({.calls = {one, other}, .answers = {}});
      play({.calls = {}, .answers = {one, other}});
      play({.calls = {one}, .answers = {other}});
    }
  }
}

// C-175, C-177
TEST_P(PairingLosses, BothSidesAgreeWhicheverWriteFails) {
  for (int lost = -1; lost < 6; ++lost) {
    const std::vector<int> answers = lost < 0 ? std::vector<int>{} : std::vector<int>{lost};
    for (int write = 0; write < 3; ++write) {
      play({.calls = {}, .answers = answers, .client_write = write});
      play({.calls = {}, .answers = answers, .server_write = write});
    }
  }
}

// C-177
TEST_P(PairingLosses, FromAMomentOnEverythingIsLost) {
  for (int from = 0; from < 6; ++from) {
    Faults calls;
    Faults answers;
    for (int i = from; i < 100; ++i) {
      calls.calls.push_back(i);
      answers.answers.push_back(i);
    }
    play(calls);
    play(answers);
  }
}

INSTANTIATE_TEST_SUITE_P(Client, PairingLosses, testing::Values(Role::cem, Role::rm),
                         [](const auto& one) { return one.param == Role::cem ? "BranchB" : "BranchA"; });

}  // namespace
}  // namespace s2::connect
