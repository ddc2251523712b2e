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

TEST(IdDigest, TellsShortTextsApartFromEachOtherAndFromUuids) {
  const std::string letters = "abcdefghijklmnopq";
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  std::size_t count = 0;
  for (std::size_t begin = 0; begin < letters.size(); ++begin) {
    for (std::size_t length = 1; length <= letters.size() - begin; ++length, ++count) {
      const IdDigest digest = digest_of(Id(letters.substr(begin, length)));
      seen.insert({digest.high, digest.low});
    }
  }
  EXPECT_EQ(seen.size(), count);
  EXPECT_NE(digest_of(Id()), digest_of(nil_id()));
  EXPECT_NE(digest_of(Id("ab")), digest_of(Id(std::string("ab\0", 3))));
}

// A book with a bad hash needs a walk over all for each step; nobody counts how long a test takes, so count the places.
TEST(IdDigest, IdsThatAreCountedUpHashToDifferentPlaces) {
  for (const std::size_t digit : {7U, 12U, 17U, 22U, 35U}) {  // the last digits of each group of a UUID
    std::set<std::size_t> places;
    for (int i = 0; i < 4096; ++i) {
      std::string text = "90000000-0000-4000-8000-000000000000";
      for (int rest = i, back = 0; back < 3; ++back, rest /= 16)
        text[digit - static_cast<std::size_t>(back)] = "0123456789abcdef"[rest % 16];
      places.insert(IdDigestHash{}(digest_of(Id(text))) & 8191U);
    }
    EXPECT_GT(places.size(), 3000U) << digit;  // of 4096 thrown into 8192, about 3223 places are hit
  }
}

}  // namespace
}  // namespace s2
