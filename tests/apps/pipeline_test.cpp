// The pipeline: order, bounds, threads.

#include <pipeline.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

TEST(Pipeline, OutcomesComeInTheOrderOfTheWorkWhateverEachTakes) {
  for (const std::size_t threads : {1U, 2U, 7U}) {
    Pipeline<int, int> pipeline(
        [](int work) {
          int sum = 0;
          for (int i = 0; i < (work % 3) * 10'000; ++i) sum += i % 2;
          return work + sum - sum;
        },
        threads);
    std::vector<int> outcomes;
    for (int work = 0; work < 500; ++work) {
      while (pipeline.full()) outcomes.push_back(pipeline.take());
      pipeline.give(work);
    }
    while (!pipeline.empty()) outcomes.push_back(pipeline.take());
    ASSERT_EQ(outcomes.size(), 500U);
    for (int work = 0; work < 500; ++work) ASSERT_EQ(outcomes[static_cast<std::size_t>(work)], work);
  }
}

TEST(Pipeline, WhatIsUnderWayIsBounded) {
  Pipeline<int, int> pipeline([](int work) { return work; }, 2);
  for (int work = 0; work < 4; ++work) {
    EXPECT_FALSE(pipeline.full());
    pipeline.give(work);
  }
  EXPECT_TRUE(pipeline.full());
  EXPECT_EQ(pipeline.take(), 0);
  EXPECT_FALSE(pipeline.full());
}

TEST(Pipeline, WorkThatNobodyAskedForIsFinishedAllTheSame) {
  std::atomic<int> done_pieces = 0;
  {
    Pipeline<int, int> pipeline([&done_pieces](int) { return ++done_pieces; }, 2);
    pipeline.give(1);
    pipeline.give(2);
    pipeline.give(3);
  }
  EXPECT_EQ(done_pieces, 3);
}

TEST(Pipeline, TwoPiecesOfWorkRunAtTheSameTime) {
  std::promise<void> begun[2];
  std::shared_future<void> other[2] = {begun[1].get_future().share(), begun[0].get_future().share()};
  Pipeline<std::size_t, bool> pipeline(
      [&](std::size_t work) {
        begun[work].set_value();
        return other[work].wait_for(std::chrono::seconds(30)) == std::future_status::ready;
      },
      2);
  pipeline.give(0);
  pipeline.give(1);
  EXPECT_TRUE(pipeline.take());
  EXPECT_TRUE(pipeline.take());
}

TEST(Pipeline, OnePieceOfWorkStartsNoThread) {
  std::thread::id who;
  Pipeline<int, int> pipeline([&who](int work) { return who = std::this_thread::get_id(), work; }, 4);
  pipeline.give(1);
  EXPECT_EQ(pipeline.take(), 1);
  EXPECT_EQ(who, std::this_thread::get_id());
}

}  // namespace
}  // namespace s2::app
