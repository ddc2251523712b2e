// What stands for an id in the books of a session.

#include <s2/base/id_digest.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace s2 {
namespace {

TEST(IdDigest, IsEqualForEqualIdsAndSmallForLongOnes) {
  EXPECT_EQ(digest_of(Id("AB3E4567-E89B-12D3-A456-426614174000")), digest_of(Id("{ab3e4567e89b12d3a456426614174000}")));
  EXPECT_EQ(digest_of(Id(std::string(100'000, 'x'))), digest_of(Id(std::string(100'000, 'x'))));
  EXPECT_NE(digest_of(Id(std::string(100'000, 'x'))), digest_of(Id(std::string(100'001, 'x'))));
  EXPECT_NE(digest_of(Id("actuator1")), digest_of(Id("Actuator1")));
  EXPECT_EQ(sizeof(IdDigest), 16U);
}

TEST(IdDigest, TellsManyIdsApart) {
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  for (int i = 0; i < 100'000; ++i) {
    const IdDigest digest = digest_of(Id("id-" + std::to_string(i)));
    seen.insert({digest.high, digest.low});
  }
  EXPECT_EQ(seen.size(), 100'000U);
}

}  // namespace
}  // namespace s2
