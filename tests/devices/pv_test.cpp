// What the photovoltaic system's Resource Manager says and does.

#include "conversation.hpp"

#include <gmock/gmock.h>

namespace s2::devices {
namespace {

using testing::HasSubstr;

constexpr auto quantity = CommodityQuantity::electric_power_3_phase_symmetric;

class PvTest : public testing::Test {
 protected:
  void SetUp() override {
    settings.available_w = {at("00:00:00"), std::chrono::hours(1), std::vector<double>(48, 4000)};
    device = make_pv(settings, at("10:00:00"));
    conversation.emplace(*device, at("10:00:00"));
    conversation->select(ControlType::power_envelope_based_control);
  }

  pebc::Instruction instruction(std::string_view name, Time when,
                                std::vector<pebc::PowerEnvelopeElement> elements) const {
    return {.message_id = {},
            .id = named_id(name),
            .execution_time = when,
            .abnormal_condition = false,
            .power_constraints_id = conversation->last<pebc::PowerConstraints>().id,
            .power_envelopes = {{.id = named_id(std::string(name) + "/envelope"),
                                 .commodity_quantity = quantity,
                                 .power_envelope_elements = std::move(elements)}}};
  }
  // No more than `limit_w` for so long.
  void limit(std::string_view name, double limit_w, Time when, Duration length) {
    conversation->send(instruction(name, when, {{length, 0, -limit_w}}));
  }
  std::string life(std::string_view name) const { return conversation->life_of(named_id(name)); }
  double power() const { return device->reading().power; }

