// The bounded queue.

#include <transport/frame_queue.hpp>

#include <gtest/gtest.h>

namespace s2::transport {
namespace {

TEST(FrameQueue, HoldsBytesUpToItsBoundAndNotOneMore) {
  FrameQueue queue(10);
  EXPECT_TRUE(queue.push("12345"));
  EXPECT_FALSE(queue.push("123456"));
  EXPECT_TRUE(queue.push("67890"));
  EXPECT_FALSE(queue.push("1"));
  EXPECT_TRUE(queue.push(""));
}

TEST(FrameQueue, GivesBackInOrderAndHasRoomAgain) {
  FrameQueue queue(4);
  ASSERT_TRUE(queue.push("ab"));
  ASSERT_TRUE(queue.push("cd"));
  EXPECT_EQ(queue.pop(), "ab");
  EXPECT_EQ(queue.front(), "cd");
  EXPECT_TRUE(queue.push("ef"));
  EXPECT_EQ(queue.pop(), "cd");
  EXPECT_EQ(queue.pop(), "ef");
  EXPECT_TRUE(queue.empty());
}

TEST(FrameQueue, ClearsAllOrAllButTheOldest) {
  FrameQueue queue(4);
  ASSERT_TRUE(queue.push("ab"));
  ASSERT_TRUE(queue.push("cd"));
  queue.clear_behind_front();
  EXPECT_EQ(queue.front(), "ab");
  EXPECT_TRUE(queue.push("ef"));
  EXPECT_FALSE(queue.push("g"));
  queue.clear();
  EXPECT_TRUE(queue.empty());
  EXPECT_TRUE(queue.push("abcd"));
}

}  // namespace
}  // namespace s2::transport
