// Random messages of every type survive writing and reading. S2_NIGHTLY=1 tries a million of them.

#include "random_message.hpp"

#include <s2/codec.hpp>

#include <gtest/gtest.h>

#include <cstdlib>

namespace s2 {
namespace {

TEST(RoundTrip, RandomMessagesOfEveryTypeReadBackAsTheyWereWritten) {
  const std::size_t wanted = std::getenv("S2_NIGHTLY") ? 1'000'000 : 10'000;
  tests::RandomMessage random(2024);
  Decoder decoder;
  Message read;
  std::vector<Finding> notes;
  for (std::size_t made = 0; made < wanted;) {
    for (const auto& type : message_types()) {
      for (const Profile profile : all_profiles) {
        if (!type.exists_in(profile)) continue;
        ++made;
        const Message message = random.make(type.kind, profile);
        const auto text = encode(message, profile);
        ASSERT_TRUE(text) << type.name() << ' ' << text.error().text << ' ' << text.error().pointer;
        const auto outcome = decoder.decode_into(read, notes, *text, profile);
        ASSERT_TRUE(outcome) << *text << outcome.error().findings[0].text;
        ASSERT_EQ(read, message) << *text;
        ASSERT_EQ(encode(read, profile).value(), *text);
      }
    }
  }
}

TEST(RoundTrip, PrettyTextReadsBackAsTheSameMessage) {
  tests::RandomMessage random(7);
  for (const auto& type : message_types()) {
    const Message message = random.make(type.kind, Profile::v1_0_0);
    std::string text;
    ASSERT_TRUE(encode_pretty_to(text, message, Profile::v1_0_0));
    const auto read = decode(text, Profile::v1_0_0);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->message, message);
  }
}

TEST(RoundTrip, EveryMemberThatIsTakenAwayIsMissedUnlessItIsOptional) {
  // Every row counts: a decoder that forgot one would read the message without it.
  tests::RandomMessage random(5);
  for (const auto& type : message_types()) {
    const Message message = random.make(type.kind, Profile::v1_0_0);
    const std::string text = encode(message, Profile::v1_0_0).value();
    for (const Field& field : type.type().fields) {
      std::string renamed = text;
      const std::string key = "\"" + std::string(field.name) + "\":";
      const auto at = renamed.find(key);
      if (at == renamed.npos || field.name == "message_id") continue;
      renamed.replace(at, key.size(), "\"renamed\":");
      const auto outcome = decode(renamed, Profile::v1_0_0);
      ASSERT_FALSE(outcome) << renamed;
      EXPECT_EQ(outcome.error().status, ReceptionStatusValues::invalid_message) << renamed;
    }
  }
}

}  // namespace
}  // namespace s2
