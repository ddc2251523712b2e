#include <house/seeded.hpp>

#include <s2/base/id.hpp>

#include <gtest/gtest.h>

#include <set>

namespace s2::house {
namespace {

TEST(SeededIds, AreTheSameForTheSameSeedAndStream) {
  const auto one = seeded_ids(7, "battery");
  const auto other = seeded_ids(7, "battery");
  for (int i = 0; i < 100; ++i) EXPECT_EQ(one(), other());
}

TEST(SeededIds, DifferForAnotherSeedAndForAnotherStream) {
  EXPECT_NE(seeded_ids(7, "battery")(), seeded_ids(8, "battery")());
  EXPECT_NE(seeded_ids(7, "battery")(), seeded_ids(7, "pv")());
}

TEST(SeededIds, AreUuidsOfVersionFourAndNeverRepeat) {
  const auto ids = seeded_ids(1, "any");
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) {
    const Id id = ids();
    ASSERT_TRUE(is_legal_id(id.text()));
    const auto uuid = id.uuid();
    ASSERT_TRUE(uuid);
    EXPECT_EQ((*uuid)[6] >> 4, 4);
    EXPECT_EQ((*uuid)[8] >> 6, 2);
    EXPECT_TRUE(seen.insert(id.str()).second);
  }
}

TEST(SeededChance, LiesBetweenZeroAndOneAndIsSpread) {
  const auto chance = seeded_chance(1, "any");
  double sum = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double value = chance();
    ASSERT_GE(value, 0);
    ASSERT_LT(value, 1);
    sum += value;
  }
  EXPECT_NEAR(sum / 10'000, 0.5, 0.02);
}

}  // namespace
}  // namespace s2::house
