// What instructions mean, and why some cannot be carried out.

#include "home.hpp"

#include <s2/rules.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace s2 {
namespace {

using namespace tests;
using enum CommodityQuantity;
using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;

// A battery at 70 % that is idle, and may charge and discharge.
Home battery() {
  frbc::SystemDescription description{Id("d"), at("00:00:00"), {}, {}};
  description.storage.fill_level_range = {0, 100};
  frbc::ActuatorDescription actuator{Id("inverter"), "Inverter", {Commodity::electricity}, {}, {}, {}};
  actuator.operation_modes = {
      filling_mode("idle", {{{0, 100}, {0, 0}, {0, 0}}}),
      filling_mode("charge", {{{80, 100}, {0, 0.005}, {0, 2000}}, {{0, 80}, {0, 0.0125}, {0, 5000}}})};
  actuator.transitions = {{Id("t1"), Id("idle"), Id("charge"), {}, {}, {}, {}, false}};
  description.actuators = {actuator};
  Home home;
  home.registry.frbc.descriptions.take(description, at("00:00:00"), Duration(0), 16);
  home.registry.frbc.states.take(in_mode("inverter", "idle", 0, at("00:00:00")));
  home.registry.frbc.fill_level = 70;
  return home;
}

frbc::Instruction charge(double factor) {
  return {Id("m1"), Id("i1"), Id("inverter"), Id("charge"), factor, noon, false};
}

TEST(Resolve, AnFrbcInstructionHasAnOperationForEveryBand) {
  const Home home = battery();
  const auto outcome = resolve(charge(0.5), home.registry, noon);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->control_type, ControlType::fill_rate_based_control);
  EXPECT_EQ(outcome->begins, noon);
  EXPECT_EQ(outcome->effective, noon);
  const auto& means = std::get<ModeResolution>(outcome->means);
  EXPECT_EQ(means.actuator_label, "Inverter");
  EXPECT_EQ(means.mode_label, "charge label");
  ASSERT_EQ(means.operations.size(), 2U);
  EXPECT_EQ(means.present, 0U);
  EXPECT_EQ(means.operations[0].power[0].value, 2500);
  EXPECT_EQ(means.operations[0].fill_rate, 0.00625);
  EXPECT_EQ(means.operations[1].power[0].value, 1000);
  ASSERT_TRUE(means.move);
  EXPECT_EQ(means.move->transition, Id("t1"));
  EXPECT_TRUE(outcome->doubts.empty());
}

TEST(Resolve, IdsThatNameNothingAreErrors) {
  const Home nothing;
  EXPECT_THAT(problems_of(resolve(charge(1), nothing.registry, noon)), ElementsAre("FRBC-019"));
  EXPECT_THAT(problems_of(resolve(nothing.switch_to("on", 1, noon), nothing.registry, noon)), ElementsAre("OMBC-002"));
  EXPECT_THAT(problems_of(resolve(nothing.limit({}, noon), nothing.registry, noon)), ElementsAre("PEBC-009"));
  EXPECT_THAT(problems_of(resolve(nothing.schedule("c", "s", noon), nothing.registry, noon)), ElementsAre("PPBC-005"));
  EXPECT_THAT(problems_of(resolve(ddbc::Instruction{}, nothing.registry, noon)), ElementsAre("DDBC-008"));

  const Home home = battery();
  auto wrong = charge(1);
  wrong.actuator_id = Id("heater");
  EXPECT_THAT(problems_of(resolve(wrong, home.registry, noon)), ElementsAre("FRBC-007"));
  wrong = charge(1);
  wrong.operation_mode = Id("fly");
  EXPECT_THAT(problems_of(resolve(wrong, home.registry, noon)), ElementsAre("FRBC-008"));
  const Home device = switchable();
  EXPECT_THAT(problems_of(resolve(device.switch_to("fly", 1, noon), device.registry, noon)), ElementsAre("OMBC-001"));
}

