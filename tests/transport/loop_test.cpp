// The loop: timers, posts, stopping, interrupts.

#include <s2/transport.hpp>

#include <gmock/gmock.h>

#include <csignal>
#include <limits>
#include <string>
#include <thread>
#include <vector>

namespace s2::transport {
namespace {

using testing::ElementsAre;

TEST(Loop, EndsWhenThereIsNothingToWaitFor) {
  Loop loop;
  loop.run();
  EXPECT_FALSE(loop.run_one(Duration{60'000}));
  EXPECT_EQ(loop.poll(), 0U);
}

TEST(Loop, TimersCallInTheOrderOfTheirTime) {
  Loop loop;
  std::string order;
  loop.after(Duration{20}, [&] { order += 'c'; });
  loop.after(Duration{10}, [&] { order += 'b'; });
  loop.after(Duration{0}, [&] { order += 'a'; });
  loop.after(Duration{-5}, [&] { order += 'a'; });
  loop.run();
  EXPECT_EQ(order, "aabc");
}

TEST(Loop, TimersOfTheSameSpanCallInTheOrderTheyWereSet) {
  Loop loop;
  std::vector<int> order;
  std::vector<int> expected;
  for (int i = 0; i < 100; ++i) {
    loop.after(Duration{5}, [&order, i] { order.push_back(i); });
    expected.push_back(i);
  }
  loop.run();
  EXPECT_EQ(order, expected);
}

TEST(Loop, ATimerNeverCallsFromInsideAfter) {
  Loop loop;
  bool called = false;
  loop.after(Duration{0}, [&] { called = true; });
  EXPECT_FALSE(called);
  loop.run();
  EXPECT_TRUE(called);
}

TEST(Loop, ACancelledTimerDoesNotCall) {
  Loop loop;
  bool called = false;
  const auto timer = loop.after(Duration{1}, [&] { called = true; });
  loop.cancel(timer);
  loop.cancel(timer);
  loop.cancel(4711);
  loop.run();
  EXPECT_FALSE(called);
}

TEST(Loop, ATimerCanBeCancelledThatIsDueAlready) {
  Loop loop;
  bool called = false;
  std::uint64_t second = 0;
  loop.after(Duration{0}, [&] { loop.cancel(second); });
  second = loop.after(Duration{0}, [&] { called = true; });
  loop.run();
  EXPECT_FALSE(called);
}

TEST(Loop, ATimerMayCancelItselfAndSetTheNext) {
  Loop loop;
  int calls = 0;
  std::uint64_t timer = 0;
  std::function<void()> tick = [&] {
    loop.cancel(timer);
    if (++calls < 5) timer = loop.after(Duration{1}, tick);
  };
  timer = loop.after(Duration{1}, tick);
  loop.run();
  EXPECT_EQ(calls, 5);
}

TEST(Loop, TheLongestSpanIsNoOverflow) {
  Loop loop;
  bool called = false;
  loop.after(Duration{std::numeric_limits<std::int64_t>::max()}, [&] { called = true; });
  EXPECT_EQ(loop.poll(), 0U);
  EXPECT_FALSE(called);
}

TEST(Loop, RunOneWaitsForOneThing) {
  Loop loop;
  int calls = 0;
  loop.after(Duration{5}, [&] { ++calls; });
  loop.after(Duration{60'000}, [&] { ++calls; });
  EXPECT_FALSE(loop.run_one(Duration{0}));
  EXPECT_TRUE(loop.run_one(Duration{60'000}));
  EXPECT_EQ(calls, 1);
  EXPECT_FALSE(loop.run_one(Duration{1}));
}

TEST(Loop, ACancelledTimerIsNothingThatHappened) {
  Loop loop;
  loop.after(Duration{60'000}, [] {});
  for (int i = 0; i < 3; ++i) loop.cancel(loop.after(Duration{60'000}, [] {}));
  EXPECT_FALSE(loop.run_one(Duration{1}));
  for (int i = 0; i < 3; ++i) loop.cancel(loop.after(Duration{60'000}, [] {}));
  loop.post([] {});
  EXPECT_EQ(loop.poll(), 1U);
}

TEST(Loop, PollHandlesWhatIsReady) {
  Loop loop;
  int calls = 0;
  for (int i = 0; i < 3; ++i) loop.post([&] { ++calls; });
  loop.after(Duration{60'000}, [&] { ++calls; });
  EXPECT_EQ(loop.poll(), 3U);
  EXPECT_EQ(calls, 3);
}

TEST(Loop, StopMakesRunReturn) {
  Loop loop;
  int calls = 0;
  loop.post([&] { loop.stop(); });
  loop.post([&] { ++calls; });
  loop.run();
  EXPECT_EQ(calls, 0);
  loop.run();
  EXPECT_EQ(calls, 1);
}

TEST(Loop, StopBeforeRunIsNotForgotten) {
  Loop loop;
  int calls = 0;
  loop.after(Duration{60'000}, [&] { ++calls; });
  loop.stop();
  loop.run();
  EXPECT_EQ(calls, 0);
}

TEST(Loop, OtherThreadsMayPost) {
  Loop loop;
  const auto here = std::this_thread::get_id();
  const auto patience = loop.after(Duration{60'000}, [] { ADD_FAILURE() << "the post did not wake the loop"; });
  int calls = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 250; ++k) {
        loop.post([&] {
          EXPECT_EQ(std::this_thread::get_id(), here);
          if (++calls == 1000) loop.cancel(patience);
        });
      }
    });
  }
  loop.run();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(calls, 1000);
}

TEST(Loop, WhatIsUnderWayIsDroppedWithTheLoop) {
  const auto token = std::make_shared<int>();
  {
    Loop loop;
    loop.post([token] { ADD_FAILURE(); });
    loop.after(Duration{0}, [token] { ADD_FAILURE(); });
    loop.on_interrupt([token] { ADD_FAILURE(); });
  }
  EXPECT_EQ(token.use_count(), 1);
}

// Cancels its timer when it goes, as sessions do.
struct Owner {
  Loop& loop;
  std::uint64_t timer;
  ~Owner() { loop.cancel(timer); }
};

TEST(Loop, WhatIsDroppedWithTheLoopMayCancelItsTimers) {
  Loop loop;
  const auto other = loop.after(Duration{60'000}, [] {});
  loop.post([owner = std::make_shared<Owner>(loop, other)] {});
  auto owner = std::make_shared<Owner>(loop, other);
  owner->timer = loop.after(Duration{60'000}, [owner] {});
}

TEST(Loop, AnInterruptIsToldOnceAndDoesNotEndTheProcess) {
  for (const int signal : {SIGINT, SIGTERM}) {
    Loop loop;
    int calls = 0;
    loop.on_interrupt([&] { calls += 100; });
    loop.on_interrupt([&] { ++calls; });
    std::raise(signal);
    loop.run();
    EXPECT_EQ(calls, 1);
  }
}

TEST(LoopDeathTest, TheSecondInterruptEndsTheProcess) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        Loop loop;
        loop.on_interrupt([] {});
        std::raise(SIGTERM);
        loop.run();
        std::raise(SIGTERM);
      },
      testing::KilledBySignal(SIGTERM), "");
}

TEST(LoopDeathTest, TheSecondInterruptEndsAProcessWhoseLoopIsStuck) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        Loop loop;
        loop.on_interrupt([] {});
        std::raise(SIGINT);
        std::raise(SIGINT);
      },
      testing::KilledBySignal(SIGINT), "");
}

}  // namespace
}  // namespace s2::transport
