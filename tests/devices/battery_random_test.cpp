// Whatever an energy manager instructs, the battery keeps its range, its promises and the order of its reports.

#include "conversation.hpp"

#include <devices/battery_description.hpp>
#include <devices/chance.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

class RandomInstructions : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomInstructions, NeverLeadOutsideTheRangeOrIntoAnIllegalReport) {
  const std::uint64_t seed = GetParam();
  BatterySettings settings;
  settings.initial_percent = 15 + 80 * chance(seed, 0);
  const auto device = make_battery(settings, at("00:00:00"));
  Conversation conversation(*device, at("00:00:00"));
  conversation.select(ControlType::fill_rate_based_control);
  conversation.tolerate({"INST-014", "INST-016", "REV-005", "REV-006", "FRBC-013", "PLAUS-011"});
  const auto ids = battery_ids(settings.name);
  std::vector<Id> sent;
  for (std::uint64_t step = 1; step <= 150; ++step) {
    const auto draw = [&](std::uint64_t what) { return chance(seed, step * 16 + what); };
    if (draw(0) < 0.5) {
      sent.push_back(named_id("instruction " + std::to_string(step)));
      conversation.send(frbc::Instruction{
          .message_id = {},
          .id = sent.back(),
          .actuator_id = ids.actuator,
          .operation_mode = ids.mode[static_cast<std::size_t>(3 * draw(1))],
          .operation_mode_factor = draw(2),
          .execution_time = conversation.now() + Duration{static_cast<std::int64_t>(1'800'000 * draw(3)) - 600'000},
          .abnormal_condition = false});
    }
    if (draw(4) < 0.1 && !sent.empty()) {
      conversation.send(
          RevokeObject{.message_id = {},
                       .object_type = RevokableObjects::frbc_instruction,
                       .object_id = sent[static_cast<std::size_t>(draw(5) * static_cast<double>(sent.size()))]});
    }
    conversation.go_to(conversation.now() + Duration{static_cast<std::int64_t>(600'000 * draw(6))});
    const Reading reading = device->reading();
    ASSERT_GE(*reading.fill_level, settings.min_percent);
    ASSERT_LE(*reading.fill_level, settings.max_percent);
    ASSERT_LE(std::abs(reading.power), settings.power_w);
  }
  conversation.go_to(conversation.now() + std::chrono::hours(1));
  for (const Id& id : sent) {
    std::optional<InstructionStatus> reported;
    for (const auto& update : conversation.all<InstructionStatusUpdate>()) {
      if (update.instruction_id != id) continue;
      EXPECT_TRUE(may_follow(reported, update.status_type));
      reported = update.status_type;
    }
    ASSERT_TRUE(reported);
    EXPECT_TRUE(is_final(*reported)) << conversation.life_of(id);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomInstructions, testing::Range<std::uint64_t>(1, 13));

}  // namespace
}  // namespace s2::devices
