// Choosing versions.

#include <s2/connect/api_version.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace s2::connect {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view many[] = {"v1", "v2", "v9", "v10"};

// C-035
TEST(ApiVersion, TheNewestThatBothSpeakIsChosenByItsNumber) {
  EXPECT_EQ(choose_api_version(Texts{"v1"}), "v1");
  EXPECT_EQ(choose_api_version(Texts{"v1", "v2"}), "v1");
  EXPECT_EQ(choose_api_version(Texts{"v10", "v9", "v2"}, many), "v10");
  EXPECT_EQ(choose_api_version(Texts{"v9", "v11", "v2"}, many), "v9");
}

// C-036
TEST(ApiVersion, WithoutACommonOneThereIsNone) {
  for (const auto& offered :
       {Texts{}, Texts{"v2"}, Texts{"1"}, Texts{"V1"}, Texts{"v1.0"}, Texts{"v01"}, Texts{"v1 "}}) {
    EXPECT_EQ(choose_api_version(offered), std::nullopt);
  }
}

// C-032
TEST(ApiVersion, TodayThereIsV1) {
  EXPECT_EQ(std::vector(std::begin(our_api_versions), std::end(our_api_versions)), std::vector<std::string_view>{"v1"});
}

// C-220, C-222
TEST(S2Version, IsComparedExactlyButForOneV) {
  const Texts ours = {"v1.0.0", "v0.0.2-beta"};
  EXPECT_EQ(choose_s2_version(Texts{"v1.0.0"}, ours), "v1.0.0");
  EXPECT_EQ(choose_s2_version(Texts{"1.0.0"}, ours), "1.0.0");
  EXPECT_EQ(choose_s2_version(Texts{"0.0.2-beta"}, ours), "0.0.2-beta");
  for (const auto* version : {"v1", "1", "vv1.0.0", "v1.0", "v1.0.0 ", "1.0.x", "v1.0.1", "V1.0.0", ""}) {
    EXPECT_EQ(choose_s2_version(Texts{version}, ours), std::nullopt) << version;
  }
}

// C-223
TEST(S2Version, TheHighestOfOursIsChosenWhateverTheOrderOfThePeer) {
  const Texts ours = {"v1.0.0", "v0.0.2-beta"};
  EXPECT_EQ(choose_s2_version(Texts{"0.0.2-beta", "v1.0.0"}, ours), "v1.0.0");
  EXPECT_EQ(choose_s2_version(Texts{"v7", "v0.0.2-beta"}, ours), "v0.0.2-beta");
  EXPECT_EQ(choose_s2_version(Texts{}, ours), std::nullopt);
}

}  // namespace
}  // namespace s2::connect
