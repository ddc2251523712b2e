// The pages of s2 model.

#include <model/reference_page.hpp>

#include <apps/string_console.hpp>
#include <text_layout.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

std::string page(std::string_view name, std::size_t width) {
  tests::StringConsole strings;
  strings.console.width = width;
  return reference_page(*find_type(name), strings.console);
}

TEST(ReferencePage, EveryFieldAndValueIsOnThePage) {
  for (const NamedType& named : all_types()) {
    for (const std::size_t width : {60U, 140U}) {
      const std::string text = page(named.type->name, width);
      for (const Field& field : named.type->fields) EXPECT_NE(text.find(field.name), text.npos);
      for (const EnumValue& value : named.type->values) EXPECT_NE(text.find(value.name), text.npos);
    }
  }
}

TEST(ReferencePage, LinesKeepWithinTheTerminal) {
  for (const NamedType& named : all_types()) {
    for (const std::size_t width : {60U, 80U, 140U}) {
      const std::string text = page(named.type->name, width);
      std::istringstream lines(text.substr(0, text.find("\nExample")));
      for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), width) << line;
    }
  }
}

TEST(ReferencePage, TypesUnitsAndVersionsAreSaid) {
  const std::string text = page("DDBC.SystemDescription", 140);
  EXPECT_NE(text.find("only 0.0.2-beta"), text.npos);
  EXPECT_NE(text.find("list of 1 to 10 DDBC.ActuatorDescription"), text.npos) << text;
  EXPECT_NE(page("DDBC.PresentDemandStatus", 140).find("Exists in S2 JSON 1.0.0 only."), text.npos);
  EXPECT_NE(page("Timer", 80).find("duration, ms; required"), text.npos);
  EXPECT_NE(page("FRBC.Instruction", 80).find("Sent by the CEM, while FILL_RATE_BASED_CONTROL is active."), text.npos);
}

}  // namespace
}  // namespace s2::app
