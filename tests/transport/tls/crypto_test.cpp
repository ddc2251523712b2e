// OpenSSL's hashes, by the vectors of their standards.

#include <s2/transport/crypto.hpp>

#include <s2/connect/fingerprint.hpp>

#include <gtest/gtest.h>

namespace s2::transport {
namespace {

using connect::bytes_of;
using connect::fingerprint_text;

TEST(Crypto, HashesAsFips180Says) {
  const auto crypto = make_crypto();
  EXPECT_EQ(fingerprint_text(crypto->sha256(bytes_of("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(fingerprint_text(crypto->sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Crypto, SignsAsRfc4231Says) {
  const auto crypto = make_crypto();
  EXPECT_EQ(fingerprint_text(crypto->hmac_sha256(bytes_of("Jefe"), bytes_of("what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  const connect::Bytes longer_than_a_block(131, 0xAA);
  EXPECT_EQ(fingerprint_text(crypto->hmac_sha256(longer_than_a_block,
                                                 bytes_of("Test Using Larger Than Block-Size Key - Hash Key First"))),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Crypto, ChanceDoesNotRepeat) {
  const auto crypto = make_crypto();
  connect::Sha256 one{};
  connect::Sha256 other{};
  crypto->random(one);
  crypto->random(other);
  EXPECT_NE(one, other);
}

}  // namespace
}  // namespace s2::transport
