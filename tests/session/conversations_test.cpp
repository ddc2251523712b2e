// Holds the conversations of tests/data/conversations.

#include "conversation.hpp"

#include <gtest/gtest.h>

namespace s2 {
namespace {

TEST(Conversations, EveryOneGoesAsItsTextSays) {
  const auto all = tests::conversations_in(S2_SOURCE_DIR "/tests/data/conversations");
  EXPECT_GT(all.size(), 60U);
  for (const auto& conversation : all) {
    SCOPED_TRACE(conversation.file + ": " + conversation.title);
    EXPECT_FALSE(conversation.title.empty());
    for (const auto& complaint : tests::hold(conversation)) ADD_FAILURE() << complaint;
  }
}

}  // namespace
}  // namespace s2
