// Whether two messages say the same.

#include "random_message.hpp"

#include <rules/content.hpp>
#include <s2/codec.hpp>

#include <gtest/gtest.h>

#include <map>

namespace s2::rules {
namespace {

TEST(Content, IsEqualExactlyForMessagesThatAreWrittenAlike) {
  std::map<std::uint64_t, std::string> texts;
  tests::RandomMessage random(7);
  for (int i = 0; i < 200; ++i) {
    for (const auto& type : message_types()) {
      const Message message = random.make(type.kind, Profile::v1_0_0);
      const auto text = encode(message, Profile::v1_0_0);
      if (!text) continue;
      const auto [known, is_new] = texts.try_emplace(content_of(message), *text);
      EXPECT_EQ(known->second, *text) << is_new;
      EXPECT_EQ(content_of(decode(*text, Profile::v1_0_0)->message), content_of(message)) << *text;
    }
  }
}

TEST(Content, SpellingDoesNotMatter) {
  const auto content = [](const char* text) { return content_of(decode(text, Profile::v1_0_0)->message); };
  EXPECT_EQ(content(R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":0})"),
            content(R"({"present_fill_level":-0.0e1, "message_id":"m\u0031","message_type":"FRBC.StorageStatus"})"));
  EXPECT_NE(content(R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":0})"),
            content(R"({"message_type":"FRBC.StorageStatus","message_id":"m2","present_fill_level":0})"));
}

TEST(Content, AnObjectIsTheSameWhicheverMessageBroughtIt) {
  pebc::PowerConstraints one;
  one.message_id = Id("m1");
  one.id = Id("c1");
  pebc::PowerConstraints other = one;
  other.message_id = Id("m2");
  EXPECT_EQ(object_content(one), object_content(other));
  other.id = Id("c2");
  EXPECT_NE(object_content(one), object_content(other));
}

}  // namespace
}  // namespace s2::rules
