// Tables of numbers over time.

#include <devices/table.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

TEST(Table, ReadsColumnsByName) {
  const auto table = parse_table("utc_start,a,b\n2024-01-01T00:00:00Z,1,-2.5\n2024-01-01T00:30:00Z,3,4\n");
  ASSERT_TRUE(table);
  const Series* b = table->find("b");
  ASSERT_TRUE(b);
  EXPECT_EQ(b->step, std::chrono::minutes(30));
  EXPECT_EQ(b->values, (std::vector<double>{-2.5, 4}));
  EXPECT_EQ(format_time(b->start), "2024-01-01T00:00:00Z");
  EXPECT_EQ(table->find("c"), nullptr);
}

TEST(Table, RefusesWhatIsNoTable) {
  const std::string head = "utc_start,a\n2024-01-01T00:00:00Z,1\n";
  EXPECT_FALSE(parse_table(""));
  EXPECT_FALSE(parse_table(head)) << "one line has no step";
  EXPECT_TRUE(parse_table(head + "2024-01-01T00:30:00Z,1\n"));
  EXPECT_FALSE(parse_table(head + "2024-01-01T00:30:00Z,\n")) << "a blank cell";
  EXPECT_FALSE(parse_table(head + "2024-01-01T00:30:00Z,1x\n")) << "no number";
  EXPECT_FALSE(parse_table(head + "2024-01-01T00:30:00Z,1,2\n")) << "a cell too many";
  EXPECT_FALSE(parse_table(head + "yesterday,1\n")) << "no moment";
  EXPECT_FALSE(parse_table(head + "2024-01-01T00:00:00Z,1\n")) << "time stands still";
  EXPECT_FALSE(parse_table(head + "2024-01-01T00:30:00Z,1\n2024-01-01T02:00:00Z,1\n")) << "the step changes";
}

}  // namespace
}  // namespace s2::devices