TEST(Resolve, AMessageThatIsNoInstructionIsNotResolved) {
  const Home home;
  EXPECT_THAT(problems_of(resolve(frbc::StorageStatus{}, home.registry, noon)), ElementsAre("S2CPP-RESOLVE"));
}

TEST(Resolve, AbnormalModesAndTransitionsNeedAnAbnormalCondition) {
  const Home home = switchable();
  EXPECT_THAT(problems_of(resolve(home.switch_to("emergency", 1, noon), home.registry, noon)),
              ElementsAre("INST-010", "INST-011"));
  EXPECT_TRUE(resolve(home.switch_to("emergency", 1, noon, true), home.registry, noon));
}

TEST(Resolve, AWayThatIsNotDescribedIsADoubt) {
  Home home = switchable();
  home.registry.ombc.states.take(in_mode("", "generate", 0, at("01:00:00")));
  const auto outcome = resolve(home.switch_to("on", 1, noon), home.registry, noon);
  ASSERT_TRUE(outcome);
  EXPECT_THAT(rules_of(outcome->doubts), ElementsAre("INST-013"));
  EXPECT_FALSE(std::get<ModeResolution>(outcome->means).move->transition);
}

TEST(Resolve, AnotherFactorNeedsNoTransition) {
  Home home = switchable();
  home.registry.ombc.states.take(in_mode("", "on", 0.2, at("01:00:00")));
  home.started_timer("minimum", at("13:00:00"));
  const auto outcome = resolve(home.switch_to("on", 0.6, noon), home.registry, noon);
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->doubts.empty());
  EXPECT_EQ(outcome->effective, noon);
  EXPECT_FALSE(std::get<ModeResolution>(outcome->means).move);
}

TEST(Resolve, TheModeBeforeIsThatOfAnEarlierInstruction) {
  Home home = switchable();
  home.registry.instructions.take(ombc::Instruction{Id("m0"), Id("i0"), at("12:10:00"), Id("generate"), 1, false},
                                  noon);
  const auto means = resolve(home.switch_to("off", 0, at("12:30:00")), home.registry, noon);
  ASSERT_TRUE(means);
  EXPECT_EQ(std::get<ModeResolution>(means->means).before, Id("generate"));
  EXPECT_THAT(rules_of(means->doubts), ElementsAre("INST-013"));
}

TEST(Resolve, TheDescriptionAtExecutionTimeCounts) {
  Home home = battery();
  auto next = *home.registry.frbc.descriptions.in_force();
  next.valid_from = at("13:00:00");
  next.actuators[0].operation_modes[1] = filling_mode("charge", {{{0, 100}, {0, 1}, {0, 7000}}});
  next.actuators[0].operation_modes.erase(next.actuators[0].operation_modes.begin());
  home.registry.frbc.descriptions.take(next, noon, Duration(0), 16);
  auto later = charge(1);
  later.execution_time = at("14:00:00");
  const auto outcome = resolve(later, home.registry, noon);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(std::get<ModeResolution>(outcome->means).operations[0].power[0].value, 7000);
  later.operation_mode = Id("idle");
  EXPECT_THAT(problems_of(resolve(later, home.registry, noon)), ElementsAre("INST-015"));
}

TEST(Resolve, FillLevelsOutsideAreDoubtful) {
  Home home = battery();
  home.registry.frbc.fill_level = 101;
  const auto outcome = resolve(charge(1), home.registry, noon);
  ASSERT_TRUE(outcome);
  EXPECT_THAT(rules_of(outcome->doubts), ElementsAre("FRBC-017", "FRBC-018"));
  EXPECT_FALSE(std::get<ModeResolution>(outcome->means).present);
}

TEST(Resolve, FactorsAreClampedOnlyWithinRounding) {
  const Home home = battery();
  EXPECT_TRUE(resolve(charge(1 + 1e-12), home.registry, noon));
  EXPECT_EQ(std::get<ModeResolution>(resolve(charge(1 + 1e-12), home.registry, noon)->means).factor, 1);
  EXPECT_THAT(problems_of(resolve(charge(1.5), home.registry, noon)), ElementsAre("NUM-004"));
}

