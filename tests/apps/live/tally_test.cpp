#include <live/live_judge.hpp>
#include <live/tally.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

using testing::HasSubstr;

constexpr std::string_view level =
    R"({"message_type":"FRBC.StorageStatus","message_id":"10000000-0000-4000-8000-000000000001",)"
    R"("present_fill_level":0.4})";
constexpr std::string_view answer =
    R"({"message_type":"ReceptionStatus","subject_message_id":"10000000-0000-4000-8000-000000000001",)"
    R"("status":"INVALID_CONTENT","diagnostic_label":"not now"})";

LiveTally heard(std::vector<std::tuple<End, std::string_view, Passage>> frames) {
  LiveTally tally;
  LiveJudge judge({.client = EnergyManagementRole::rm}, 1, "battery", [&](const Heard& one) { tally.add(one); });
  int seconds = 0;
  for (const auto& [end, text, passage] : frames) judge.take(end, text, passage, {seconds += 2, 0});
  judge.decide();
  return tally;
}

TEST(LiveTally, CountsFramesBothWaysAndTheUnreadable) {
  const LiveTally tally = heard({{End::client, level, Passage::passed},
                                 {End::server, answer, Passage::passed},
                                 {End::server, "?", Passage::passed}});
  EXPECT_EQ(tally.frames(Direction::rm_to_cem), 1U);
  EXPECT_EQ(tally.frames(Direction::cem_to_rm), 2U);
  EXPECT_EQ(tally.unreadable(), 1U);
  EXPECT_EQ(tally.by_rule().count("GEN-001"), 1U);
  EXPECT_THAT(tally_text(tally), HasSubstr("GEN-001         1     a frame is valid UTF-8"));
}

TEST(LiveTally, RemembersTheSlowestAnswer) {
  const LiveTally tally = heard({{End::client, level, Passage::passed}, {End::server, answer, Passage::passed}});
  ASSERT_TRUE(tally.slowest());
  EXPECT_EQ(tally.slowest()->time, Duration(2000));
  EXPECT_EQ(tally.slowest()->answerer, EnergyManagementRole::cem);
  EXPECT_THAT(tally_text(tally), HasSubstr("slowest answer: 2 s, by the CEM, to FRBC.StorageStatus (battery)\n"));
  EXPECT_THAT(tally_json(tally), HasSubstr(R"("slowest_answer":{"ms":2000,"type":"FRBC.StorageStatus","by":"CEM")"));
}

TEST(LiveTally, WhatIsWrongWithAFramePutInIsNotCounted) {
  const LiveTally tally = heard({{End::client, "?", Passage::injected}});
  EXPECT_EQ(tally.errors(), 0U);
  EXPECT_EQ(tally.injected(), 1U);
  EXPECT_THAT(tally_text(tally), HasSubstr("no findings\n"));
}

TEST(LiveTally, WithoutAnswersThereIsNoSlowest) {
  EXPECT_THAT(tally_json(LiveTally()), HasSubstr(R"("slowest_answer":null)"));
}

}  // namespace
}  // namespace s2::app
