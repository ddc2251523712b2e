// What is left undone: each rule by example, at its moment and not before, and what is remembered for it.

#include "allocations.hpp"
#include "case_talk.hpp"

#include <s2/base/limits.hpp>
#include <s2/omissions.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace s2::tests {
namespace {

constexpr EnergyManagementRole cem = EnergyManagementRole::cem;
constexpr EnergyManagementRole rm = EnergyManagementRole::rm;

std::filesystem::path omissions_dir() { return cases_dir() / "omissions"; }

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(omissions_dir())) {
    names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

using Left = std::vector<Omission>;

Left copy(std::span<const Omission> omissions) { return {omissions.begin(), omissions.end()}; }

std::string listed(const Left& omissions) {
  std::string text;
  for (const auto& omission : omissions) text += "  " + shown(omission) + '\n';
  return text;
}

class OmissionCase : public ::testing::TestWithParam<std::string> {
 protected:
  OmissionCase() : read_(read_case(omissions_dir() / (GetParam() + ".txt"))), talk_(read_.options) {
    for (const auto& problem : read_.problems) ADD_FAILURE() << problem;
  }

  // Plays the lines, in which nothing is wrong, and tells what is left undone by the moment of the case.
  Left play(const std::vector<CaseLine>& part, bool closed) {
    std::vector<CaseLine> lines = read_.given;
    lines.insert(lines.end(), part.begin(), part.end());
    Left left;
    for (const auto& line : lines) {
      if (line.time == *read_.found) expect_nothing_before();
      const Outcome outcome = talk_.say(line);
      EXPECT_TRUE(outcome.findings.empty() && outcome.of_answer.empty()) << shown(line, outcome);
      left.insert(left.end(), outcome.omissions.begin(), outcome.omissions.end());
    }
    if (lines.empty() || lines.back().time < *read_.found) expect_nothing_before();
    Conversation& conversation = talk_.conversation();
    const Left rest = copy(closed ? conversation.finish(*read_.found) : conversation.wake(*read_.found));
    left.insert(left.end(), rest.begin(), rest.end());
    return left;
  }

  void expect_nothing_before() {
    const Left early = copy(talk_.conversation().wake(*read_.found - Duration(1)));
    EXPECT_TRUE(early.empty()) << "a millisecond early\n" << listed(early);
  }

  RuleCase read_;
  CaseTalk talk_;
};

TEST_P(OmissionCase, IsFoundAtItsMomentAndNotBefore) {
  ASSERT_TRUE(read_.found);
  const Left left = play(read_.breaks, false);
  ASSERT_EQ(left.size(), 1U) << listed(left);
  EXPECT_EQ(left[0].finding.rule, read_.rule);
  EXPECT_EQ(left[0].finding.severity, Severity::warning);
  EXPECT_EQ(left[0].message_id.text(), read_.about);
  EXPECT_EQ(left[0].kind.has_value(), !read_.about.empty());
  EXPECT_EQ(left[0].sender.has_value(), !read_.about.empty());
  EXPECT_EQ(left[0].owes, read_.owes);
  EXPECT_EQ(left[0].due, *read_.found);
  const Left again = copy(talk_.conversation().wake(*read_.found));
  EXPECT_TRUE(again.empty()) << "it is told once\n" << listed(again);
}

TEST_P(OmissionCase, IsNotFoundWhenItIsDoneAtTheLastMoment) {
  ASSERT_TRUE(read_.found);
  const Left left = play(read_.legal, read_.legal_closed);
  EXPECT_TRUE(left.empty()) << listed(left);
}

INSTANTIATE_TEST_SUITE_P(Rule, OmissionCase, ::testing::ValuesIn(case_names()), [](const auto& test) {
  std::string name = test.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

TEST(OmissionCases, EveryRuleAboutAnOmissionHasOne) {
  std::set<std::string> rules;
  for (const auto& name : case_names()) rules.insert(read_case(omissions_dir() / (name + ".txt")).rule);
  const std::set<std::string> all = {"REC-002",  "REC-008",  "HS-015",   "SR-003",   "SEL-005", "RMD-015", "REV-007",
                                     "INST-006", "INST-017", "INST-018", "INST-019", "OM-025",  "OM-026",  "DDBC-005"};
  EXPECT_EQ(rules, all);
  for (const auto& rule : all) EXPECT_EQ(find_rule(rule)->scope, Scope::engine) << rule;
}

std::string id(int number) {
  std::string digits = std::to_string(number);
  return "90000001-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

std::string instruction(int number, std::string_view execution_time = "2026-06-21T12:00:00Z") {
  return R"({"message_type":"FRBC.Instruction","message_id":")" + id(number) + R"(","id":")" + id(1'000'000 + number) +
         R"(","actuator_id":"90000000-0000-4000-8000-0000000000a1","execution_time":")" + std::string(execution_time) +
         R"(","operation_mode":"90000000-0000-4000-8000-0000000000b2","operation_mode_factor":1,)"
         R"("abnormal_condition":false})";
}

std::string report(int number, int about, std::string_view status) {
  return R"({"message_type":"InstructionStatusUpdate","message_id":")" + id(number) + R"(","instruction_id":")" +
         id(1'000'000 + about) + R"(","status_type":")" + std::string(status) +
         R"(","timestamp":"2026-06-21T12:00:00Z"})";
}

