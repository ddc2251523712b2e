// Cutting by lines.

#include <input/line_splitter.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace s2::app {
namespace {

std::vector<Record> lines_of(const std::string& text) {
  std::istringstream in(text);
  TextWindow window(in);
  std::vector<Record> records;
  while (auto record = next_line(window)) records.push_back(*std::move(record));
  return records;
}

TEST(LineSplitter, EveryLineThatIsNotBlankIsARecord) {
  const auto records = lines_of("one\n\n  two \r\n\t\r\nthree");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].text, "one");
  EXPECT_EQ(records[0].line, 1U);
  EXPECT_EQ(records[1].text, "two");
  EXPECT_EQ(records[1].line, 3U);
  EXPECT_EQ(records[1].column, 2U);
  EXPECT_EQ(records[2].text, "three");
  EXPECT_EQ(records[2].line, 5U);
}

TEST(LineSplitter, OnlyALastLineWithoutLineFeedIsTorn) {
  const auto records = lines_of("one\ntwo");
  EXPECT_FALSE(records[0].torn);
  EXPECT_TRUE(records[1].torn);
  EXPECT_FALSE(lines_of("one\n")[0].torn);
}

TEST(LineSplitter, ALineIsKeptUpToTheLimitAndBeyondItOnlyItsLengthIs) {
  for (const std::string end : {"", "\nnext"}) {
    const auto at_limit = lines_of(std::string(record_bytes, 'x') + end);
    EXPECT_EQ(at_limit[0].text.size(), record_bytes);
    const auto beyond = lines_of(std::string(record_bytes + 1, 'x') + end);
    EXPECT_EQ(beyond[0].text, "");
    EXPECT_EQ(beyond[0].bytes, record_bytes + 1);
    const auto far_beyond = lines_of(std::string(3 * record_bytes, 'x') + end);
    EXPECT_EQ(far_beyond[0].bytes, 3 * record_bytes);
    if (!end.empty()) {
      EXPECT_EQ(beyond[1].text, "next");
      EXPECT_EQ(far_beyond[1].text, "next");
      EXPECT_EQ(far_beyond[1].line, 2U);
    }
  }
}

TEST(LineSplitter, AnEmptyTextHasNoLines) {
  EXPECT_TRUE(lines_of("").empty());
  EXPECT_TRUE(lines_of("\n\r\n  \n").empty());
}

}  // namespace
}  // namespace s2::app
