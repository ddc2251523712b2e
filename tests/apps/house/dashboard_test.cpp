#include <house/dashboard.hpp>

#include <house/day.hpp>
#include <house/text.hpp>

#include "text_layout.hpp"

#include <gmock/gmock.h>

namespace s2::house {
namespace {

using testing::HasSubstr;

class DashboardTest : public testing::Test {
 protected:
  DashboardTest() {
    view_.day = &day_;
    view_.now = day_.start + Duration(13 * 3'600'000);
    view_.price_eur_kwh = -0.0412;
    view_.devices = {{.name = "battery",
                      .reading = {.power = 3200, .fill_level = 54.4, .activity = "charging at 3.2 kW"},
                      .ordered = day_.start + Duration(12 * 3'600'000),
                      .order = "FRBC.Instruction: cheap hour"},
                     {.name = "load",
                      .reading = {.power = 420, .fill_level = {}, .activity = "in use"},
                      .ordered = {},
                      .order = "no orders yet"}};
    view_.grid_w = 3620;
    view_.messages = 4321;
  }

  std::string text(std::size_t width) const {
    std::string all;
    for (const auto& line : dashboard(view_, width, paint_nothing)) all += line + "\n";
    return all;
  }

  devices::Day day_ = find_day("").value();
  HomeView view_;
};

TEST_F(DashboardTest, ShowsClockPricesPowersLevelsAndOrdersWithTheirReasons) {
  const std::string page = text(100);
  for (const auto* part : {"13:00", "now -4.12 ct/kWh", "next unknown", "+3.20 kW", "54 %", "charging at 3.2 kW",
                           "12:00  FRBC.Instruction: cheap hour", "+3.62 kW", "4 321 messages, 0 findings"}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
}

TEST_F(DashboardTest, NoLineIsWiderThanTheTerminal) {
  for (const std::size_t width : {1U, 20U, 40U, 80U, 200U}) {
    for (const auto& line : dashboard(view_, width, paint_nothing)) EXPECT_LE(app::columns_of(line), width);
  }
}

TEST_F(DashboardTest, HasAsManyLinesAtAnyMomentSoThatItIsRedrawnInPlace) {
  const auto before = dashboard(view_, 80, paint_nothing).size();
  view_.fill_percent = {40, 41, 42};
  view_.findings = 7;
  view_.now = day_.start + day_length;
  EXPECT_EQ(dashboard(view_, 80, paint_nothing).size(), before);
}

TEST_F(DashboardTest, ColoursTakeNoColumns) {
  const auto plain = dashboard(view_, 60, paint_nothing);
  const auto colourful = dashboard(view_, 60, paint_ansi);
  ASSERT_EQ(plain.size(), colourful.size());
  EXPECT_THAT(colourful.front(), HasSubstr(plain.front()));
  EXPECT_THAT(colourful.front(), HasSubstr("\x1b["));
}

TEST_F(DashboardTest, OneLineSaysTheSameToALog) {
  EXPECT_THAT(progress_line(view_), HasSubstr("13:00   -4.12 ct/kWh  battery +3.20 kW 54 %  load +0.42 kW"));
}

}  // namespace
}  // namespace s2::house