// Goes on after the lines of a file in given/.
class After : public ::testing::Test {
 protected:
  explicit After(const char* given = "frbc") : talk(ConversationOptions{}) {
    for (const auto& line : read_case(cases_dir() / "given" / (std::string(given) + ".txt")).given) talk.say(line);
  }

  // Says something and has it answered.
  Left says(EnergyManagementRole sender, const std::string& frame, int at_ms, bool answered = true) {
    CaseLine line;
    line.text = line.frame = frame;
    line.time = case_epoch() + Duration(at_ms);
    line.sender = sender;
    line.answered = answered;
    return talk.say(line).omissions;
  }
  Left wake(int at_ms) { return copy(talk.conversation().wake(case_epoch() + Duration(at_ms))); }
  static std::vector<std::string> rules(const Left& left) {
    std::vector<std::string> ids;
    for (const auto& omission : left) ids.push_back(omission.finding.rule);
    return ids;
  }

  CaseTalk talk;
};

using Rules = std::vector<std::string>;

TEST_F(After, AnInstructionWithoutAnyReportHasNeitherReportNorEnd) {
  says(cem, instruction(1), 0);
  const Left left = wake(3'600'000);
  ASSERT_EQ(rules(left), (Rules{"INST-019", "INST-006"})) << "in the order of their moments";
  EXPECT_EQ(left[0].finding.value, id(1'000'001));
  EXPECT_EQ(left[0].finding.text, "the RM has not reported on the instruction within 61 s after it was received");
  EXPECT_EQ(left[1].finding.text,
            "the RM has not reported how the instruction ended, 71 s after it was to begin; no status was reported");
}

TEST_F(After, AnInstructionForLaterEndsLater) {
  says(cem, instruction(1, "2026-06-21T13:00:00Z"), 0);
  says(rm, report(2, 1, "ACCEPTED"), 100);
  EXPECT_TRUE(wake(3'670'999).empty());
  EXPECT_EQ(rules(wake(3'671'000)), Rules{"INST-006"});
}

TEST_F(After, AnInstructionThatWasNeverAnsweredIsUndecided) {
  says(cem, instruction(1), 0, false);
  EXPECT_EQ(rules(wake(3'600'000)), Rules{"REC-002"});
}

TEST_F(After, AReportDecidesAnInstructionThatWasNotAnswered) {
  says(cem, instruction(1), 0, false);
  says(rm, report(2, 1, "NEW"), 100);
  EXPECT_EQ(rules(wake(3'600'000)), (Rules{"REC-002", "INST-006"}));
}

TEST_F(After, NothingIsAwaitedOfARefusedInstruction) {
  says(cem, instruction(1), 0, false);
  says(rm,
       R"({"message_type":"ReceptionStatus","subject_message_id":")" + id(1) +
           R"(","status":"INVALID_CONTENT","diagnostic_label":"no"})",
       100, false);
  EXPECT_TRUE(wake(3'600'000).empty());
}

