// Verdict, status and findings of one frame.

#include <judgement/judgement.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

Judgement judged(const std::string& text, const Measure& measure = {}, Profile profile = Profile::v1_0_0) {
  Record record;
  record.text = text;
  record.bytes = text.size();
  return judge(record, frame_of(record, false), profile, measure);
}

const std::string uuid = "550e8400-e29b-41d4-a716-446655440000";

std::string level(const std::string& id, const std::string& value) {
  return R"({"message_type":"FRBC.StorageStatus","message_id":")" + id + R"(","present_fill_level":)" + value + "}";
}

TEST(Judgement, AGoodMessageIsAccepted) {
  const auto judgement = judged(level(uuid, "1"));
  EXPECT_FALSE(judgement.refused);
  EXPECT_EQ(judgement.type, "FRBC.StorageStatus");
  EXPECT_EQ(judgement.message_id, uuid);
  EXPECT_EQ(judgement.status, ReceptionStatusValues::ok);
  EXPECT_TRUE(judgement.findings.empty());
}

TEST(Judgement, ARefusalNamesWhatCouldBeRead) {
  const auto wrong = judged(level("m-1", "\"1\""));
  EXPECT_TRUE(wrong.refused);
  EXPECT_EQ(wrong.type, "FRBC.StorageStatus");
  EXPECT_EQ(wrong.message_id, "m-1");
  EXPECT_EQ(wrong.status, ReceptionStatusValues::invalid_message);
  const auto unknown = judged(R"({"message_type":"Nonsense","message_id":"m-2"})");
  EXPECT_EQ(unknown.type, "Nonsense");
  EXPECT_EQ(unknown.message_id, "m-2");
  const auto no_json = judged("hello");
  EXPECT_EQ(no_json.type, std::nullopt);
  EXPECT_EQ(no_json.message_id, std::nullopt);
  EXPECT_EQ(no_json.status, ReceptionStatusValues::invalid_data);
}

TEST(Judgement, ContentIsJudgedAsWell) {
  const auto judgement = judged(R"({"message_type":"OMBC.Instruction","message_id":")" + uuid + R"(","id":")" + uuid +
                                R"(","execution_time":"2024-01-01T00:00:00Z","operation_mode_id":")" + uuid +
                                R"(","operation_mode_factor":1.5,"abnormal_condition":false})");
  EXPECT_TRUE(judgement.refused);
  EXPECT_EQ(judgement.status, ReceptionStatusValues::invalid_content);
  ASSERT_FALSE(judgement.findings.empty());
  EXPECT_EQ(judgement.findings.front().rule, "NUM-004");
}

TEST(Judgement, WarningsRefuseOnlyWhenToldSo) {
  Measure measure;
  const std::string unusual = R"({"message_type":"InstructionStatusUpdate","message_id":")" + uuid +
                              R"(","instruction_id":")" + uuid +
                              R"(","status_type":"NEW","timestamp":"2024-01-01 00:00:00z"})";
  const auto accepted = judged(unusual, measure);
  EXPECT_FALSE(accepted.refused);
  EXPECT_EQ(accepted.status, ReceptionStatusValues::ok);
  ASSERT_EQ(accepted.findings.size(), 1U);
  EXPECT_EQ(accepted.findings[0].severity, Severity::warning);
  measure.warnings_as_errors = true;
  const auto refused_now = judged(unusual, measure);
  EXPECT_TRUE(refused_now.refused);
  EXPECT_EQ(refused_now.findings[0].severity, Severity::error);
  EXPECT_NE(refused_now.status, ReceptionStatusValues::ok);
}

TEST(Judgement, LenienceDropsWhatAPeerAdded) {
  Measure measure;
  const std::string extended =
      R"({"message_type":"FRBC.StorageStatus","message_id":")" + uuid + R"(","present_fill_level":1,"x":2})";
  EXPECT_TRUE(judged(extended, measure).refused);
  measure.strictness = Strictness::lenient;
  EXPECT_FALSE(judged(extended, measure).refused);
}

TEST(Judgement, AReceptionStatusHasNoMessageId) {
  const auto judgement =
      judged(R"({"message_type":"ReceptionStatus","subject_message_id":")" + uuid + R"(","status":"OK"})");
  EXPECT_FALSE(judgement.refused);
  EXPECT_EQ(judgement.message_id, std::nullopt);
}

TEST(Judgement, TroubleWithTheFileHasNoStatus) {
  const Record record = trouble_at(1, 0, Severity::error, "wrong");
  const auto judgement = judge(record, frame_of(record, false), Profile::v1_0_0, {});
  EXPECT_TRUE(judgement.refused);
  EXPECT_EQ(judgement.status, std::nullopt);
}

}  // namespace
}  // namespace s2::app
