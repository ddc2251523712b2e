// The legal setting nearest to a wanted power.

#include "fake_battery.hpp"

#include <planner/actuator_choice.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using test::at;
using test::Style;

const Id inverter{"inverter"};

struct Storage {
  explicit Storage(Style style, std::string_view active = {}) {
    test::BatteryNature nature;
    nature.style = style;
    nature.efficiency = style == Style::descending ? 1 : nature.efficiency;
    description = test::describe(nature);
    book.take(description, at(0));
    if (!active.empty()) book.take(frbc::ActuatorStatus{Id{"s"}, inverter, Id(active), 0, {}, {}}, at(0));
  }
  std::optional<Choice> choose(double power, double least = -1e9, double most = 1e9) const {
    return planner::choose(book, book.description()->actuators.front(), 50, {power, least, most}, at(1));
  }
  frbc::SystemDescription description;
  FrbcBook book;
};

TEST(ActuatorChoice, FindsModeAndFactor) {
  const auto choice = Storage(Style::three_modes, "idle").choose(2625);
  EXPECT_EQ(choice->mode, Id{"charge"});
  EXPECT_DOUBLE_EQ(choice->factor, 0.5);
  EXPECT_DOUBLE_EQ(choice->power, 2625);
}

TEST(ActuatorChoice, ADescendingRangeIsAMapping) {
  const auto choice = Storage(Style::descending, "all").choose(-2500);
  EXPECT_DOUBLE_EQ(choice->factor, 0.75);
  EXPECT_DOUBLE_EQ(choice->power, -2500);
}

TEST(ActuatorChoice, GoesOnlyWhereATransitionLeads) {
  const auto choice = Storage(Style::through_idle, "charge").choose(-3000);
  EXPECT_EQ(choice->mode, Id{"idle"}) << "the first step on the way to discharge";
}

TEST(ActuatorChoice, WaitsForATimer) {
  Storage storage(Style::with_timer, "idle");
  storage.book.take(frbc::TimerStatus{Id{"t"}, Id{"pause"}, inverter, at(2)});
  EXPECT_EQ(storage.choose(3000)->mode, Id{"idle"});
  storage.book.take(frbc::TimerStatus{Id{"t"}, Id{"pause"}, inverter, at(1)});
  EXPECT_EQ(storage.choose(3000)->mode, Id{"charge"});
}

TEST(ActuatorChoice, DoesNotUseAbnormalTransitions) {
  Storage storage(Style::three_modes, "idle");
  for (auto& transition : storage.description.actuators.front().transitions) transition.abnormal_condition_only = true;
  storage.book.take(storage.description, at(0));
  EXPECT_EQ(storage.choose(3000)->mode, Id{"idle"});
}

TEST(ActuatorChoice, AnUnknownModeAllowsNoMove) {
  EXPECT_FALSE(Storage(Style::three_modes).choose(3000));
  EXPECT_TRUE(Storage(Style::descending).choose(3000)) << "with a single mode no move is needed";
}

TEST(ActuatorChoice, BoundsOutweighTheWish) {
  const auto choice = Storage(Style::fixed_powers, "idle").choose(5000, 0, 4000);
  EXPECT_EQ(choice->mode, Id{"half-in"});
  EXPECT_EQ(Storage(Style::fixed_powers, "idle").choose(1000, 0, 1000)->mode, Id{"idle"}) << "no power in between";
}

TEST(ActuatorChoice, StaysWhereItIsIfThatIsAsGood) {
  EXPECT_EQ(Storage(Style::two_ranges, "out").choose(0)->mode, Id{"out"});
  EXPECT_EQ(Storage(Style::two_ranges, "in").choose(0)->mode, Id{"in"});
}

TEST(ActuatorChoice, NoBandMeansNoChoice) {
  const Storage storage(Style::three_modes, "idle");
  EXPECT_FALSE(choose(storage.book, storage.book.description()->actuators.front(), 200, {0, -1, 1}, at(1)));
  EXPECT_FALSE(choice_of(storage.book.description()->actuators.front(), Id{"nowhere"}, 0, 50));
}

}  // namespace
}  // namespace s2::planner
