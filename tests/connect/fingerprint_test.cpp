// Fingerprints as text, in every spelling that peers use.

#include <s2/connect/base64.hpp>
#include <s2/connect/fingerprint.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

constexpr std::string_view plain = "22ca2340d0728870ad42279e249129ca8bd7034c99668c8973afb56ba87888c3";

// C-168
TEST(Fingerprint, IsWrittenAs64LowerCaseDigits) {
  const auto read = parse_fingerprint(plain);
  ASSERT_TRUE(read);
  EXPECT_EQ(fingerprint_text(*read), plain);
}

// C-168
TEST(Fingerprint, IsReadWithColonsBlanksAndUpperCase) {
  for (const auto* text :
       {"22:CA:23:40:D0:72:88:70:AD:42:27:9E:24:91:29:CA:8B:D7:03:4C:99:66:8C:89:73:AF:B5:6B:A8:78:88:C3",
        "22 ca 23 40 d0 72 88 70 ad 42 27 9e 24 91 29 ca 8b d7 03 4c 99 66 8c 89 73 af b5 6b a8 78 88 c3",
        "22CA2340D0728870AD42279E249129CA8BD7034C99668C8973AFB56BA87888C3"}) {
    const auto read = parse_fingerprint(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(fingerprint_text(*read), plain);
  }
}

// C-168
TEST(Fingerprint, IsReadAsBase64FromPeersOfBefore) {
  const std::string base64 = to_base64(*parse_fingerprint(plain));
  ASSERT_EQ(base64.size(), 44U);
  EXPECT_EQ(parse_fingerprint(base64), parse_fingerprint(plain));
}

// C-168
TEST(Fingerprint, AnythingElseIsRefused) {
  const std::string all(plain);
  for (const auto& text : {std::string(), all.substr(1), all + "0", all + "00", "g" + all.substr(1), all.substr(0, 44),
                           std::string(44, '='), "sha256:" + all, all.substr(0, 63) + "-"}) {
    EXPECT_FALSE(parse_fingerprint(text)) << text;
  }
}

// C-168
TEST(Fingerprint, TheKeyIsKnownInItsSpellings) {
  for (const auto* key : {"SHA256", "sha256", "Sha256", "SHA-256", "sha-256", "SHA265"}) {
    EXPECT_TRUE(names_sha256(key)) << key;
  }
  for (const auto* key : {"", "SHA1", "SHA25", "SHA2566", "SHA512", "SHA_256"}) EXPECT_FALSE(names_sha256(key)) << key;
}

// C-083
TEST(Fingerprint, LeafAndRootAreNotInterchangeable) {
  static_assert(!std::is_convertible_v<RootFingerprint, LeafFingerprint>);
  static_assert(!std::is_convertible_v<LeafFingerprint, RootFingerprint>);
}

}  // namespace
}  // namespace s2::connect
