// kill -9 in the middle of everything: whatever the moment, a store is as before a change or as after it.

#include "folder.hpp"

#include <connect/people.hpp>
#include <s2/store.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>
#include <stdexcept>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace s2::tests {
namespace {

const auto cem = node(1, connect::Role::cem);
const auto other_cem = node(2, connect::Role::cem);
const auto rm = node(3, connect::Role::rm);

// Every pairing carries its number in its time and in each of its tokens.
connect::Pairing numbered(std::int64_t number, const connect::NodeDescription& peer) {
  auto pairing = as_client(rm, peer, "token " + std::to_string(number));
  pairing.since = Time{number, 0};
  pairing.tokens.push_back({connect::Secret("pending " + std::to_string(number)), true, Time{number, 0}});
  return pairing;
}

// Rotates tokens and changes CEMs for ever, beginning where the store stands. Says through the pipe what is durable:
// where it begins, and then every change when the store has confirmed it.
[[noreturn]] void write_for_ever(const std::string& path, int pipe) {
  auto store = store::open_file(path);
  if (!store) std::_Exit(2);
  std::int64_t number = 0;
  connect::NodeId present = cem.id;
  const auto all = (*store)->all().value();
  for (const auto& pairing : all) {
    number = std::max(number, pairing.since.seconds);
    if (pairing.state == connect::PairingState::paired) present = pairing.pair.peer;
  }
  while (::write(pipe, &number, sizeof number) == sizeof number) {
    ++number;
    const bool switches = number % 5 == 0;
    const auto& peer = (present == cem.id) == switches ? other_cem : cem;
    auto provisional = numbered(number, peer);
    provisional.state = connect::PairingState::provisional;
    const bool done =
        (*store)->put(provisional) && (switches ? (*store)->replace(numbered(number, peer), {rm.id, present}, true)
                                                : (*store)->put(numbered(number, peer)));
    if (!done) std::_Exit(3);
    present = peer.id;
  }
  std::_Exit(4);
}

using Clock = std::chrono::steady_clock;

// How fast this disk is: the time of the newest change, which says how long the next may be waited for.
Clock::duration one_change = std::chrono::milliseconds(1);

// Begins to write, lives through this many changes and a share of the next, and is killed. Returns what was durable.
std::int64_t cut(const std::string& path, int changes, double share) {
  int pipe[2];
  if (::pipe(pipe) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) write_for_ever(path, pipe[1]);
  ::close(pipe[1]);
  std::int64_t durable = -1;
  const auto hear = [&] { return ::read(pipe[0], &durable, sizeof durable) == sizeof durable; };
  bool is_alive = hear();
  for (int i = 0; i < changes && is_alive; ++i) {
    const auto begin = Clock::now();
    is_alive = hear();
    one_change = Clock::now() - begin;
  }
  std::this_thread::sleep_for(one_change * share);
  ::kill(child, SIGKILL);
  while (hear()) continue;
  ::close(pipe[0]);
  int outcome = 0;
  EXPECT_EQ(::waitpid(child, &outcome, 0), child);
  EXPECT_TRUE(is_alive && WIFSIGNALED(outcome)) << "it ended by itself with " << WEXITSTATUS(outcome);
  return durable;
}

// What has to hold after a cut of a store in which this change was durable; returns the newest number.
std::int64_t check(const std::string& path, std::int64_t durable) {
  const auto store = store::open_file(path);
  EXPECT_TRUE(store) << (store ? "" : store.error().text);
  if (!store) return -1;
  const auto all = (*store)->all().value();
  std::int64_t newest = 0;
  std::size_t settled = 0;
  for (const auto& pairing : all) {
    const std::string number = std::to_string(pairing.since.seconds);
    EXPECT_EQ(pairing.tokens.size(), 2U);
    EXPECT_EQ(pairing.tokens.at(0).token.reveal(), "token " + number) << "tokens of another change";
    EXPECT_EQ(pairing.tokens.at(1).token.reveal(), "pending " + number);
    newest = std::max(newest, pairing.since.seconds);
    if (pairing.state == connect::PairingState::provisional) continue;
    ++settled;
    EXPECT_FALSE((*store)->is_unpaired(pairing.pair).value()) << "paired and unpaired at once";
  }
  EXPECT_LE(settled, 1U) << "a pairing is there twice";
  EXPECT_TRUE(durable < 1 || settled > 0) << "a pairing was lost";
  EXPECT_GE(newest, durable) << "what was durable is gone";
  return newest;
}

// C-293, C-294
TEST(Cuts, NoPairingIsLostOrDoubledHoweverOftenTheProgramIsKilled) {
  const store::Folder folder(store::beyond_disks());
  std::mt19937 chance(7);
  std::uniform_int_distribution<int> changes(0, 3);
  std::uniform_real_distribution<double> share(0, 1);
  constexpr int cuts = 1000;
  std::int64_t settled = 0;
  std::int64_t newest = 0;
  for (int i = 0; i < cuts && !testing::Test::HasFailure(); ++i) {
    settled = std::max(settled, cut(folder.file(), changes(chance), share(chance)));
    newest = check(folder.file(), settled);
  }
  std::cout << cuts << " cuts, " << newest << " changes of tokens survived\n";
  EXPECT_GT(newest, cuts) << "hardly anything was written";
}

}  // namespace
}  // namespace s2::tests
