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

// A conversation that ends before its handshake does.
FileReport without_handshake() {
  AnalysisOptions options;
  options.walk.run_on = std::chrono::minutes(1);
  const auto lines = lines_of("battery.s2log");
  return analysed({lines[0], lines[2]}, options);
}

TEST(ReplayReport, WhatIsLeftUndoneIsToldWithWhoOwesIt) {
  std::string text;
  append_json(text, without_handshake());
  const std::string_view handshake =
      R"("line":2,"time":"2024-05-11T22:00:30Z","direction":null,"type":null,"message_id":null,"rule":"HS-015",)"
      R"("severity":"warning","pointer":"","value":"","text":"the handshake is not complete after 30 s: the CEM has not )"
      R"(sent its HandshakeResponse","owes":"cem"})";
  EXPECT_NE(text.find(handshake), text.npos) << text;
  EXPECT_NE(text.find(R"("line":2,"time":"2024-05-11T22:00:10Z","direction":"rm>cem","type":"Handshake")"), text.npos);
}

TEST(ReplayReport, JunitHasATestForWhatIsAboutTheSession) {
  std::string suites;
  append_junit(suites, without_handshake(), FailOn::warning);
  const auto at = suites.find("name=\"the session\"");
  ASSERT_NE(at, suites.npos);
  EXPECT_NE(suites.find("[HS-015]", at), suites.npos);
  EXPECT_NE(suites.find("(due 2024-05-11T22:00:30Z from the CEM)", at), suites.npos);
}

}  // namespace
}  // namespace s2::app
