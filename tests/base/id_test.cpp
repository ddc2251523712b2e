// Ids: storage, comparison, spellings of UUIDs.

#include "allocations.hpp"

#include <s2/base/id.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <unordered_set>

namespace s2 {
namespace {

constexpr std::string_view plain = "123e4567-e89b-12d3-a456-426614174000";

// One UUID in every spelling of ID-015.
const std::vector<std::string> spellings = {
    "123e4567-e89b-12d3-a456-426614174000",
    "123E4567-E89B-12D3-A456-426614174000",
    "123e4567-E89B-12d3-A456-426614174000",
    "123e4567e89b12d3a456426614174000",
    "123E4567E89B12D3A456426614174000",
    "{123e4567-e89b-12d3-a456-426614174000}",
    "{123E4567E89B12D3A456426614174000}",
    "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
    "URN:UUID:123E4567-E89B-12D3-A456-426614174000",
};

// How often making, copying, moving, comparing and hashing an id of this length allocates.
std::size_t allocations_of_a_life(std::size_t length) {
  const std::string text(length, 'x');
  const std::size_t before = tests::allocations();
  Id id{text};
  Id copy = id;
  Id moved = std::move(copy);
  copy = moved;
  const bool same = id == copy && (id <=> copy) == 0 && id.hash() == copy.hash() && is_legal_id(id.text());
  const std::size_t count = tests::allocations() - before;
  EXPECT_TRUE(same);
  return count;
}

TEST(Id, SixtyFourCharactersNeedNoAllocation) {
  for (std::size_t length = 2; length <= Id::inline_capacity; ++length) {
    EXPECT_EQ(allocations_of_a_life(length), 0U) << length;
  }
}

TEST(Id, LongerIdsAreKeptWhole) {
  EXPECT_GT(allocations_of_a_life(Id::inline_capacity + 1), 0U);
  for (const std::size_t length : {std::size_t{64}, std::size_t{65}, std::size_t{1000}}) {
    const std::string text(length, 'y');
    Id id{text};
    EXPECT_EQ(id.text(), text);
    const Id copy = id;
    EXPECT_EQ(copy, id);
    const Id moved = std::move(id);
    EXPECT_EQ(moved.text(), text);
    EXPECT_TRUE(id.empty());  // NOLINT(bugprone-use-after-move): a moved-from id is empty, as promised
  }
}

TEST(Id, TextMayChangeBetweenShortAndLong) {
  Id id{"short"};
  id.assign(std::string(100, 'z'));
  EXPECT_EQ(id.text().size(), 100U);
  id.assign(id.text().substr(0, 80));  // a part of itself
  EXPECT_EQ(id.text(), std::string(80, 'z'));
  id.assign("short");
  EXPECT_EQ(id.text(), "short");
  Id other;
  other = id;
  id = Id(std::string(70, 'q'));
  EXPECT_EQ(other.text(), "short");
  const Id& itself = id;
  id = itself;
  EXPECT_EQ(id.text(), std::string(70, 'q'));
}

TEST(Id, AnEmptyIdIsNoIdYet) {
  EXPECT_TRUE(Id().empty());
  EXPECT_TRUE(Id("").empty());
  EXPECT_EQ(Id(), Id(""));
  EXPECT_FALSE(Id().uuid());
}

TEST(Id, UuidsAreComparedByValueInWhateverSpelling) {
  for (const auto& one : spellings) {
    for (const auto& other : spellings) {
      EXPECT_EQ(Id(one), Id(other)) << one << ' ' << other;
      EXPECT_EQ(Id(one) <=> Id(other), std::strong_ordering::equal) << one << ' ' << other;
      EXPECT_EQ(Id(one).hash(), Id(other).hash()) << one << ' ' << other;
    }
    EXPECT_EQ(Id(one).text(), one) << "the spelling is kept";
    EXPECT_NE(Id(one), Id("123e4567-e89b-12d3-a456-426614174001")) << one;
  }
}

TEST(Id, OtherIdsAreComparedAsText) {
  EXPECT_NE(Id("actuator1"), Id("Actuator1"));
  EXPECT_EQ(Id("actuator1"), Id("actuator1"));
  EXPECT_NE(Id("actuator1"), Id("actuator"));
  EXPECT_NE(Id("xyz"), Id(plain));
}

TEST(Id, WhatIsNearlyAUuidIsText) {
  for (const std::string& text :
       {std::string(plain).substr(1), std::string(plain) + "0", "{" + std::string(plain),
        "{" + std::string(plain) + ")", "urn-uuid-" + std::string(plain), "g" + std::string(plain).substr(1),
        std::string("123e4567-e89b-12d3-a456_426614174000"), std::string("123e4567e-89b-12d3-a456-426614174000"),
        std::string("-----------------------------------"), std::string("{}"), std::string(32, '-'),
        std::string(36, '-'), std::string(45, '{'), std::string(34, '{')}) {
    EXPECT_FALSE(parse_uuid(text)) << text;
  }
}

TEST(Id, TheBytesOfAUuidAreItsDigits) {
  const auto uuid = parse_uuid("{00112233-4455-6677-8899-AAbbCCddEEff}");
  ASSERT_TRUE(uuid);
  for (std::size_t i = 0; i < uuid->size(); ++i) EXPECT_EQ((*uuid)[i], i * 0x11);
  EXPECT_EQ(nil_id().uuid(), Uuid{});
}

TEST(Id, APlainUuidIsTheOneEveryPeerWrites) {
  EXPECT_TRUE(is_plain_uuid("123e4567-e89b-12d3-a456-426614174000"));
  EXPECT_TRUE(is_plain_uuid("00000000-0000-0000-0000-000000000001"));
  for (const std::string_view other :
       {"00000000-0000-0000-0000-000000000000", "123E4567-e89b-12d3-a456-426614174000", "",
        "123e4567e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}", "m1",
        "123e4567-e89b-12d3-a456_426614174000", "123e4567-e89b-12d3-a456-42661417400g"}) {
    EXPECT_FALSE(is_plain_uuid(other)) << other;
  }
}

TEST(Id, EveryByteOfAUuidIsLookedAt) {
  const std::string uuid = "123e4567-e89b-12d3-a456-426614174000";
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = uuid;
      text[i] = static_cast<char>(byte);
      const bool dash = uuid[i] == '-';
      const bool lower = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
      const bool upper = byte >= 'A' && byte <= 'F';
      EXPECT_EQ(is_plain_uuid(text), dash ? byte == '-' : lower) << text;
      EXPECT_EQ(parse_uuid(text).has_value(), dash ? byte == '-' : lower || upper) << text;
    }
  }
}

