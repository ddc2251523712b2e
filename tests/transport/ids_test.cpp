// Fresh ids.

#include <s2/transport.hpp>

#include <gtest/gtest.h>

#include <unordered_set>

namespace s2::transport {
namespace {

TEST(RandomIds, AreUuidsOfVersion4InTheUsualSpelling) {
  const IdSource ids = random_ids();
  for (int i = 0; i < 1000; ++i) {
    const Id id = ids();
    const auto uuid = id.uuid();
    ASSERT_TRUE(uuid.has_value()) << id.text();
    EXPECT_EQ((*uuid)[6] >> 4, 4);
    EXPECT_EQ((*uuid)[8] >> 6, 2);
    EXPECT_EQ(id.text().size(), 36U);
    EXPECT_EQ(id.text()[14], '4');
  }
}

TEST(RandomIds, DoNotRepeat) {
  const IdSource ids = random_ids();
  std::unordered_set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) EXPECT_TRUE(seen.insert(ids().str()).second);
}

}  // namespace
}  // namespace s2::transport