  PvSettings settings;
  std::unique_ptr<Device> device;
  std::optional<Conversation> conversation;
};

TEST_F(PvTest, OffersLimitsBetweenNothingAndItsRatingAndWhatIsCurtailedIsLost) {
  const auto constraints = conversation->last<pebc::PowerConstraints>();
  EXPECT_EQ(constraints.consequence_type, pebc::PowerEnvelopeConsequenceType::vanish);
  EXPECT_FALSE(constraints.valid_until);
  ASSERT_EQ(constraints.allowed_limit_ranges.size(), 2u);
  EXPECT_EQ(constraints.allowed_limit_ranges[0].range_boundary, (NumberRange{0, 0}));
  EXPECT_EQ(constraints.allowed_limit_ranges[1].range_boundary, (NumberRange{-settings.peak_w, 0}));
}

TEST_F(PvTest, ProductionIsNegative) {
  EXPECT_EQ(power(), -4000);
  EXPECT_EQ(conversation->last<PowerMeasurement>().values.front().value, -4000);
}

TEST_F(PvTest, FollowsAnEnvelopeWithALagAndIsFreeAfterIt) {
  limit("limit", 1000, at("10:00:00"), std::chrono::minutes(30));
  EXPECT_EQ(life("limit"), "ACCEPTED STARTED");
  conversation->go_to(at("10:00:03"));
  EXPECT_NEAR(power(), -2471.5, 0.1);
  conversation->go_to(at("10:01:00"));
  EXPECT_EQ(power(), -1000);
  EXPECT_THAT(device->reading().activity, HasSubstr("curtailed to 1.0 kW of 4.0 kW"));
  conversation->go_to(at("10:29:59"));
  EXPECT_EQ(power(), -1000);
  EXPECT_EQ(life("limit"), "ACCEPTED STARTED");
  conversation->go_to(at("10:31:00"));
  EXPECT_EQ(power(), -4000);
  EXPECT_EQ(life("limit"), "ACCEPTED STARTED SUCCEEDED");
  EXPECT_EQ(conversation->last<InstructionStatusUpdate>().timestamp, at("10:30:00"));
}

TEST_F(PvTest, FollowsEveryElementInTurn) {
  conversation->send(
      instruction("plan", at("11:00:00"), {{std::chrono::minutes(15), 0, -2000}, {std::chrono::minutes(45), 0, 0}}));
  EXPECT_EQ(life("plan"), "ACCEPTED");
  conversation->go_to(at("10:59:00"));
  EXPECT_EQ(power(), -4000);
  conversation->go_to(at("11:10:00"));
  EXPECT_EQ(power(), -2000);
  conversation->go_to(at("11:16:00"));
  EXPECT_EQ(power(), 0);
  conversation->go_to(at("12:01:00"));
  EXPECT_EQ(power(), -4000);
  EXPECT_EQ(life("plan"), "ACCEPTED STARTED SUCCEEDED");
}

TEST_F(PvTest, AnEnvelopeThatCameLateGoesOnWhereItWouldBe) {
  conversation->tolerate({"INST-016"});
  conversation->send(instruction("late", at("09:50:00"),
                                 {{std::chrono::minutes(15), 0, -2000}, {std::chrono::minutes(45), 0, -1000}}));
  conversation->go_to(at("10:04:00"));
  EXPECT_EQ(power(), -2000);
  conversation->go_to(at("10:06:00"));
  EXPECT_EQ(power(), -1000);
  limit("over", 1000, at("08:00:00"), std::chrono::minutes(30));
  EXPECT_EQ(life("over"), "REJECTED");
}

TEST_F(PvTest, ANewerEnvelopeReplacesTheRunningOne) {
  limit("older", 1000, at("10:00:00"), std::chrono::hours(2));
  conversation->go_to(at("10:10:00"));
  limit("newer", 3000, at("10:10:00"), std::chrono::minutes(10));
  EXPECT_EQ(life("older"), "ACCEPTED STARTED SUCCEEDED");
  conversation->go_to(at("10:15:00"));
  EXPECT_EQ(power(), -3000);
  conversation->go_to(at("10:25:00"));
  EXPECT_EQ(power(), -4000) << "the older one does not come back";
}

TEST_F(PvTest, AnEnvelopeReceivedEarlierDoesNotReplaceANewerOne) {
  limit("older", 1000, at("10:30:00"), std::chrono::hours(1));
  limit("newer", 3000, at("10:15:00"), std::chrono::hours(1));
  conversation->go_to(at("10:45:00"));
  EXPECT_EQ(power(), -3000);
  EXPECT_EQ(life("older"), "ACCEPTED ABORTED");
}

TEST_F(PvTest, OfTwoForTheSameMomentTheLaterReceivedCounts) {
  conversation->tolerate({"INST-014"});
  limit("older", 1000, at("10:30:00"), std::chrono::hours(1));
  limit("newer", 3000, at("10:30:00"), std::chrono::hours(1));
  conversation->go_to(at("10:45:00"));
  EXPECT_EQ(power(), -3000);
  EXPECT_EQ(life("older"), "ACCEPTED ABORTED");
  EXPECT_EQ(life("newer"), "ACCEPTED STARTED");
}

TEST_F(PvTest, RejectsWhatLiesTooFarAhead) {
  conversation->tolerate({"TIME-006"});
  limit("far", 1000, at("10:00:00") + DeviceLimits::execution_ahead + Duration{1}, Duration{60'000});
  EXPECT_EQ(life("far"), "REJECTED");
  EXPECT_EQ(power(), -4000);
}

TEST_F(PvTest, KeepsABoundedNumberOfInstructionsForLater) {
  conversation->tolerate({"INST-014"});
  for (std::size_t i = 0; i <= DeviceLimits::pending_instructions; ++i) {
    limit("n" + std::to_string(i), 1000, at("12:00:00"), std::chrono::hours(1));
  }
  EXPECT_EQ(life("n" + std::to_string(DeviceLimits::pending_instructions - 1)), "ACCEPTED");
  EXPECT_EQ(life("n" + std::to_string(DeviceLimits::pending_instructions)), "REJECTED");
}

TEST_F(PvTest, RevokingLiftsTheLimit) {
  conversation->tolerate({"REV-006"});
  const auto revoke = [&](std::string_view name) {
    conversation->send(
        RevokeObject{.message_id = {}, .object_type = RevokableObjects::pebc_instruction, .object_id = named_id(name)});
  };
  limit("running", 1000, at("10:00:00"), std::chrono::hours(1));
  limit("later", 1000, at("12:00:00"), std::chrono::hours(1));
  conversation->go_to(at("10:10:00"));
  revoke("running");
  revoke("later");
  EXPECT_EQ(life("running"), "ACCEPTED STARTED REVOKED");
  EXPECT_EQ(life("later"), "ACCEPTED REVOKED");
  conversation->go_to(at("12:30:00"));
  EXPECT_EQ(power(), -4000);
}

TEST_F(PvTest, IsFreeWhenNobodyControlsItAnyMore) {
  conversation->tolerate({"STATE-005"});
  limit("limit", 0, at("10:00:00"), std::chrono::hours(2));
  conversation->go_to(at("10:10:00"));
  EXPECT_EQ(power(), 0);
  conversation->select(ControlType::no_selection);
  conversation->go_to(at("10:11:00"));
  EXPECT_EQ(power(), -4000);

  const Id first = conversation->last<pebc::PowerConstraints>().id;
  conversation->select(ControlType::power_envelope_based_control);
  EXPECT_NE(conversation->last<pebc::PowerConstraints>().id, first) << "a new offer is a new object";

  limit("again", 0, at("10:11:00"), std::chrono::hours(2));
  conversation->go_to(at("10:20:00"));
  EXPECT_EQ(power(), 0);
  conversation->end();
  device->step(at("10:21:00"));
  EXPECT_EQ(power(), -4000);
  EXPECT_TRUE(device->take_messages().empty());
}

TEST_F(PvTest, ForecastsEveryHourWithoutBeingSelected) {
  conversation->select(ControlType::no_selection);
  conversation->forget();
  conversation->go_to(at("14:00:00"), std::chrono::minutes(1));
  EXPECT_EQ(conversation->all<PowerForecast>().size(), 4u);
}

}  // namespace
}  // namespace s2::devices
