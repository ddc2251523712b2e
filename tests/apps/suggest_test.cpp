// Did you mean: distances and the nearest name.

#include <suggest.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

TEST(Suggest, DistanceCountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("abc", "abd"), 1U);
  EXPECT_EQ(edit_distance("abcd", "acbd"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("ABC", "abc"), 0U);
}

TEST(Suggest, TheNearestNameIsFoundAndAFarOneIsNot) {
  const std::string_view names[] = {"present_fill_level", "message_id", "valid_from"};
  EXPECT_EQ(nearest("present_fil_level", names), "present_fill_level");
  EXPECT_EQ(nearest("messageId", names), "message_id");
  EXPECT_EQ(nearest("fill_level", names), "present_fill_level") << "a part of the name";
  EXPECT_EQ(nearest("colour", names), "");
  EXPECT_EQ(nearest("", names), "");
}

TEST(Suggest, AnEndlessNameCostsNothing) {
  const std::string_view names[] = {"message_id"};
  EXPECT_EQ(nearest(std::string(100'000, 'x'), names), "");
}

}  // namespace
}  // namespace s2::app
