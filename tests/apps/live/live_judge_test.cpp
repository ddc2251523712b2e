#include <live/live_judge.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

using testing::ElementsAre;

constexpr std::string_view rm_handshake =
    R"({"message_type":"Handshake","message_id":"10000000-0000-4000-8000-000000000001","role":"RM",)"
    R"("supported_protocol_versions":["1.0.0"]})";
constexpr std::string_view selection =
    R"({"message_type":"SelectControlType","message_id":"10000000-0000-4000-8000-000000000002",)"
    R"("control_type":"NO_SELECTION"})";
constexpr std::string_view bare_status =
    R"({"message_type":"ReceptionStatus","subject_message_id":"10000000-0000-4000-8000-000000000003","status":"OK"})";

// A judge that writes down "direction type".
struct Listened {
  explicit Listened(const LiveJudgeOptions& options = {})
      : judge(options, 1, "battery", [this](const Heard& heard) {
          const auto& kind = heard.observation.kind;
          heard_.push_back(std::string(heard.direction == Direction::cem_to_rm ? "cem>rm " : "rm>cem ") +
                           std::string(kind ? message_type_of(*kind).name() : "?"));
        }) {}

  void client(std::string_view text) { judge.take(End::client, text, Passage::passed, Time{}); }
  void server(std::string_view text) { judge.take(End::server, text, Passage::passed, Time{}); }

  std::vector<std::string> heard_;
  LiveJudge judge;
};

TEST(LiveJudge, TheRoleInAHandshakeTellsWhoIsWho) {
  Listened as_client;
  as_client.client(rm_handshake);
  EXPECT_THAT(as_client.heard_, ElementsAre("rm>cem Handshake"));
  Listened as_server;
  as_server.server(rm_handshake);
  as_server.client("nonsense");
  EXPECT_THAT(as_server.heard_, ElementsAre("rm>cem Handshake", "cem>rm ?"));
}

TEST(LiveJudge, WithoutAHandshakeWhatOnlyOneSideSaysTells) {
  Listened listened;
  listened.client(selection);
  EXPECT_THAT(listened.heard_, ElementsAre("cem>rm SelectControlType"));
}

TEST(LiveJudge, FramesThatDoNotTellWaitAndKeepTheirOrder) {
  Listened listened;
  listened.client("nonsense");
  listened.server(bare_status);
  EXPECT_TRUE(listened.heard_.empty());
  EXPECT_TRUE(listened.judge.undecided());
  listened.server(selection);
  EXPECT_THAT(listened.heard_, ElementsAre("rm>cem ?", "cem>rm ReceptionStatus", "cem>rm SelectControlType"));
  EXPECT_FALSE(listened.judge.undecided());
}

TEST(LiveJudge, NoMoreFramesWaitThanTheBound) {
  Listened listened;
  for (std::size_t i = 1; i < LiveJudge::waiting_frames; ++i) listened.client("nonsense");
  EXPECT_TRUE(listened.heard_.empty());
  listened.client("nonsense");
  EXPECT_EQ(listened.heard_.size(), LiveJudge::waiting_frames);
  EXPECT_EQ(listened.heard_.front(), "rm>cem ?");
}

TEST(LiveJudge, NoMoreBytesWaitThanTheBound) {
  Listened listened;
  listened.client(std::string(LiveJudge::waiting_bytes - 1, 'x'));
  EXPECT_TRUE(listened.heard_.empty());
  listened.client("x");
  EXPECT_EQ(listened.heard_.size(), 2U);
}

TEST(LiveJudge, WhatWaitsIsJudgedWhenNothingMoreComes) {
  Listened listened;
  listened.server("nonsense");
  listened.judge.decide();
  EXPECT_THAT(listened.heard_, ElementsAre("cem>rm ?"));
}

TEST(LiveJudge, AnEndThatIsToldIsNotWorkedOut) {
  Listened listened({.client = EnergyManagementRole::cem});
  listened.client(rm_handshake);
  EXPECT_THAT(listened.heard_, ElementsAre("cem>rm Handshake"));
}

TEST(LiveJudge, ABeginningThatIsToldIsNotWorkedOut) {
  std::vector<std::string> rules;
  LiveJudgeOptions after_s2_connect;
  after_s2_connect.start = Start::connected;
  LiveJudge judge(after_s2_connect, 1, "battery", [&](const Heard& heard) {
    for (const Finding& finding : heard.observation.findings) rules.push_back(std::string(finding.rule));
  });
  judge.take(End::client, rm_handshake, Passage::passed, Time{});
  EXPECT_THAT(rules, testing::Contains("HS-013")) << "S2 Connect has agreed on the version; there is no handshake";
}

TEST(LiveJudge, WhatDoesNotHappenIsToldWhenItsTimeIsOver) {
  std::vector<std::string> missed;
  LiveJudge judge(
      {}, 1, "battery", [](const Heard&) {},
      [&](const Missed& one) { missed.emplace_back(one.omission.finding.rule); });
  EXPECT_FALSE(judge.next_deadline());
  judge.take(End::client, rm_handshake, Passage::passed, Time{});
  ASSERT_TRUE(judge.next_deadline());
  judge.wake(Time{} + Duration(9'999));
  EXPECT_TRUE(missed.empty());
  judge.wake(Time{} + Duration(60'000));
  EXPECT_THAT(missed, testing::Contains("REC-002"));
}

TEST(LiveJudge, AConversationThatBeginsWithAHandshakeWantsOne) {
  Listened listened;
  listened.client(rm_handshake);
  EXPECT_EQ(listened.judge.conversation()->unanswered().size(), 1U);
  EXPECT_EQ(listened.judge.role_of(End::server), EnergyManagementRole::cem);
}

}  // namespace
}  // namespace s2::app
