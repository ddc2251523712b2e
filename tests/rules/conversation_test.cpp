// An observed conversation: answers, repetitions, and what takes effect.

#include "allocations.hpp"
#include "case_talk.hpp"

#include <s2/base/limits.hpp>

#include <gtest/gtest.h>

namespace s2::tests {
namespace {

constexpr EnergyManagementRole cem = EnergyManagementRole::cem;
constexpr EnergyManagementRole rm = EnergyManagementRole::rm;

std::string id(int number) {
  std::string digits = std::to_string(number);
  return "90000001-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

std::string measurement(int number, double value = 100) {
  return R"({"message_type":"PowerMeasurement","message_id":")" + id(number) +
         R"(","measurement_timestamp":"2026-06-21T12:00:00Z","values":[{"commodity_quantity":)"
         R"("ELECTRIC.POWER.L1","value":)" +
         std::to_string(value) + "}]}";
}

std::string answer(int number, std::string_view status = "OK", std::string_view why = "") {
  return R"({"message_type":"ReceptionStatus","subject_message_id":")" + id(number) + R"(","status":")" +
         std::string(status) + '"' + (why.empty() ? "" : R"(,"diagnostic_label":")" + std::string(why) + '"') + '}';
}

class ObservedConversation : public ::testing::Test {
 protected:
  ObservedConversation() {
    for (const auto& line : read_case(cases_dir() / "given" / "frbc.txt").given) {
      const Observation seen = conversation.observe({line.sender, line.frame, line.time});
      const auto other = line.sender == rm ? cem : rm;
      conversation.observe(
          {other, *encode(ReceptionStatus{seen.message_id, *seen.answer, {}}, Profile::v1_0_0), line.time});
    }
  }

  const Observation& says(EnergyManagementRole sender, const std::string& frame, int after_ms = 0) {
    return conversation.observe({sender, frame, case_epoch() + Duration(after_ms)});
  }
  std::vector<std::string> rules(const Observation& seen) {
    std::vector<std::string> ids;
    for (const auto& finding : seen.findings) ids.push_back(finding.rule);
    return ids;
  }

