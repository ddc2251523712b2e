// Comparing and overwriting secrets.

#include <s2/connect/bytes.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace s2::connect {
namespace {

TEST(Bytes, TheSameSecretIsTheSame) {
  EXPECT_TRUE(same_secret(bytes_of("token"), bytes_of("token")));
  EXPECT_TRUE(same_secret({}, {}));
}

TEST(Bytes, ADifferenceAnywhereIsADifference) {
  const Bytes secret(64, 0x5A);
  for (std::size_t i = 0; i < secret.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      Bytes other = secret;
      other[i] = static_cast<std::uint8_t>(other[i] ^ (1 << bit));
      ASSERT_FALSE(same_secret(secret, other)) << i;
    }
  }
  EXPECT_FALSE(same_secret(bytes_of("token"), bytes_of("toke")));
  EXPECT_FALSE(same_secret(bytes_of("token"), {}));
}

// C-303
TEST(Bytes, WhatWasWipedIsZero) {
  Bytes data(100, 7);
  wipe(data);
  EXPECT_EQ(std::count(data.begin(), data.end(), 0), 100);
}

}  // namespace
}  // namespace s2::connect
