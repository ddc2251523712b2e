// The messages of the official walkthroughs.

#include "spec_dir.hpp"

#include <s2/codec.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace s2 {
namespace {

class Walkthrough : public tests::SpecTest {
 protected:
  // All files, in a stable order.
  static std::vector<std::filesystem::path> files() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(tests::spec_dir() / "examples")) {
      if (entry.path().extension() == ".json") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
  }
};

TEST_F(Walkthrough, EveryMessageIsReadInBothProfilesAndReadsTheSameAfterItWasWritten) {
  const auto all = files();
  EXPECT_EQ(all.size(), 46U);
  for (const auto& file : all) {
    const std::string text = tests::text_of(file);
    for (const Profile profile : all_profiles) {
      SCOPED_TRACE(file.filename().string() + " in " + std::string(version_of(profile)));
      const auto read = decode(text, profile);
      ASSERT_TRUE(read) << read.error().findings.front().text;
      EXPECT_TRUE(read->notes.empty());
      const auto written = encode(read->message, profile);
      ASSERT_TRUE(written) << written.error().text;
      const auto again = decode(*written, profile);
      ASSERT_TRUE(again) << *written;
      EXPECT_EQ(again->message, read->message);
      EXPECT_EQ(encode(again->message, profile).value(), *written);
    }
  }
}

}  // namespace
}  // namespace s2
