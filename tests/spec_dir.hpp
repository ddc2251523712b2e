#pragma once
// Where the official files of the standard are, for tests that hold us against them.

#include "source_dir.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace s2::tests {

/// The folder with the official schemas (s2-json) and walkthroughs (examples): S2_SPEC_DIR, or ../shared/spec beside
/// the source folder. It stays outside the repository and may be absent.
inline std::filesystem::path spec_dir() {
  if (const char* named = std::getenv("S2_SPEC_DIR"); named && *named) return named;
  return source_dir().parent_path() / "shared" / "spec";
}

/// Whether the absence of the official files is a failure (S2_REQUIRE_SPEC=1, as CI says) or a reason to skip.
inline bool spec_is_required() {
  const char* required = std::getenv("S2_REQUIRE_SPEC");
  return required && std::string_view(required) == "1";
}

/// A test that needs the official files: skipped when they are absent, failed when they are required.
class SpecTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::filesystem::is_directory(spec_dir() / "s2-json")) return;
    const std::string text = "no official files in " + spec_dir().string() + "; S2_SPEC_DIR names their folder";
    if (spec_is_required()) FAIL() << text;
    GTEST_SKIP() << text;
  }
};

/// The text of a file.
inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace s2::tests
