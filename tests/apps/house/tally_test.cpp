#include <house/tally.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

const Finding flaw{"NUM-004", Severity::warning, "/x", "1", "why"};

LeftUndone undone_by(EnergyManagementRole owes) {
  LeftUndone event;
  event.omission.finding = flaw;
  event.omission.owes = owes;
  return event;
}

std::size_t count(const Event& event) { return findings_of(event, EnergyManagementRole::cem).size(); }

TEST(Findings, WhatIsAsItShouldBeIsNoFinding) {
  EXPECT_EQ(count(Initialised{Profile::v1_0_0}), 0U);
  EXPECT_EQ(count(Received{SelectControlType{}, {}}), 0U);
  EXPECT_EQ(count(Answered{Id("ab"), Kind::PowerMeasurement, ReceptionStatusValues::ok, ""}), 0U);
  EXPECT_EQ(count(Ended{EndReason::asked_by_peer, SessionRequestType::terminate, ""}), 0U);
}

TEST(Findings, EveryFlawIsOne) {
  EXPECT_EQ(count(Received{SelectControlType{}, {flaw, flaw}}), 2U);
  EXPECT_EQ(count(Refused{std::nullopt, ReceptionStatusValues::invalid_data, {flaw}, "x"}), 1U);
  EXPECT_EQ(count(Noticed{flaw}), 1U);
  EXPECT_EQ(count(Overdue{Id("ab"), Kind::PowerMeasurement}), 1U);
  EXPECT_EQ(count(Answered{Id("ab"), Kind::PowerMeasurement, ReceptionStatusValues::invalid_content, "no"}), 1U);
  EXPECT_EQ(count(undone_by(EnergyManagementRole::rm)), 1U);
  EXPECT_EQ(count(Ended{EndReason::peer_gone, {}, ""}), 1U);
}

TEST(Tally, WhatASideLeavesUndoneCountsOnceAtTheOtherSide) {
  EXPECT_EQ(count(undone_by(EnergyManagementRole::cem)), 0U);
}

TEST(Tally, KeepsTheFirstFindingsAndCountsTheRest) {
  Tally tally;
  for (std::size_t i = 0; i < Tally::kept_findings + 1; ++i) {
    tally.on_event(EnergyManagementRole::cem, "battery", Noticed{flaw}, Time{});
  }
  EXPECT_EQ(tally.findings(), Tally::kept_findings + 1);
  EXPECT_EQ(tally.found().size(), Tally::kept_findings);
}

TEST(Tally, CountsFramesByDevice) {
  Tally tally;
  tally.on_frame({Time{}, Direction::rm_to_cem, "battery", "{}"});
  tally.on_frame({Time{}, Direction::cem_to_rm, "battery", "{}"});
  tally.on_frame({Time{}, Direction::rm_to_cem, "pv", "{}"});
  EXPECT_EQ(tally.messages(), 3U);
  EXPECT_EQ(tally.messages_by_rm().at("battery"), 2U);
}

}  // namespace
}  // namespace s2::house