TEST(Id, LegalIsWhatThePublishedPatternFinds) {
  for (const auto* legal : {"ab", "a-", "__", "::", "09",
                            "\xC3\xA9"
                            "ab",
                            "a b cd", "xxx", "!!ok!!"}) {
    EXPECT_TRUE(is_legal_id(legal)) << legal;
  }
  for (const auto* illegal : {"", "a", "a b c", "\xC3\xA9\xC3\xA9", "..", "a.b.c", "!"}) {
    EXPECT_FALSE(is_legal_id(illegal)) << illegal;
  }
}

// A text out of a small world, so that equal and nearly equal ids are met.
std::string random_text(std::mt19937_64& random) {
  std::string text = spellings[random() % spellings.size()];
  if (random() % 3 == 0) text = std::string(1 + random() % 70, static_cast<char>('a' + random() % 2));
  if (random() % 3 == 0) text[random() % text.size()] = "0aAf{-z"[random() % 7];
  return text;
}

TEST(Id, OrderEqualityAndHashAgree) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 100'000; ++i) {
    const Id a{random_text(random)};
    const Id b{random_text(random)};
    const Id c{random_text(random)};
    EXPECT_EQ(a == b, (a <=> b) == 0) << a.text() << ' ' << b.text();
    EXPECT_EQ((a <=> b) < 0, (b <=> a) > 0);
    EXPECT_TRUE(a != b || a.hash() == b.hash()) << a.text() << ' ' << b.text();
    EXPECT_TRUE(!(a < b && b < c) || a < c);
  }
}

TEST(Id, AHashedSetFindsAnyLetterCase) {
  std::unordered_set<Id> set;
  for (const auto& text : spellings) set.insert(Id(text));
  EXPECT_EQ(set.size(), 1U);
  EXPECT_TRUE(set.contains(Id(spellings.back())));
}

}  // namespace
}  // namespace s2
