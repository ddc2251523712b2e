#include <house/price_file.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace s2::house {
namespace {

Result<std::vector<planner::Price>> read(const std::string& text) {
  std::istringstream file(text);
  return read_prices(file, "p.csv");
}

std::string why_not(const std::string& text) {
  const auto prices = read(text);
  return prices ? "" : prices.error().text;
}

TEST(PriceFile, ReadsMomentsAndPricesAndLeavesOtherColumnsAlone) {
  const auto prices = read(
      "utc_start,local_start,price_eur_per_mwh\n"
      "2024-05-12T00:00:00Z,whatever,-41.2\n"
      "2024-05-12T03:00:00+02:00,whatever,100\r\n");
  ASSERT_TRUE(prices);
  ASSERT_EQ(prices->size(), 2U);
  EXPECT_EQ(format_time((*prices)[0].from), "2024-05-12T00:00:00Z");
  EXPECT_DOUBLE_EQ((*prices)[0].eur_per_kwh, -0.0412);
  EXPECT_EQ(format_time((*prices)[1].from), "2024-05-12T01:00:00Z");
  EXPECT_DOUBLE_EQ((*prices)[1].eur_per_kwh, 0.1);
}

TEST(PriceFile, TakesPricesPerKilowattHourAsTheyAre) {
  const auto prices = read("from,price_eur_per_kwh\n2024-05-12T00:00:00Z,0.25\n");
  ASSERT_TRUE(prices);
  EXPECT_DOUBLE_EQ(prices->front().eur_per_kwh, 0.25);
}

TEST(PriceFile, SaysInWhichLineAndWhy) {
  EXPECT_EQ(why_not(""), "p.csv:1: no column is called price_eur_per_kwh or price_eur_per_mwh");
  EXPECT_EQ(why_not("from,price\n"), "p.csv:1: no column is called price_eur_per_kwh or price_eur_per_mwh");
  EXPECT_EQ(why_not("from,price_eur_per_kwh\n"), "p.csv:1: no prices follow");
  const std::string head = "from,price_eur_per_kwh\n2024-05-12T00:00:00Z,1\n";
  EXPECT_EQ(why_not(head + "2024-05-12T01:00:00,1\n"), "p.csv:3: not a moment with UTC offset: 2024-05-12T01:00:00");
  EXPECT_EQ(why_not(head + "2024-05-12T01:00:00Z,\n"), "p.csv:3: not a price: ");
  EXPECT_EQ(why_not(head + "2024-05-12T01:00:00Z,inf\n"), "p.csv:3: not a price: inf");
  EXPECT_EQ(why_not(head + "2024-05-12T01:00:00Z\n"), "p.csv:3: a column is missing");
  EXPECT_EQ(why_not(head + "2024-05-12T00:00:00Z,1\n"), "p.csv:3: not later than the line before");
}

TEST(PriceFile, ReadsAsManyLinesAsItPromisesAndNoMore) {
  std::string text = "from,price_eur_per_kwh\n";
  Time from{0, 0};
  for (std::size_t i = 0; i < price_lines_max; ++i, from = from + Duration(900'000)) {
    text += format_time(from) + ",1\n";
  }
  EXPECT_TRUE(read(text));
  EXPECT_EQ(why_not(text + format_time(from) + ",1\n"), "p.csv:360002: more than 360000 prices");
}

}  // namespace
}  // namespace s2::house