TEST(Resolve, AnInstructionOfLongAgoIsNoted) {
  const Home home = battery();
  EXPECT_THAT(problems_of(resolve(charge(1), home.registry, noon + minutes(2))), ElementsAre("INST-016"));
}

TEST(Resolve, AnEnvelopeNeedsAnOfferThatHolds) {
  const std::vector<pebc::AllowedLimitRange> ranges{
      {electric_power_l1, pebc::PowerEnvelopeLimitType::upper_limit, {0, 0}, false},
      {electric_power_l1, pebc::PowerEnvelopeLimitType::lower_limit, {-5000, 0}, false}};
  Home home;
  home.offer(ranges, at("13:00:00"));
  const auto outcome = [&](Time when, Time now) {
    return problems_of(resolve(home.limit({{minutes(30), 0, -2000}}, when), home.registry, now));
  };
  EXPECT_THAT(outcome(noon, noon), ElementsAre());
  EXPECT_THAT(outcome(at("12:45:00"), noon), ElementsAre("PEBC-012"));
  EXPECT_THAT(outcome(at("13:00:00"), noon), ElementsAre("PEBC-011"));
  EXPECT_THAT(outcome(at("13:00:00"), at("13:01:00")), ElementsAre("PEBC-010"));
  home.registry.pebc.offers[0].revoked = true;
  EXPECT_THAT(outcome(noon, noon), ElementsAre("PEBC-010"));
}

TEST(Resolve, ALimitOfAQuantityThatWasNotOfferedIsAnError) {
  Home home;
  home.offer({{electric_power_l2, pebc::PowerEnvelopeLimitType::upper_limit, {0, 0}, false}});
  EXPECT_THAT(problems_of(resolve(home.limit({{minutes(1), 0, 0}}, noon), home.registry, noon)),
              ElementsAre("PEBC-016"));
}

TEST(Resolve, LimitsOfAnyNumberAreReportedUpToABound) {
  Home home;
  home.offer({{electric_power_l1, pebc::PowerEnvelopeLimitType::upper_limit, {0, 0}, false}});
  const std::vector<pebc::PowerEnvelopeElement> many(1000, {minutes(1), 1, 0});
  EXPECT_EQ(problems_of(resolve(home.limit(many, noon), home.registry, noon)).size(), Limits::findings);
}

TEST(Resolve, ASequenceStandsOnTheClock) {
  Home home;
  home.task(dishwasher());
  const auto outcome = resolve(home.schedule("first", "wash", at("19:00:00")), home.registry, noon);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->begins, at("19:00:00"));
  EXPECT_EQ(outcome->ends, at("20:00:00"));
  const auto& means = std::get<SequenceResolution>(outcome->means);
  ASSERT_EQ(means.pieces.size(), 1U);
  EXPECT_EQ(means.pieces[0].until, at("20:00:00"));
  EXPECT_EQ(means.energy_kwh, 1);
}

TEST(Resolve, ASequenceKeepsItsWindow) {
  Home home;
  home.task(dishwasher());
  const auto outcome = [&](std::string_view container, std::string_view sequence, Time when) {
    return problems_of(resolve(home.schedule(container, sequence, when), home.registry, noon));
  };
  EXPECT_THAT(outcome("first", "wash", at("17:59:00")), ElementsAre("PPBC-013"));
  EXPECT_THAT(outcome("second", "dry", at("05:31:00", 1)), ElementsAre("PPBC-013"));
  EXPECT_THAT(outcome("third", "dry", at("20:00:00")), ElementsAre("PPBC-006"));
  EXPECT_THAT(outcome("first", "dry", at("20:00:00")), ElementsAre("PPBC-007"));
}

