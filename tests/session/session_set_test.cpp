// Many sessions under one timer.

#include "pair.hpp"

#include <s2/session_set.hpp>

#include <gtest/gtest.h>

#include <random>

namespace s2 {
namespace {

std::unique_ptr<Session> waiting_cem(const SessionSet& set, std::int64_t start_s) {
  SessionOptions options;
  options.workbench = set.workbench();
  return std::make_unique<CemSession>(options, tests::numbered_ids("c-"), Time{start_s, 0});
}

TEST(SessionSet, WakesEachSessionAtItsDeadlineAndNoOther) {
  SessionSet set;
  std::mt19937 random(7);
  std::vector<std::int64_t> starts;
  std::vector<SessionSet::Key> keys;
  for (int i = 0; i < 200; ++i) {
    starts.push_back(static_cast<std::int64_t>(random() % 1000));
    keys.push_back(set.add(waiting_cem(set, starts.back())));
  }
  // A Handshake nobody answers is overdue after 10 s; the handshake has failed after 30 s.
  Time last;
  std::vector<int> wakes(keys.size() + 1);
  while (const auto due = set.next_deadline()) {
    EXPECT_LE(last, *due);
    last = *due;
    set.wake(*due, [&](SessionSet::Key key, Session& session) {
      const auto start = starts[key - 1];
      EXPECT_TRUE(*due == (Time{start + 10, 0}) || *due == (Time{start + 30, 0}));
      EXPECT_EQ(session.ended(), *due == (Time{start + 30, 0}));
      ++wakes[key];
    });
  }
  for (const auto key : keys) EXPECT_EQ(wakes[key], 2);
}

TEST(SessionSet, ForgetsASessionThatIsTakenOutButNotWhatItCounted) {
  SessionSet set;
  const auto key = set.add(waiting_cem(set, 0));
  const auto other = set.add(waiting_cem(set, 5));
  set.receive(key, "no JSON", Time{1, 0});
  EXPECT_EQ(set.counters().refused, 1U);
  const auto session = set.remove(key);
  ASSERT_NE(session, nullptr);
  EXPECT_EQ(set.at(key), nullptr);
  EXPECT_EQ(set.size(), 1U);
  EXPECT_EQ(set.next_deadline(), (Time{15, 0}));
  EXPECT_EQ(set.counters().refused, 1U);
  EXPECT_EQ(set.remove(key), nullptr);
  EXPECT_NE(set.at(other), nullptr);
}

TEST(SessionSet, ASessionMayGoWhileItIsWoken) {
  SessionSet set;
  for (int i = 0; i < 3; ++i) set.add(waiting_cem(set, 0));
  std::size_t woken = 0;
  set.wake(Time{10, 0}, [&](SessionSet::Key key, Session&) {
    ++woken;
    set.remove(key);
  });
  EXPECT_EQ(woken, 3U);
  EXPECT_EQ(set.size(), 0U);
  EXPECT_FALSE(set.next_deadline());
}

}  // namespace
}  // namespace s2
