// Secrets encrypted for the file.

#include <store/sealing.hpp>

#include <gmock/gmock.h>

namespace s2::store {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string key(Sealing::key_bytes, 'k');

TEST(Sealing, WhatWasSealedOpensAtItsPlaceWithItsKey) {
  const Sealing sealing(key);
  for (const std::string& secret : {std::string(), std::string("token"), std::string(1000, '\0')}) {
    const std::string sealed = sealing.seal(secret, "here");
    EXPECT_EQ(sealing.open(sealed, "here").value(), secret);
    EXPECT_NE(sealed, sealing.seal(secret, "here")) << "the nonce is fresh";
  }
  EXPECT_THAT(sealing.seal("a token that can be seen", "here"), Not(HasSubstr("token")));
}

TEST(Sealing, NothingElseOpensIt) {
  const Sealing sealing(key);
  const std::string sealed = sealing.seal("token", "here");
  EXPECT_FALSE(sealing.open(sealed, "there"));
  EXPECT_FALSE(Sealing(std::string(Sealing::key_bytes, 'x')).open(sealed, "here"));
  EXPECT_FALSE(Sealing("").open(sealed, "here"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string damaged = sealed;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_FALSE(sealing.open(damaged, "here"));
    EXPECT_FALSE(sealing.open(sealed.substr(0, i), "here"));
  }
}

}  // namespace
}  // namespace s2::store
