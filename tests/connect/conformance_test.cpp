// Every requirement of S2 Connect is shown by a test, or somebody says why it cannot be.

#include "requirements.hpp"
#include "spec_dir.hpp"

#include <source_dir.hpp>

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace s2::tests {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const fs::path root = tests::source_dir();
const fs::path page_path = root / "docs/reference/connect-conformance.md";

Shown all_tests() {
  Shown shown;
  for (const auto& entry : fs::recursive_directory_iterator(root / "tests")) {
    const auto ending = entry.path().extension();
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || (ending != ".cpp" && ending != ".hpp")) continue;
    if (name.starts_with("conformance_test") || name.starts_with("requirements")) continue;  // they talk about ids
    read_tests(text_of(entry.path()), fs::relative(entry.path(), root).string(), shown);
  }
  return shown;
}

class ConformanceTest : public SpecTest {
 protected:
  void SetUp() override {
    SpecTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    all_.requirements = read_requirements(text_of(spec_dir() / "s2-connect.md"));
    all_.shown = all_tests();
    all_.reasons = read_reasons(text_of(root / "tests/connect/not_testable.txt"));
  }

  Conformance all_;
};

TEST_F(ConformanceTest, EveryRequirementIsShownOrSaidToBeUntestable) {
  EXPECT_EQ(all_.requirements.size(), 304U);
  EXPECT_THAT(all_.missing(), IsEmpty()) << "name them above the test that shows them";
}

TEST_F(ConformanceTest, NothingIsSaidThatIsNotSo) { EXPECT_THAT(all_.mistakes(), IsEmpty()); }

TEST_F(ConformanceTest, ThePageSaysWhatTheTestsSay) {
  const char* write = std::getenv("S2_WRITE_DOCS");
  if (write && std::string_view(write) == "1") {
    std::ofstream(page_path, std::ios::binary) << all_.page();
    return;
  }
  EXPECT_EQ(text_of(page_path), all_.page())
      << "write it anew: S2_WRITE_DOCS=1 test_connect --gtest_filter='ConformanceTest.*'";
}

TEST(Requirements, AreRowsOfTheListBelowTheirHeading) {
  const auto rows = read_requirements(
      "### 4.1 General\n\n| ID | Lvl | Src | Requirement |\n|---|---|---|---|\n"
      "| C-001 | MUST | P, O | All of it, `a \\| b` too. |\n#### 4.7.1 Near\n| C-002 | SHOULD NOT | D | Not this. |\n"
      "| X-01 | no requirement | | |\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].level + '/' + rows[0].source + '/' + rows[0].text, "MUST/P, O/All of it, `a \\| b` too.");
  EXPECT_EQ(rows[0].section, "4.1 General");
  EXPECT_EQ(rows[1].section, "4.7.1 Near");
}

TEST(Requirements, AreNamedInTheLineAboveATest) {
  Shown shown;
  read_tests(
      "// C-001, C-002\nTEST(A, One) {}\n\n// C-002\n// A-24\nTEST_F(B, Two) {\n}\n"
      "// C-003\nTYPED_TEST(C,\n           ThreeWithALongName) {}\n"
      "// C-004 is said somewhere else.\nTEST(A, Four) {}\n",
      "x.cpp", shown);
  EXPECT_THAT(shown.tests["C-001"], ElementsAre("A.One"));
  EXPECT_THAT(shown.tests["C-002"], ElementsAre("A.One", "B.Two"));
  EXPECT_THAT(shown.tests["C-003"], ElementsAre("C.ThreeWithALongName"));
  EXPECT_FALSE(shown.tests.contains("C-004"));
  EXPECT_FALSE(shown.tests.contains("A-24"));
  EXPECT_THAT(shown.dangling, IsEmpty());
}

TEST(Requirements, NamedAboveSomethingElseTheyAreReported) {
  Shown shown;
  read_tests("// C-001\n\nTEST(A, One) {}\n", "x.cpp", shown);
  EXPECT_THAT(shown.dangling, ElementsAre("x.cpp:1"));
  EXPECT_THAT(shown.tests, IsEmpty());
}

Conformance small() {
  Conformance all;
  for (const auto* id : {"C-001", "C-002", "C-003", "C-004"})
    all.requirements.push_back({id, "MUST", "P", "Do it.", "4.1 All"});
  read_tests("// C-001\nTEST(A, One) {}\n", "x.cpp", all.shown);
  all.reasons = read_reasons("Some words.\n// not testable: C-002: it is about people\n");
  return all;
}

TEST(Conformance, WhatNobodySpeaksOfIsMissing) { EXPECT_THAT(small().missing(), ElementsAre("C-003", "C-004")); }

TEST(Conformance, WhatIsSaidOfNothingIsAMistake) {
  EXPECT_THAT(small().mistakes(), IsEmpty());
  Conformance wrong = small();
  wrong.shown.tests["C-002"].insert("A.Two");
  wrong.shown.tests["C-999"].insert("A.Three");
  wrong.reasons["C-998"] = "";
  wrong.shown.dangling.emplace_back("x.cpp:7");
  EXPECT_EQ(wrong.mistakes().size(), 5U);
}

TEST(Conformance, ThePageHasARowForEveryRequirement) {
  const std::string page = small().page();
  EXPECT_THAT(page, HasSubstr("**1 of 4 are shown by tests, 1 cannot be.**"));
  EXPECT_THAT(page, HasSubstr("## All\n"));
  EXPECT_THAT(page, HasSubstr("| C-001 | MUST | P | Do it. | `A.One` |\n"));
  EXPECT_THAT(page, HasSubstr("| C-002 | MUST | P | Do it. | not testable: it is about people |\n"));
  EXPECT_THAT(page, HasSubstr("| C-003 | MUST | P | Do it. | not shown |\n"));
}

}  // namespace
}  // namespace s2::tests