TEST_F(After, AnotherControlTypeEndsWhatIsAwaitedOfTheOneBefore) {
  says(cem, instruction(1), 0);
  says(cem, R"({"message_type":"SelectControlType","message_id":")" + id(2) + R"(","control_type":"NO_SELECTION"})",
       1'000);
  EXPECT_TRUE(wake(3'600'000).empty());
  EXPECT_FALSE(talk.conversation().next_deadline());
}

TEST_F(After, TheDeadlineIsTheMomentOfTheNextOmission) {
  EXPECT_TRUE(wake(100'000).empty()) << "the statuses of the description have come";
  EXPECT_FALSE(talk.conversation().next_deadline());
  says(cem, instruction(1), 200'000);
  EXPECT_EQ(talk.conversation().next_deadline(), case_epoch() + Duration(261'000));
  says(rm, report(2, 1, "REJECTED"), 201'000);
  EXPECT_FALSE(talk.conversation().next_deadline());
}

TEST_F(After, AStatusThatWasSentBeforeTheReportShowsTheMode) {
  says(cem, instruction(1), 0);
  says(rm,
       R"({"message_type":"FRBC.ActuatorStatus","message_id":")" + id(2) +
           R"(","actuator_id":"90000000-0000-4000-8000-0000000000a1","active_operation_mode_id":)"
           R"("90000000-0000-4000-8000-0000000000b2","operation_mode_factor":0.995,"previous_operation_mode_id":)"
           R"("90000000-0000-4000-8000-0000000000b1","transition_timestamp":"2026-06-21T12:00:00Z"})",
       100);
  says(rm, report(3, 1, "SUCCEEDED"), 200);
  EXPECT_EQ(rules(wake(3'600'000)), Rules{"OM-025"}) << "a timer was started";
}

TEST_F(After, ANewerInstructionTakesThePlaceOfTheModeThatWasAwaited) {
  says(cem, instruction(1), 0);
  says(rm, report(2, 1, "STARTED"), 100);
  says(cem, instruction(3, "2026-06-21T12:00:30Z"), 20'000);
  says(rm, report(4, 1, "SUCCEEDED"), 30'000);
  says(rm, report(5, 3, "SUCCEEDED"), 40'000);
  const Left left = wake(3'600'000);
  ASSERT_EQ(rules(left), Rules{"INST-018"});
  EXPECT_EQ(left[0].message_id, Id(id(3)));
  EXPECT_EQ(
      left[0].finding.text,
      "the RM has carried out the instruction, and no status has shown its mode \"in\" with factor 1 within 61 s");
}

TEST_F(After, AFrameThatComesTooLateDoesNotHideWhatWasMissing) {
  says(cem, instruction(1), 0);
  EXPECT_EQ(rules(says(rm, report(2, 1, "NEW"), 61'001)), Rules{"INST-019"});
}

TEST_F(After, AClosedConnectionIsNotOpenTooLong) {
  says(cem, R"({"message_type":"SessionRequest","message_id":")" + id(1) + R"(","request":"TERMINATE"})", 0);
  Conversation& conversation = talk.conversation();
  EXPECT_TRUE(conversation.finish(case_epoch() + Duration(3'600'000)).empty());
}

TEST_F(After, AFrameThatCannotBeReadIsMissedItsAnswer) {
  says(rm, "{", 0, false);
  ASSERT_EQ(talk.conversation().unanswered().size(), 1U);
  EXPECT_FALSE(talk.conversation().unanswered()[0].kind);
  EXPECT_EQ(talk.conversation().unanswered()[0].message_id, nil_id());
  const Left left = wake(10'000);
  ASSERT_EQ(rules(left), Rules{"REC-002"});
  EXPECT_EQ(left[0].finding.text, "the CEM has not answered a frame that could not be read within 10 s");
}

TEST_F(After, ALeapOfTheClockIsNotWalkedStepByStep) {
  says(cem, instruction(1), 0);
  EXPECT_EQ(copy(talk.conversation().wake(last_time)).size(), 2U);
}

// --- the watcher by itself ---

// Beside a registry in which FRBC is active.
class Watcher : public ::testing::Test {
 protected:
  Watcher() : registry(Start::connected), omissions(times()) {
    ResourceManagerDetails details;
    details.message_id = Id(id(1));
    omissions.started(registry, at(0));
    take(details, rm);
    SelectControlType select{Id(id(2)), ControlType::fill_rate_based_control};
    take(select, cem);
    answer(id(2), Kind::SelectControlType, cem);
  }

  static OmissionTimes times() { return {}; }
  static Time at(int ms) { return case_epoch() + Duration(ms); }
  void take(const Message& message, EnergyManagementRole sender, int ms = 0) {
    registry.take(message, sender, at(ms));
    omissions.took(message, sender, registry, at(ms));
  }
  void answer(const std::string& message, Kind kind, EnergyManagementRole sender, int ms = 0) {
    registry.answered(Id(message), kind, ReceptionStatusValues::ok, at(ms));
    omissions.answered(Id(message), kind, sender, ReceptionStatusValues::ok, registry, at(ms));
  }
  static frbc::Instruction wish(int number) {
    frbc::Instruction m;
    m.message_id = Id(id(number));
    m.id = Id(id(1'000'000 + number));
    m.execution_time = at(0);
    return m;
  }

  Registry registry;
  Omissions omissions;
};

TEST_F(Watcher, AwaitsTheDescriptionOfASelectedControlType) {
  EXPECT_EQ(omissions.awaited(), 1U);
  EXPECT_EQ(omissions.next_deadline(), at(60'000));
  EXPECT_TRUE(omissions.overdue(registry, at(59'999)).empty());
  ASSERT_EQ(omissions.overdue(registry, at(60'000)).size(), 1U);
  EXPECT_EQ(omissions.overdue(registry, at(60'000)).size(), 0U);
}

TEST_F(Watcher, WhatIsAwaitedIsBounded) {
  const int fit = static_cast<int>(Limits::awaited - omissions.awaited());
  // Two things are awaited of each instruction: a report, and the end.
  for (int i = 0; i < fit / 2; ++i) take(wish(10 + i), cem);
  take(wish(9), cem);
  EXPECT_EQ(omissions.awaited(), Limits::awaited);
  take(wish(8), cem);
  EXPECT_EQ(omissions.awaited(), Limits::awaited);
}

TEST_F(Watcher, AStatusThatChangesNothingTakesNoMemory) {
  take(wish(3), cem);
  answer(id(3), Kind::FrbcInstruction, cem);
  frbc::StorageStatus status;
  status.message_id = Id(id(4));
  registry.take(status, rm, at(10));
  const Message message = status;
  const std::size_t before = allocations();
  for (int i = 0; i < 100; ++i) {
    omissions.took(message, rm, registry, at(10 + i));
    omissions.answered(Id(status.message_id), Kind::FrbcStorageStatus, rm, ReceptionStatusValues::ok, registry, at(20));
  }
  EXPECT_EQ(allocations(), before);
}

TEST(Omissions, WithoutAnythingAwaitedItHoldsNoMemoryButItself) {
  const Registry registry;
  const auto await_something = [&](Omissions& omissions) {
    omissions.started(registry, Time{});
    const std::size_t awaiting = allocated_bytes();
    EXPECT_EQ(omissions.overdue(registry, Time{60, 0}).size(), 1U);
    EXPECT_EQ(omissions.awaited(), 0U);
    EXPECT_TRUE(omissions.overdue(registry, Time{61, 0}).empty());
    return awaiting;
  };
  Omissions first;
  await_something(first);  // the catalogue of rules is made when it is first looked at
  Omissions omissions;
  const std::size_t before = allocated_bytes();
  EXPECT_GT(await_something(omissions), before);
  EXPECT_EQ(allocated_bytes(), before);
}

}  // namespace
}  // namespace s2::tests
