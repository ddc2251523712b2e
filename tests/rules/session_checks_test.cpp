// Checks against the conversation: what the cases in tests/data/rules cannot say.

#include <rules/check_plan.hpp>
#include <s2/registry.hpp>

#include <gtest/gtest.h>

namespace s2::rules {
namespace {

constexpr Time noon{1'000'000};
constexpr auto cem = EnergyManagementRole::cem;
constexpr auto rm = EnergyManagementRole::rm;

constexpr Time after(int seconds) { return {noon.seconds + seconds}; }

using Lines = std::vector<std::string>;

// A conversation under OMBC with a device that goes idle -> in -> out -> idle.
class SessionChecks : public testing::Test {
 protected:
  SessionChecks() {
    take(SelectControlType{Id("select"), ControlType::operation_mode_based_control}, cem);
    registry.answered(Id("select"), Kind::SelectControlType, ReceptionStatusValues::ok, now);
  }

  void take(const Message& message, EnergyManagementRole sender) { registry.take(message, sender, now); }

  Lines found(const Message& message, EnergyManagementRole sender) {
    static const CheckPlan plan([](const Rule& rule) { return rule.scope == Scope::session; });
    registry.advance(now);
    const Context context{registry, sender, now, message_id_of(message)};
    Finder find;
    plan.run(message, &context, find);
    Lines lines;
    for (const auto& finding : find.take()) lines.push_back(finding.rule + ' ' + finding.pointer);
    return lines;
  }

  static ombc::OperationMode mode(const char* id, double power, const char* label) {
    ombc::OperationMode made;
    made.id = Id(id);
    made.diagnostic_label = label;
    made.power_ranges = {{0, power, CommodityQuantity::electric_power_l1}};
    return made;
  }

  static Transition transition(const char* from, const char* to) {
    Transition made;
    made.id = Id(std::string(from) + '-' + to);
    made.from = Id(from);
    made.to = Id(to);
    return made;
  }

  static ombc::SystemDescription description() {
    ombc::SystemDescription made;
    made.message_id = Id("description");
    made.valid_from = noon;
    made.operation_modes = {mode("idle", 0, "idle"), mode("in", 2000, "in"), mode("out", -2000, "out")};
    made.transitions = {transition("idle", "in"), transition("in", "out"), transition("out", "idle")};
    return made;
  }

  static ombc::Status status(const char* mode, std::optional<Id> previous = {}) {
    ombc::Status made;
    made.message_id = Id("status");
    made.active_operation_mode_id = Id(mode);
    if (previous) made.transition_timestamp = noon;
    made.previous_operation_mode_id = std::move(previous);
    return made;
  }

  static ombc::Instruction instruction(const char* id, const char* mode, Time when) {
    ombc::Instruction made;
    made.message_id = Id(std::string("m-") + id);
    made.id = Id(id);
    made.execution_time = when;
    made.operation_mode_id = Id(mode);
    return made;
  }

  static InstructionStatusUpdate report(const char* id, InstructionStatus status, Time when) {
    InstructionStatusUpdate made;
    made.message_id = Id("report");
    made.instruction_id = Id(id);
    made.status_type = status;
    made.timestamp = when;
    return made;
  }

  void describe() {
    take(description(), rm);
    take(status("idle"), rm);
  }

