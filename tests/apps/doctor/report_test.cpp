// Verdicts for people and for programs.

#include "../string_console.hpp"

#include <doctor/report.hpp>

#include <gmock/gmock.h>

namespace s2::tests {
namespace {

using app::Health;

TEST(DoctorReport, ARemedyStandsBelowItsVerdict) {
  StringConsole strings;
  EXPECT_EQ(app::text_report({{"clock", Health::good, "it is noon", ""},
                              {"tcp-port", Health::bad, "it is taken", "take another"},
                              {"ipv6", Health::warning, "none", ""}},
                             strings.console),
            "  ok         clock             it is noon\n"
            "  bad        tcp-port          it is taken\n"
            "                               -> take another\n"
            "  warning    ipv6              none\n"
            "\n"
            "1 bad, 1 warning.\n");
  EXPECT_THAT(app::text_report({{"clock", Health::good, "noon", ""}}, strings.console),
              testing::EndsWith("\nAll is well.\n"));
}

TEST(DoctorReport, WhatAPeerSaysDoesNotDriveTheTerminal) {
  StringConsole strings;
  const auto report = app::text_report({{"peer-index", Health::bad, "it says \x1B[2J", ""}}, strings.console);
  EXPECT_EQ(report.find('\x1B'), std::string::npos);
}

TEST(DoctorReport, ProgramsGetJson) {
  EXPECT_EQ(
      app::json_report({{"clock", Health::not_tried, "no \"clock\"", ""}, {"tls", Health::bad, "none", "install it"}}),
      "{\"check\":\"clock\",\"verdict\":\"not tried\",\"text\":\"no \\\"clock\\\"\",\"remedy\":null}\n"
      "{\"check\":\"tls\",\"verdict\":\"bad\",\"text\":\"none\",\"remedy\":\"install it\"}\n");
}

}  // namespace
}  // namespace s2::tests
