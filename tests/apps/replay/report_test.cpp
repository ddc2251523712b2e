// Reports for programs and CI.

#include "apps/replay/analysed.hpp"

#include <replay/report.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

using tests::analysed;
using tests::lines_of;

TEST(ReplayReport, SpansAreWrittenAsPeopleSayThem) {
  EXPECT_EQ(span_text(Duration(850)), "850 ms");
  EXPECT_EQ(span_text(Duration(12'300)), "12.3 s");
  EXPECT_EQ(span_text(Duration(-90'000)), "-1.5 min");
  EXPECT_EQ(span_text(Duration(86'400'000)), "24 h");
}

TEST(ReplayReport, CountsAreGrouped) {
  EXPECT_EQ(count_text(1, "message", "messages"), "1 message");
  EXPECT_EQ(count_text(1'234'567, "message", "messages"), "1 234 567 messages");
}

TEST(ReplayReport, ErrorsFailAndWarningsOnlyWhenAsked) {
  const FileReport clean = analysed(lines_of("battery.s2log"));
  EXPECT_FALSE(fails(clean, FailOn::warning));
  FileReport warned;
  warned.troubles.add({}, {"S2CPP-LOG", Severity::warning, "", "", ""});
  EXPECT_FALSE(fails(warned, FailOn::error));
  EXPECT_TRUE(fails(warned, FailOn::warning));
  EXPECT_TRUE(fails(analysed(lines_of("broken.s2log")), FailOn::error));
}

TEST(ReplayReport, EveryLineOfJsonIsAnObjectThatSaysWhatItIs) {
  std::string text;
  append_json(text, analysed(lines_of("broken.s2log"), {}, true));
  std::size_t lines = 0;
  for (std::size_t from = 0; from < text.size(); from = text.find('\n', from) + 1) {
    EXPECT_EQ(text.compare(from, 9, R"({"what":")"), 0) << text.substr(from, 40);
    ++lines;
  }
  EXPECT_GE(lines, 8U);
  EXPECT_NE(text.find(R"({"what":"instruction","source":"test.s2log","rm":"battery")"), text.npos);
}

TEST(ReplayReport, JunitHasASuiteForEachConversationAndIsXmlWhateverWasSent) {
  std::string suites;
  append_junit(suites, analysed(lines_of("broken.s2log"), {}, true), FailOn::error);
  const std::string text = junit_document(suites);
  EXPECT_NE(text.find("<testsuite name=\"test.s2log: battery\""), text.npos);
  EXPECT_NE(text.find("name=\"FRBC.StorageStatus\""), text.npos);
  EXPECT_NE(text.find("[GEN-008]"), text.npos);
  EXPECT_EQ(text.find("</script>"), text.npos);
}

}  // namespace
}  // namespace s2::app