  Registry registry{Start::connected};
  Time now = noon;
};

TEST_F(SessionChecks, APlanOfInstructionsIsFollowedFromModeToMode) {
  describe();
  take(instruction("first", "in", after(60)), cem);
  EXPECT_EQ(found(instruction("second", "out", after(120)), cem), Lines{});
  EXPECT_EQ(found(instruction("second", "out", after(30)), cem), Lines{"INST-013 /operation_mode_id"});
}

TEST_F(SessionChecks, ARevokedInstructionIsNoPartOfThePlan) {
  describe();
  take(instruction("first", "in", after(60)), cem);
  take(RevokeObject{Id("revoke"), RevokableObjects::ombc_instruction, Id("first")}, cem);
  EXPECT_EQ(found(instruction("second", "out", after(120)), cem), Lines{"INST-013 /operation_mode_id"});
  EXPECT_EQ(found(instruction("second", "in", after(60)), cem), Lines{});
}

TEST_F(SessionChecks, ADeviceThatHasMovedOnSinceAnInstructionCountsByItsReport) {
  describe();
  take(instruction("first", "in", noon), cem);
  now = after(61);
  take(status("idle"), rm);
  EXPECT_EQ(found(instruction("second", "in", now), cem), Lines{});
  EXPECT_EQ(found(instruction("second", "out", now), cem), Lines{"INST-013 /operation_mode_id"});
}

TEST_F(SessionChecks, TheFirstOpenTransitionCounts) {
  auto blocked = description();
  blocked.timers.resize(1);
  blocked.timers[0].id = Id("pause");
  blocked.timers[0].duration = Duration(60'000);
  blocked.transitions[0].blocking_timers = {Id("pause")};
  take(blocked, rm);
  take(status("idle"), rm);
  take(ombc::TimerStatus{Id("timer"), Id("pause"), after(60)}, rm);
  EXPECT_EQ(found(instruction("first", "in", after(59)), cem), Lines{"INST-012 /execution_time"});
  EXPECT_EQ(found(instruction("first", "in", after(60)), cem), Lines{});

  blocked.transitions.push_back(transition("idle", "in"));
  take(blocked, rm);
  EXPECT_EQ(found(instruction("first", "in", after(59)), cem), Lines{});
}

TEST_F(SessionChecks, AnInstructionForTheActiveModeNeedsNoTransition) {
  describe();
  EXPECT_EQ(found(instruction("first", "idle", noon), cem), Lines{});
}

TEST_F(SessionChecks, WithoutAReportNobodyKnowsTheModeBefore) {
  take(description(), rm);
  EXPECT_EQ(found(instruction("first", "out", noon), cem), Lines{});
}

TEST_F(SessionChecks, AModeReportedAgainKeepsItsPreviousMode) {
  describe();
  take(status("in", Id("idle")), rm);
  EXPECT_EQ(found(status("in", Id("idle")), rm), Lines{});
  EXPECT_EQ(found(status("in", Id("in")), rm), Lines{});
  EXPECT_EQ(found(status("in", Id("out")), rm), Lines{"OM-020 /previous_operation_mode_id"});
  EXPECT_EQ(found(status("in"), rm), (Lines{"OM-017 /previous_operation_mode_id", "OM-018 /transition_timestamp"}));
}

TEST_F(SessionChecks, AModeThatNeverChangedNeedsNoPreviousOne) {
  describe();
  EXPECT_EQ(found(status("idle"), rm), Lines{});
}

TEST_F(SessionChecks, AStatusReportedAgainIsNoStepBack) {
  describe();
  take(instruction("first", "in", noon), cem);
  take(report("first", InstructionStatus::accepted, noon), rm);
  EXPECT_EQ(found(report("first", InstructionStatus::accepted, noon), rm), Lines{});
  EXPECT_EQ(found(report("first", InstructionStatus::new_, noon), rm), Lines{"INST-005 /status_type"});
  take(report("first", InstructionStatus::succeeded, noon), rm);
  EXPECT_EQ(found(report("first", InstructionStatus::succeeded, noon), rm), Lines{});
  EXPECT_EQ(found(report("first", InstructionStatus::aborted, noon), rm), Lines{"INST-004 /status_type"});
}

TEST_F(SessionChecks, ADescriptionMayForgetWhatIsOnlyAskedForBeforeIt) {
  describe();
  take(instruction("first", "in", after(60)), cem);
  auto later = description();
  later.operation_modes.erase(later.operation_modes.begin() + 1);
  later.valid_from = after(120);
  EXPECT_EQ(found(later, rm), Lines{});
  later.valid_from = after(60);
  EXPECT_EQ(found(later, rm), Lines{"OM-027 "});
}

TEST_F(SessionChecks, AnIdKeepsItsMeaningWhereverItStands) {
  describe();
  auto turned = description();
  std::swap(turned.operation_modes[0], turned.operation_modes[2]);
  EXPECT_EQ(found(turned, rm), Lines{});
  turned.operation_modes[0].diagnostic_label = "export";
  EXPECT_EQ(found(turned, rm), Lines{});
  turned.operation_modes[0].power_ranges[0].end_of_range = -1;
  EXPECT_EQ(found(turned, rm), Lines{"OM-031 /operation_modes/0/id"});
}

TEST_F(SessionChecks, AnActuatorThatMeansSomethingElseIsNamedOnce) {
  frbc::SystemDescription storage;
  storage.actuators.resize(1);
  auto& actuator = storage.actuators[0];
  actuator.id = Id("a");
  actuator.diagnostic_label = "pump";
  actuator.operation_modes.resize(1);
  actuator.operation_modes[0].id = Id("on");
  actuator.operation_modes[0].elements.resize(1);
  registry.frbc.descriptions.take(storage, now, {}, 1);
  EXPECT_EQ(found(storage, rm), Lines{});
  actuator.diagnostic_label = "fan";
  actuator.operation_modes[0].diagnostic_label = "full";
  actuator.operation_modes[0].elements[0].power_ranges.resize(1);
  EXPECT_EQ(found(storage, rm), Lines{"OM-031 /actuators/0/id"});
  actuator.diagnostic_label = "pump";
  EXPECT_EQ(found(storage, rm), Lines{"OM-031 /actuators/0/operation_modes/0/id"});
}

TEST_F(SessionChecks, CostsOfZeroBesideOthersAreNotNamed) {
  registry.details.emplace();
  auto costly = description();
  costly.operation_modes[0].running_costs = {0, 0};
  costly.transitions[1].transition_costs = 0;
  EXPECT_EQ(found(costly, rm), Lines{"RMD-007 /operation_modes/0/running_costs"});
  costly.transitions[1].transition_costs = 1;
  EXPECT_EQ(found(costly, rm), Lines{"RMD-006 /transitions/1/transition_costs"});
  registry.details->currency = Currency::eur;
  EXPECT_EQ(found(costly, rm), Lines{});
}

TEST_F(SessionChecks, AResourceWithSeveralRolesMayHaveEitherSign) {
  registry.details.emplace();
  auto& details = *registry.details;
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_l1};
  details.roles = {{RoleType::energy_producer, Commodity::electricity}, {RoleType::energy_consumer, Commodity::heat}};
  PowerMeasurement measurement;
  measurement.measurement_timestamp = now;
  measurement.values = {{CommodityQuantity::electric_power_l1, 100}};
  EXPECT_EQ(found(measurement, rm), Lines{});
  measurement.values[0].value = 101;
  EXPECT_EQ(found(measurement, rm), Lines{"PM-005 /values/0/value"});
  details.roles.push_back({RoleType::energy_consumer, Commodity::electricity});
  EXPECT_EQ(found(measurement, rm), Lines{});
}

TEST_F(SessionChecks, OfALongListOfVersionsOnlyTheKeptOnesCanBeMissed) {
  Registry bare(Start::bare);
  Handshake handshake{Id("hands"), rm, std::vector<std::string>(Limits::kept_versions - 1, "0.1")};
  HandshakeResponse response{Id("response"), "0.2"};
  bare.standing.cem.shook_hands = true;
  std::swap(registry, bare);
  take(handshake, rm);
  EXPECT_EQ(found(response, cem), Lines{"HS-008 /selected_protocol_version"});
  handshake.supported_protocol_versions.push_back("0.1");
  take(handshake, rm);
  EXPECT_EQ(found(response, cem), Lines{});
}

TEST_F(SessionChecks, AnOfferThatHasExpiredCannotBeRevoked) {
  pebc::PowerConstraints offer;
  offer.message_id = Id("offer");
  offer.id = Id("o");
  offer.valid_from = noon;
  offer.valid_until = after(60);
  take(offer, rm);
  const RevokeObject revocation{Id("revoke"), RevokableObjects::pebc_powerconstraints, Id("o")};
  EXPECT_EQ(found(revocation, rm), Lines{});
  now = after(60);
  EXPECT_EQ(found(revocation, rm), Lines{"REV-003 /object_id"});
}

TEST_F(SessionChecks, ATaskHasExpiredWhenItsTimeIsOverAndNothingOfItRuns) {
  ppbc::PowerProfileDefinition task;
  task.message_id = Id("task");
  task.id = Id("t");
  task.start_time = noon;
  task.end_time = after(60);
  task.power_sequence_containers.resize(1);
  task.power_sequence_containers[0].id = Id("c");
  take(task, rm);
  const RevokeObject revocation{Id("revoke"), RevokableObjects::ppbc_powerprofiledefinition, Id("t")};
  now = after(60);
  EXPECT_EQ(found(revocation, rm), Lines{});
  ppbc::PowerProfileStatus status;
  status.sequence_container_status = {{Id("t"), Id("c"), Id("s"), {}, ppbc::PowerSequenceStatus::finished}};
  take(status, rm);
  EXPECT_EQ(found(revocation, rm), Lines{"REV-003 /object_id"});
}

TEST_F(SessionChecks, ADescriptionIsRevokedByItsMessage) {
  describe();
  RevokeObject revocation{Id("revoke"), RevokableObjects::ombc_systemdescription, Id("description")};
  EXPECT_EQ(found(revocation, rm), Lines{});
  revocation.object_type = RevokableObjects::frbc_systemdescription;
  EXPECT_EQ(found(revocation, rm), Lines{"REV-002 /object_id"});
  revocation.object_type = RevokableObjects::ombc_systemdescription;
  auto next = description();
  next.message_id = Id("next");
  take(next, rm);
  EXPECT_EQ(found(revocation, rm), Lines{"REV-003 /object_id"});
}

}  // namespace
}  // namespace s2::rules