TEST(Resolve, DurationsOfAnyLengthAddUp) {
  Home home;
  auto task = dishwasher();
  task.power_sequence_containers[0].power_sequences[0].elements.assign(2000, {Duration(Limits::duration_ms), {}});
  home.task(task);
  EXPECT_THAT(problems_of(resolve(home.schedule("first", "wash", at("19:00:00")), home.registry, noon)),
              ElementsAre("PPBC-013"));
  home.offer({{electric_power_l1, pebc::PowerEnvelopeLimitType::upper_limit, {0, 0}, false},
              {electric_power_l1, pebc::PowerEnvelopeLimitType::lower_limit, {0, 0}, false}});
  const std::vector<pebc::PowerEnvelopeElement> ages(2000, {Duration(Limits::duration_ms), 0, 0});
  EXPECT_TRUE(resolve(home.limit(ages, noon), home.registry, noon));
}

TEST(Resolve, AChoiceAfterTheStartIsDoubtful) {
  Home home;
  home.task(dishwasher());
  home.registry.ppbc.tasks[0].containers[0].status = ppbc::PowerSequenceContainerStatus{
      Id("task"), Id("first"), Id("wash"), minutes(5), ppbc::PowerSequenceStatus::executing};
  EXPECT_THAT(problems_of(resolve(home.schedule("first", "wash", at("20:00:00")), home.registry, noon)),
              ElementsAre("PPBC-012"));
}

TEST(Resolve, APauseBeginsAndEnds) {
  Home home;
  home.task(dishwasher());
  const ppbc::StartInterruptionInstruction pause{Id("m5"),   Id("i5"),       Id("task"), Id("first"),
                                                 Id("wash"), at("19:30:00"), false};
  const ppbc::EndInterruptionInstruction go_on{Id("m6"),   Id("i6"),       Id("task"), Id("first"),
                                               Id("wash"), at("20:10:00"), false};
  EXPECT_THAT(problems_of(resolve(pause, home.registry, at("19:10:00"))), ElementsAre("PPBC-010"));
  EXPECT_THAT(problems_of(resolve(go_on, home.registry, at("19:10:00"))), ElementsAre("PPBC-011"));
  home.scheduled(0, "wash", at("19:00:00"));
  EXPECT_THAT(problems_of(resolve(pause, home.registry, at("19:10:00"))), ElementsAre());
  home.registry.instructions.take(pause, at("19:10:00"));
  const auto outcome = resolve(go_on, home.registry, at("19:40:00"));
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->doubts.empty());
  EXPECT_EQ(std::get<PauseResolution>(outcome->means).sequence_ends, at("20:40:00"));
  home.registry.ppbc.tasks[0].profile.power_sequence_containers[0].power_sequences[0].is_interruptible = false;
  EXPECT_THAT(problems_of(resolve(pause, home.registry, noon)), testing::Contains("PPBC-008"));
}

TEST(Resolve, TheFactorForAPowerGivesThePower) {
  std::mt19937_64 chance(3);
  std::uniform_real_distribution<double> any(-20'000, 20'000);
  for (int i = 0; i < 10'000; ++i) {
    const std::vector<PowerRange> ranges{{any(chance), any(chance), electric_power_l1},
                                         {any(chance), any(chance), electric_power_l2},
                                         {any(chance), any(chance), natural_gas_flow_rate}};
    const double start = ranges[0].start_of_range + ranges[1].start_of_range;
    const double end = ranges[0].end_of_range + ranges[1].end_of_range;
    EXPECT_EQ(factor_for_electric_power(ranges, start), 0);
    EXPECT_EQ(factor_for_electric_power(ranges, end), 1);
    EXPECT_EQ(factor_for_power(ranges, natural_gas_flow_rate, ranges[2].end_of_range), 1);
    EXPECT_EQ(factor_for_power(ranges, electric_power_l3, 0), std::nullopt);
  }
  EXPECT_EQ(factor_for_electric_power({}, 5), std::nullopt);
}

}  // namespace
}  // namespace s2
