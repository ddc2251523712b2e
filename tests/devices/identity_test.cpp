// Ids that mean the same thing in every run.

#include <devices/identity.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace s2::devices {
namespace {

TEST(NamedId, IsAUuidOfVersion8) {
  const Id id = named_id("battery/mode/idle");
  ASSERT_TRUE(id.uuid());
  EXPECT_EQ((*id.uuid())[6] >> 4, 8);
  EXPECT_EQ((*id.uuid())[8] >> 6, 2);
  EXPECT_EQ(id.text().size(), 36u);
}

TEST(NamedId, IsTheSameForTheSameNameAndDiffersForOthers) {
  EXPECT_EQ(named_id("a"), named_id("a"));
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) seen.insert(named_id("name " + std::to_string(i)).str());
  EXPECT_EQ(seen.size(), 10'000u);
}

}  // namespace
}  // namespace s2::devices
