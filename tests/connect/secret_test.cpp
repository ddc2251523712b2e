// Secrets: kept as they came, and not told.

#include "seeded_crypto.hpp"

#include <s2/connect/base64.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/secret.hpp>

#include <gtest/gtest.h>

#include <ostream>
#include <set>
#include <type_traits>

namespace s2::connect {
namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

// C-302
TEST(Secret, HasNoWayIntoAStream) {
  static_assert(!Printable<Secret>);
  static_assert(!std::is_convertible_v<Secret, std::string_view>);
  static_assert(!std::is_convertible_v<std::string, Secret>);
}

// C-013
TEST(Secret, IsGivenBackByteByByte) {
  constexpr std::string_view odd = "not base64 at all\t\xC3\xA9=";
  EXPECT_EQ(Secret(odd).reveal(), odd);
}

// C-302
TEST(Secret, IsNamedByTheBeginningOfItsHash) {
  tests::SeededCrypto crypto;
  EXPECT_EQ(Secret("abc").hint(crypto), "#ba7816bf");  // FIPS 180-2, appendix B.1
  EXPECT_EQ(Secret("abc").hint(crypto), Secret("abc").hint(crypto));
  EXPECT_NE(Secret("abc").hint(crypto), Secret("abd").hint(crypto));
}

TEST(Secret, IsComparedByItsText) {
  EXPECT_EQ(Secret("a"), Secret("a"));
  EXPECT_NE(Secret("a"), Secret("b"));
  EXPECT_NE(Secret("a"), Secret());
}

// C-303
TEST(Secret, LeavesNothingBehindWhenItMoves) {
  Secret from("short");
  const Secret to(std::move(from));
  EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): that is the point
  Secret assigned("earlier");
  assigned = to;
  EXPECT_EQ(assigned.reveal(), "short");
  assigned = Secret("later");
  EXPECT_EQ(assigned.reveal(), "later");
}

// C-017, C-151
TEST(Secret, AFreshOneIsRandomBytesInBase64) {
  const auto crypto = transport::make_crypto();
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const Secret id = make_secret(*crypto, Limits::attempt_id_random_bytes);
    EXPECT_EQ(id.size(), 32U);
    EXPECT_EQ(from_base64(id.reveal())->size(), 24U);
    EXPECT_TRUE(seen.emplace(id.reveal()).second);
  }
}

}  // namespace
}  // namespace s2::connect
