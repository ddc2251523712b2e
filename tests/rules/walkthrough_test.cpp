// No rule refuses a message of the official walkthroughs.

#include "spec_dir.hpp"

#include <s2/rules.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace s2 {
namespace {

class Walkthrough : public tests::SpecTest {};

TEST_F(Walkthrough, NoMessageBreaksAnErrorRuleByItself) {
  std::set<std::string> warnings;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(tests::spec_dir() / "examples")) {
    if (entry.path().extension() != ".json") continue;
    const auto read = decode(tests::text_of(entry.path()), Profile::v1_0_0);
    ASSERT_TRUE(read) << entry.path();
    for (const auto& finding : check(read->message)) {
      EXPECT_EQ(finding.severity, Severity::warning) << entry.path() << ' ' << finding.rule << ' ' << finding.pointer;
      warnings.insert(entry.path().stem().string() + ' ' + finding.rule);
    }
  }
  // The mistake that the heat pump is known for: seconds where milliseconds are meant.
  EXPECT_TRUE(warnings.contains("06-FRBC.SystemDescription TIME-008"));
}

}  // namespace
}  // namespace s2
