// Fill levels that are in order, although they do not go exactly as described.

#include <rules/plausibility/level.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace s2::rules {
namespace {

constexpr Time begin{1'000'000, 0};

Time after(std::int64_t seconds) { return begin + Duration{seconds * 1000}; }

// A storage of 0 to 100 that is off, or filled with 0.01 a second.
class Storage {
 public:
  explicit Storage(bool is_used = false) : registry_(Start::connected) {
    registry_.standing.active = ControlType::fill_rate_based_control;
    frbc::SystemDescription description{.message_id = Id("m1"), .valid_from = begin, .actuators = {}, .storage = {}};
    description.storage.provides_usage_forecast = is_used;
    description.storage.fill_level_range = {0, 100};
    description.actuators = {{.id = Id("a1"),
                              .diagnostic_label = {},
                              .supported_commodities = {},
                              .operation_modes = {mode("off", 0), mode("fill", 0.01)},
                              .transitions = {},
                              .timers = {}}};
    take(description, 0);
  }

  void run(std::string_view mode, std::int64_t seconds) {
    take(frbc::ActuatorStatus{.message_id = Id("m2"),
                              .actuator_id = Id("a1"),
                              .active_operation_mode_id = Id(mode),
                              .operation_mode_factor = 1,
                              .previous_operation_mode_id = {},
                              .transition_timestamp = {}},
         seconds);
  }
  // What is odd about a level that is told; it is told then.
  LevelFault tell(double level, std::int64_t seconds) {
    const LevelFault fault = judge_level(registry_, level, after(seconds));
    take(frbc::StorageStatus{.message_id = Id("m3"), .present_fill_level = level}, seconds);
    return fault;
  }
  void take(const Message& message, std::int64_t seconds) {
    registry_.take(message, EnergyManagementRole::rm, after(seconds));
  }

 private:
  static frbc::OperationMode mode(std::string_view id, double rate) {
    return {
        .id = Id(id),
        .diagnostic_label = {},
        .elements = {{.fill_level_range = {0, 100}, .fill_rate = {0, rate}, .power_ranges = {}, .running_costs = {}}},
        .abnormal_condition_only = false};
  }

  Registry registry_;
};

TEST(PlausibleLevel, TheFirstLevelIsAsGoodAsAny) {
  Storage storage;
  storage.run("fill", 0);
  EXPECT_EQ(storage.tell(77, 10), LevelFault::none);
}

TEST(PlausibleLevel, SmallContradictionsAddUp) {
  Storage storage;
  storage.run("fill", 0);
  EXPECT_EQ(storage.tell(50, 0), LevelFault::none);
  EXPECT_EQ(storage.tell(50, 300), LevelFault::none);
  EXPECT_EQ(storage.tell(50, 600), LevelFault::none);
  EXPECT_EQ(storage.tell(50, 900), LevelFault::frozen);
  EXPECT_EQ(storage.tell(50, 1200), LevelFault::none) << "one finding for what one mistake adds up to";
}

TEST(PlausibleLevel, ACoarseSensorIsNotFrozen) {
  Storage storage;
  storage.run("fill", 0);
  storage.tell(50, 0);
  for (std::int64_t t = 60; t < 4800; t += 60) {
    const double level = 50 + 0.01 * static_cast<double>(t);
    EXPECT_EQ(storage.tell(std::floor(level / 3) * 3, t), LevelFault::none) << t;
  }
}

TEST(PlausibleLevel, AFullStorageRisesNoFurther) {
  Storage storage;
  storage.run("fill", 0);
  storage.tell(99, 0);
  EXPECT_EQ(storage.tell(100, 100), LevelFault::none);
  EXPECT_EQ(storage.tell(100, 3500), LevelFault::none);
}

TEST(PlausibleLevel, WhoTakesOutWhatIsNotKnownMayTakeAnything) {
  Storage storage(true);
  storage.run("off", 0);
  storage.tell(80, 0);
  EXPECT_EQ(storage.tell(20, 60), LevelFault::none);
  EXPECT_EQ(storage.tell(60, 120), LevelFault::jump) << "but nobody fills it that fast";
}

TEST(PlausibleLevel, AnotherDescriptionIsAnotherStory) {
  Storage storage;
  storage.run("off", 0);
  storage.tell(80, 0);
  frbc::SystemDescription other{.message_id = Id("m9"), .valid_from = after(60), .actuators = {}, .storage = {}};
  other.storage.fill_level_range = {0, 10};
  storage.take(other, 60);
  EXPECT_EQ(storage.tell(8, 61), LevelFault::none);
}

}  // namespace
}  // namespace s2::rules
