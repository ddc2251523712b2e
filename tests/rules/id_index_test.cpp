// Positions of ids in a list.

#include <rules/id_index.hpp>

#include <gtest/gtest.h>

#include <string>

namespace s2::rules {
namespace {

IdIndex index_of(std::uint32_t size, std::uint32_t distinct) {
  IdIndex index;
  for (std::uint32_t i = 0; i < size; ++i) index.add(Id("id-" + std::to_string(i % distinct)));
  index.close();
  return index;
}

// One size on each side of the length from which lists are sorted, and a long one.
class AnIndex : public testing::TestWithParam<std::uint32_t> {};

TEST_P(AnIndex, FindsTheFirstBearerOfAnId) {
  const std::uint32_t size = GetParam();
  const IdIndex index = index_of(size, size / 2);
  EXPECT_EQ(index.size(), size);
  for (std::uint32_t i = 0; i < size; ++i) {
    EXPECT_EQ(index.find(digest_of(Id("id-" + std::to_string(i % (size / 2))))), i % (size / 2));
    EXPECT_EQ(index.repeats(i), i >= size / 2);
  }
  EXPECT_EQ(index.find(digest_of(Id("id-x"))), IdIndex::none);
}

INSTANTIATE_TEST_SUITE_P(OfEachLength, AnIndex, testing::Values(IdIndex::short_list, IdIndex::short_list + 2, 1000));

TEST(IdIndex, ComparesUuidsByValue) {
  IdIndex index;
  index.add(Id("123e4567-e89b-12d3-a456-426614174000"));
  index.add(Id("123E4567-E89B-12D3-A456-426614174000"));
  index.close();
  EXPECT_TRUE(index.repeats(1));
}

TEST(IdIndex, IsEmptyAfterItWasCleared) {
  IdIndex index = index_of(100, 100);
  index.clear();
  index.add(Id("b"));
  index.close();
  EXPECT_EQ(index.find(digest_of(Id("id-1"))), IdIndex::none);
  EXPECT_EQ(index.find(digest_of(Id("b"))), 0U);
}

}  // namespace
}  // namespace s2::rules
