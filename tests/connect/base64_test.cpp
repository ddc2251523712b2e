// Base64, by the vectors of RFC 4648 section 10 and by what must be refused.

#include <s2/connect/base64.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

std::string text_of(const std::optional<Bytes>& data) {
  return data ? std::string(data->begin(), data->end()) : "refused";
}

// C-015
TEST(Base64, IsWrittenWithPadding) {
  constexpr std::string_view cases[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : cases) {
    EXPECT_EQ(to_base64(bytes_of(plain)), encoded);
    EXPECT_EQ(text_of(from_base64(encoded)), plain);
  }
}

// C-016
TEST(Base64, PaddingMayBeMissing) {
  EXPECT_EQ(text_of(from_base64("Zg")), "f");
  EXPECT_EQ(text_of(from_base64("Zm8")), "fo");
}

// C-016
TEST(Base64, BlanksAndTheUrlSafeAlphabetAreRefused) {
  for (const auto* text : {"Zg =", "Zm9v\n", " Zm9v", "-_-_", "Zm9v Zm9v", "Zg=\n", "Zm\xC3\xA9="}) {
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  }
}

// C-016
TEST(Base64, WrongPaddingIsRefused) {
  for (const auto* text : {"Zg=", "Zm9v=", "=", "==", "Zg===", "Z", "Zm9vY", "Z=g=", "Zh==", "Zm9="}) {
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  }
}

TEST(Base64, EveryByteComesBack) {
  Bytes data;
  for (int i = 0; i < 256; ++i) {
    data.push_back(static_cast<std::uint8_t>(i * 167));
    ASSERT_EQ(from_base64(to_base64(data)), data);
  }
}

}  // namespace
}  // namespace s2::connect
