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

// Rotates tokens and changes CEMs for ever, beginning where the store stands. Says through the pipe when it begins.
[[noreturn]] void write_for_ever(const std::string& path, int pipe) {
  auto store = store::open_file(path);
  if (!store || ::write(pipe, "!", 1) != 1) std::_Exit(2);
  std::int64_t number = 0;
  connect::NodeId present = cem.id;
  const auto all = (*store)->all().value();
  for (const auto& pairing : all) {
    number = std::max(number, pairing.since.seconds);
    if (pairing.state == connect::PairingState::paired) present = pairing.pair.peer;
  }
  for (;;) {
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
}

// Begins to write, and kills whoever does it after a while.
void cut(const std::string& path, std::chrono::microseconds after) {
  int pipe[2];
  ASSERT_EQ(::pipe(pipe), 0);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) write_for_ever(path, pipe[1]);
  ::close(pipe[1]);
  char begun = 0;
  const auto got = ::read(pipe[0], &begun, 1);
  ::close(pipe[0]);
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  int outcome = 0;
  ASSERT_EQ(::waitpid(child, &outcome, 0), child);
  ASSERT_TRUE(got == 1 && WIFSIGNALED(outcome)) << "it ended by itself with " << WEXITSTATUS(outcome);
}

// What has to hold after a cut; returns the newest number.
std::int64_t check(const std::string& path) {
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
  if (newest > 1) {
    EXPECT_EQ(settled, 1U) << "a pairing was lost, or is there twice";
  }
  return newest;
}

// C-293, C-294
TEST(Cuts, NoPairingIsLostOrDoubledHoweverOftenTheProgramIsKilled) {
  const store::Folder folder;
  std::mt19937 chance(7);
  std::uniform_int_distribution<int> span_us(0, 4000);
  constexpr int cuts = 1000;
  std::int64_t newest = 0;
  for (int i = 0; i < cuts && !testing::Test::HasFailure(); ++i) {
    cut(folder.file(), std::chrono::microseconds(span_us(chance)));
    const std::int64_t now = check(folder.file());
    EXPECT_GE(now, newest) << "what was durable is gone";
    newest = now;
  }
  std::cout << cuts << " cuts, " << newest << " changes of tokens survived\n";
  EXPECT_GT(newest, cuts / 50) << "hardly anything was written";
}

}  // namespace
}  // namespace s2::tests
