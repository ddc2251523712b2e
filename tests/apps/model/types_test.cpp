// The list of all types, and an example of each message.

#include <model/example_message.hpp>
#include <model/types.hpp>

#include <s2/codec.hpp>
#include <s2/rules.hpp>

#include <gtest/gtest.h>

#include <set>

namespace s2::app {
namespace {

TEST(Types, EveryTypeIsThereOnce) {
  std::set<std::string_view> names;
  for (const NamedType& named : all_types()) EXPECT_TRUE(names.insert(named.type->name).second) << named.type->name;
  EXPECT_GT(names.size(), kind_count + 30);
  for (const MessageType& message : message_types()) EXPECT_TRUE(names.contains(message.name()));
}

TEST(Types, ComponentsAndEnumerationsKnowWhereTheyAreUsed) {
  for (const NamedType& named : all_types())
    EXPECT_EQ(named.uses.empty(), named.message != nullptr) << named.type->name;
}

TEST(Types, LetterCaseIsNoObstacle) {
  ASSERT_NE(find_type("frbc.instruction"), nullptr);
  EXPECT_EQ(find_type("frbc.instruction")->type->name, "FRBC.Instruction");
  EXPECT_EQ(find_type("nothing"), nullptr);
  EXPECT_EQ(nearest_type("PowerMeasurment"), "PowerMeasurement");
}

TEST(ExampleMessage, NoExampleIsRefused) {
  for (const MessageType& type : message_types()) {
    for (const Profile profile : all_profiles) {
      if (!type.exists_in(profile)) continue;
      const auto text = encode(example_message(type.kind, profile), profile);
      ASSERT_TRUE(text) << type.name() << ": " << text.error().text;
      const auto decoded = decode(*text, profile);
      ASSERT_TRUE(decoded) << *text;
      for (const Finding& finding : check(decoded->message)) {
        EXPECT_EQ(finding.severity, Severity::warning) << type.name() << ": " << finding.rule << ' ' << finding.text;
      }
    }
  }
}

}  // namespace
}  // namespace s2::app
