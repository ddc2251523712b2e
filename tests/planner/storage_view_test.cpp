// A storage as the planner sees it now.

#include "fake_battery.hpp"

#include <planner/bounds.hpp>
#include <planner/storage_view.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using test::at;

const Id inverter{"inverter"};

// A battery in a session, resting at level 50.
struct Session {
  Device device;
  test::FakeBattery battery{{}, 50};

  Session() {
    say(battery.details());
    device.on(ControlTypeChanged{ControlType::fill_rate_based_control}, at(0));
    for (auto& message : battery.greeting()) say(std::move(message));
  }
  void say(Message message, Time now = at(0)) { device.on(Received{std::move(message), {}}, now); }
  void tell(std::string_view mode, double factor, Time now) {
    ActuatorOrder& order = device.actuators[inverter];
    order.mode = Id(mode);
    order.factor = factor;
    order.lane.sent(Id{"message"}, Id{"instruction"}, now);
  }
  double power(Time now) const { return view_of(device, now)->power_w(); }
};

TEST(StorageView, NeedsADescriptionAndALevel) {
  Device device;
  EXPECT_FALSE(view_of(device, at(0)));
  device.on(ControlTypeChanged{ControlType::fill_rate_based_control}, at(0));
  device.on(Received{test::describe({}), {}}, at(0));
  EXPECT_FALSE(view_of(device, at(0)));
  device.on(Received{frbc::StorageStatus{Id{"s"}, 40}, {}}, at(0));
  ASSERT_TRUE(view_of(device, at(0)));
  EXPECT_EQ(view_of(device, at(0))->level, 40);
  EXPECT_EQ(view_of(device, at(0))->range(), 80);
}

TEST(StorageView, BelievesTheOrderUntilItHadTimeToBeFollowed) {
  Session session;
  session.tell("charge", 1, at(1));
  EXPECT_EQ(session.power(at(1)), 5000);
  EXPECT_EQ(session.power(at(1) + Pace::obedience), 0) << "the report still says idle";
}

TEST(StorageView, NoticesDisobedience) {
  Session session;
  session.tell("charge", 1, at(1));
  const auto& actuator = session.battery.description().actuators.front();
  EXPECT_FALSE(disobeys(session.device, actuator, 50, 5000, at(1)));
  EXPECT_TRUE(disobeys(session.device, actuator, 50, 5000, at(1) + Pace::obedience));
  session.say(frbc::ActuatorStatus{Id{"s"}, inverter, Id{"charge"}, 0.99, {}, {}}, at(1));
  EXPECT_FALSE(disobeys(session.device, actuator, 50, 5000, at(1) + Pace::obedience)) << "near enough";
}

TEST(StorageView, CarriesTheLevelForward) {
  Session session;
  session.say(frbc::ActuatorStatus{Id{"s"}, inverter, Id{"charge"}, 1, {}, {}});
  EXPECT_NEAR(view_of(session.device, at(0, 12))->level, 50 + 0.95 * 10, 1e-9);
  EXPECT_EQ(view_of(session.device, at(5))->level, 90) << "but not out of its range";
}

TEST(StorageView, ALevelOutsideTheRangeIsBelieved) {
  Session session;
  session.say(frbc::StorageStatus{Id{"s"}, 95});
  EXPECT_EQ(view_of(session.device, at(0))->level, 95);
}

}  // namespace
}  // namespace s2::planner