  Conversation conversation;
};

using Rules = std::vector<std::string>;

TEST_F(ObservedConversation, AnAnswerBelongsToTheMessageItNames) {
  const Observation& seen = says(rm, measurement(1));
  EXPECT_EQ(seen.kind, Kind::PowerMeasurement);
  EXPECT_EQ(seen.message_id, Id(id(1)));
  EXPECT_EQ(seen.answer, ReceptionStatusValues::ok);
  EXPECT_TRUE(seen.findings.empty());
  ASSERT_EQ(conversation.unanswered().size(), 1U);
  EXPECT_EQ(conversation.unanswered()[0].message_id, Id(id(1)));
  const Observation& answered = says(cem, answer(1), 250);
  EXPECT_FALSE(answered.answer);
  EXPECT_EQ(answered.answered_kind, Kind::PowerMeasurement);
  EXPECT_EQ(answered.answered_after, Duration(250));
  EXPECT_TRUE(conversation.unanswered().empty());
}

TEST_F(ObservedConversation, ASideDoesNotAnswerItself) {
  says(rm, measurement(1));
  EXPECT_EQ(rules(says(rm, answer(1))), Rules{"REC-003"});
}

TEST_F(ObservedConversation, AFrameThatCannotBeReadIsAnsweredAsWell) {
  const Observation& seen = says(rm, "{");
  EXPECT_EQ(seen.message, nullptr);
  EXPECT_EQ(seen.message_id, nil_id());
  EXPECT_EQ(seen.answer, ReceptionStatusValues::invalid_data);
  EXPECT_EQ(rules(says(cem, answer(0, "INVALID_DATA", "no JSON"))), Rules{"REC-003"});
  const std::string nil =
      R"({"message_type":"ReceptionStatus","subject_message_id":)"
      R"("00000000-0000-0000-0000-000000000000","status":"INVALID_DATA","diagnostic_label":"no JSON"})";
  EXPECT_TRUE(says(cem, nil).answered_after);
}

TEST_F(ObservedConversation, ARepetitionHasNoEffectAndGetsTheAnswerThatWasGiven) {
  says(rm, measurement(1));
  says(cem, answer(1, "INVALID_CONTENT", "no"));
  const Observation& seen = says(rm, measurement(1));
  EXPECT_TRUE(seen.repeated);
  EXPECT_EQ(rules(seen), Rules{"GEN-019"});
  EXPECT_EQ(seen.answer, ReceptionStatusValues::invalid_content);
}

TEST_F(ObservedConversation, AfterATemporaryErrorARepetitionIsAMessageOfItsOwn) {
  says(rm, measurement(1));
  EXPECT_TRUE(says(cem, answer(1, "TEMPORARY_ERROR", "busy")).findings.empty());
  const Observation& seen = says(rm, measurement(1));
  EXPECT_FALSE(seen.repeated);
  EXPECT_TRUE(seen.findings.empty());
}

TEST_F(ObservedConversation, ARepeatedIdWithOtherContentIsNotedAndTakesEffect) {
  says(rm, measurement(1, 100));
  EXPECT_EQ(rules(says(rm, measurement(1, 200))), Rules{"GEN-015"});
  EXPECT_EQ(conversation.registry().measured[0].value.value, 200);
}

TEST_F(ObservedConversation, ARefusedMessageHasNoEffect) {
  const Observation& seen = says(cem, measurement(1));
  EXPECT_EQ(rules(seen), Rules{"STATE-002"});
  EXPECT_EQ(seen.answer, ReceptionStatusValues::invalid_content);
  EXPECT_TRUE(conversation.registry().measured.empty());
}

TEST_F(ObservedConversation, TheOldestOfEqualIdsIsAnsweredFirst) {
  says(rm, measurement(1, 100), 0);
  says(rm, measurement(1, 200), 1000);
  EXPECT_EQ(says(cem, answer(1), 3000).answered_after, Duration(3000));
  EXPECT_EQ(says(cem, answer(1), 3000).answered_after, Duration(2000));
}

TEST_F(ObservedConversation, UnansweredMessagesAreBounded) {
  const int limit = static_cast<int>(Limits::unanswered);
  for (int i = 1; i <= limit; ++i) says(rm, measurement(i));
  EXPECT_EQ(conversation.unanswered().size(), Limits::unanswered);
  EXPECT_EQ(conversation.unanswered().front().message_id, Id(id(1)));
  says(rm, measurement(limit + 1));
  EXPECT_EQ(conversation.unanswered().size(), Limits::unanswered);
  EXPECT_EQ(conversation.unanswered().front().message_id, Id(id(2)));
  EXPECT_EQ(rules(says(cem, answer(1))), Rules{"REC-003"});
  EXPECT_TRUE(says(cem, answer(limit / 2)).findings.empty());
  EXPECT_EQ(conversation.unanswered().size(), Limits::unanswered - 1);
}

TEST_F(ObservedConversation, RememberedMessagesAreBounded) {
  const int limit = static_cast<int>(Limits::remembered_answers);
  for (int i = 1; i <= limit; ++i) says(rm, measurement(i));
  EXPECT_TRUE(says(rm, measurement(1)).repeated);
  says(rm, measurement(limit + 1));
  EXPECT_FALSE(says(rm, measurement(1)).repeated);
}

TEST_F(ObservedConversation, AStatusAndItsAnswerTakeNoMemory) {
  std::vector<std::string> frames;
  std::vector<std::string> answers;
  for (int i = 0; i < 3 * static_cast<int>(Limits::remembered_answers); ++i) {
    frames.push_back(R"({"message_type":"FRBC.StorageStatus","message_id":")" + id(i) +
                     R"(","present_fill_level":50})");
    answers.push_back(answer(i));
  }
  std::size_t before = 0;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (i == frames.size() / 2) before = allocations();
    ASSERT_TRUE(says(rm, frames[i]).findings.empty());
    ASSERT_TRUE(says(cem, answers[i]).findings.empty());
  }
  EXPECT_EQ(allocations(), before);
}

}  // namespace
}  // namespace s2::tests
