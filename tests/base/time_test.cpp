// Moments and spans.

#include <source_dir.hpp>

#include <s2/base/time.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <random>

namespace s2 {
namespace {

// What tests/data/times says about a spelling.
struct Spelling {
  std::string text;
  std::string expected;
};

std::vector<Spelling> all_spellings() {
  std::vector<Spelling> all;
  std::ifstream file(tests::source_dir() / "tests/data/times/spellings.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t end = line.find('"', 1);
    const std::size_t arrow = line.find("-> ", end);
    EXPECT_NE(arrow, line.npos) << line;
    all.push_back({line.substr(1, end - 1), line.substr(arrow + 3)});
  }
  return all;
}

// The same words for what was read.
std::string read(const std::string& text, bool offset_optional) {
  const auto parsed = parse_time(text, offset_optional);
  if (!parsed) return "refused";
  std::string words = parsed->time < first_time ? "before" : parsed->time > last_time ? "after" : "";
  if (words.empty()) words = format_time(parsed->time);
  if (parsed->unusual) words += " unusual";
  if (parsed->no_offset) words += " no offset";
  return words;
}

TEST(Time, EverySpellingIsReadAsTheTableSays) {
  const auto spellings = all_spellings();
  ASSERT_GT(spellings.size(), 70U);
  for (const auto& [text, expected] : spellings) {
    EXPECT_EQ(read(text, true), expected) << text;
    const bool needs_leniency = expected.ends_with("no offset");
    EXPECT_EQ(read(text, false), needs_leniency ? "refused" : expected) << text;
  }
}

TEST(Time, AnyPrefixOfATimestampIsRefused) {
  const std::string text = "2024-08-24T14:15:22.123456789+02:00";
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(parse_time(text.substr(0, length))) << text.substr(0, length);
  }
}

TEST(Time, WhatIsWrittenIsReadBackForEveryInstantOfTheYears0000To9999) {
  std::mt19937_64 random(2);
  const auto span = static_cast<std::uint64_t>(last_time.seconds - first_time.seconds) + 1;
  for (int i = 0; i < 200'000; ++i) {
    const Time time{first_time.seconds + static_cast<std::int64_t>(random() % span),
                    i % 2 == 0 ? 0 : static_cast<std::uint32_t>(random() % 1'000'000'000)};
    const std::string text = format_time(time);
    const auto parsed = parse_time(text);
    ASSERT_TRUE(parsed) << text;
    ASSERT_EQ(parsed->time, time) << text;
    ASSERT_FALSE(parsed->unusual) << text;
  }
}

TEST(Time, EveryDayOfFourCenturiesFollowsTheOneBefore) {
  // A whole cycle of the calendar, so every kind of month and leap year.
  Time day = parse_time("1900-01-01T00:00:00Z")->time;
  std::string before = format_time(day - Duration(86'400'000));
  for (int i = 0; i < 146'097; ++i) {
    const std::string text = format_time(day);
    ASSERT_EQ(parse_time(text)->time, day) << text;
    ASSERT_LT(before, text);
    before = text;
    day = day + Duration(86'400'000);
  }
  EXPECT_EQ(format_time(day), "2300-01-01T00:00:00Z");
}

TEST(Time, AnInstantThatCannotBeWrittenIsWrittenAsTheNearestThatCan) {
  EXPECT_EQ(format_time({first_time.seconds - 1, 0}), "0000-01-01T00:00:00Z");
  EXPECT_EQ(format_time({last_time.seconds + 1, 0}), "9999-12-31T23:59:59.999999999Z");
  EXPECT_EQ(format_time({INT64_MAX, 0}), format_time(last_time));
  EXPECT_EQ(format_time({INT64_MIN, 0}), format_time(first_time));
}

TEST(Time, SpansCarryOverTheSecondInBothDirections) {
  const Time time{100, 999'000'000};
  EXPECT_EQ(time + Duration(1), (Time{101, 0}));
  EXPECT_EQ(time + Duration(-999), (Time{100, 0}));
  EXPECT_EQ(time + Duration(-1000), (Time{99, 999'000'000}));
  EXPECT_EQ(time - Duration(1999), (Time{99, 0}));
  EXPECT_EQ(Time{} - Duration(1), (Time{-1, 999'000'000}));
}

TEST(Time, TheSpanBetweenTwoInstantsIsCutTowardsZero) {
  EXPECT_EQ((Time{101, 0}) - (Time{100, 999'000'000}), Duration(1));
  EXPECT_EQ((Time{100, 999'000'000}) - (Time{101, 0}), Duration(-1));
  EXPECT_EQ((Time{0, 1'999'999}) - Time{}, Duration(1));
  EXPECT_EQ(Time{} - (Time{0, 1'999'999}), Duration(-1));
  EXPECT_EQ(last_time - first_time, Duration(315'569'519'999'999));
}

TEST(Time, AddingASpanAndTakingItAwayLeadsBack) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 100'000; ++i) {
    const Time time{static_cast<std::int64_t>(random() % 4'000'000'000) - 2'000'000'000,
                    static_cast<std::uint32_t>(random() % 1'000'000'000)};
    const Duration span{static_cast<std::int64_t>(random() % 2'000'000'000'000) - 1'000'000'000'000};
    EXPECT_EQ(time + span - span, time);
    EXPECT_EQ((time + span) - time, span);
    EXPECT_LT((time + span).nanoseconds, 1'000'000'000U);
  }
}

TEST(Time, TheLongestDurationOfTheWireCanBeAddedToAnyInstant) {
  constexpr Duration longest{9'007'199'254'740'991};
  EXPECT_EQ((last_time + longest) - last_time, longest);
  EXPECT_EQ((first_time - longest) + longest, first_time);
}

}  // namespace
}  // namespace s2
