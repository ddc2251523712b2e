// The official walkthroughs, replayed: nothing refuses a message by itself, and the known defects are found.

#include "case_talk.hpp"
#include "spec_dir.hpp"

#include <s2/rules.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

namespace s2::tests {
namespace {

class Walkthrough : public SpecTest {};

TEST_F(Walkthrough, NoMessageBreaksAnErrorRuleByItself) {
  std::set<std::string> warnings;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(spec_dir() / "examples")) {
    if (entry.path().extension() != ".json") continue;
    const auto read = decode(text_of(entry.path()), Profile::v1_0_0);
    ASSERT_TRUE(read) << entry.path();
    for (const auto& finding : check(read->message)) {
      EXPECT_EQ(finding.severity, Severity::warning) << entry.path() << ' ' << finding.rule << ' ' << finding.pointer;
      warnings.insert(entry.path().stem().string() + ' ' + finding.rule);
    }
  }
  // The mistake that the heat pump is known for: seconds where milliseconds are meant.
  EXPECT_TRUE(warnings.contains("06-FRBC.SystemDescription TIME-008"));
}

// By the number of a file: the rules that report its defects.
using Defects = std::map<int, std::set<std::string>>;

struct Page {
  const char* folder;
  Time begin;
  Time end;        // when the files from `late` on pass
  int late;        // number of a file
  Defects known;   // as the list of defects that comes with the files has them
  Defects others;  // what else is there, and why
};

EnergyManagementRole sender_of(const Message& message) {
  if (const auto* handshake = std::get_if<Handshake>(&message)) return handshake->role;
  const auto senders = message_type_of(kind_of(message)).senders;
  return senders.cem ? EnergyManagementRole::cem : EnergyManagementRole::rm;  // SessionRequest is the CEM's
}

// Plays a folder, every message answered as ours would be, and tells which rules each file breaks; the clock runs on
// for two minutes, so that omissions are found, too. That short labels stand in place of UUIDs (ID-003) is true of
// nearly all and left out.
Defects play(const Page& page) {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(spec_dir() / "examples" / page.folder)) {
    files.insert(entry.path());
  }
  ConversationOptions options;
  options.start = Start::bare;
  CaseTalk talk(options);
  Defects found;
  std::map<std::pair<Kind, Id>, int> numbers;
  const auto leave = [&](std::span<const Omission> left) {
    for (const auto& omission : left) {
      EXPECT_TRUE(omission.kind) << shown(omission);
      found[numbers[{omission.kind.value_or(Kind{}), omission.message_id}]].insert(omission.finding.rule);
    }
  };
  for (const auto& file : files) {
    const int number = std::stoi(file.filename().string());
    CaseLine line;
    line.text = file.filename().string();
    line.frame = text_of(file);
    line.time = number < page.late ? page.begin : page.end;
    const auto read = decode(line.frame, Profile::v1_0_0);
    line.sender = sender_of(read->message);
    numbers[{kind_of(read->message), *message_id_of(read->message)}] = number;
    const Outcome outcome = talk.say(line);
    EXPECT_TRUE(outcome.of_answer.empty()) << shown(line, outcome);
    for (const auto& finding : outcome.findings) {
      if (finding.rule != "ID-003") found[number].insert(finding.rule);
    }
    leave(outcome.omissions);
  }
  leave(talk.conversation().finish(page.end + Duration(120'000)));
  EXPECT_TRUE(talk.conversation().unanswered().empty());
  return found;
}

std::string listed(const std::set<std::string>& rules) {
  std::string text;
  for (const auto& rule : rules) text += ' ' + rule;
  return text;
}

void expect_defects(const Page& page) {
  const Defects found = play(page);
  Defects expected = page.known;
  for (const auto& [number, rules] : page.others) expected[number].insert(rules.begin(), rules.end());
  for (int number = 1; number <= 15; ++number) {
    const auto said = found.contains(number) ? found.at(number) : std::set<std::string>();
    EXPECT_EQ(listed(said), listed(expected[number])) << page.folder << ' ' << number;
  }
}

constexpr Time august_2019{1'566'656'122, 0};   // 2019-08-24T14:15:22Z
constexpr Time august_2024{1'724'508'922, 0};   // 2024-08-24T14:15:22Z
constexpr Time half_an_hour{1'724'510'700, 0};  // 2024-08-24T14:45:00Z

TEST_F(Walkthrough, TheElectricVehicle) {
  // The list has INST-006 with file 11, the last report; what is left undone is the instruction of file 10. The status
  // of the actuator in file 8 is refused, so none is known (OM-026).
  expect_defects(
      {"ev", august_2019, august_2019, 99, {{8, {"OM-015", "OM-016"}}, {10, {"INST-006"}}}, {{6, {"OM-026"}}}});
}

TEST_F(Walkthrough, TheHeatPump) {
  expect_defects({"heat-pump",
                  august_2019,
                  august_2019,
                  99,
                  {{6, {"TIME-008", "RMD-007"}},
                   {9, {"FRBC-009"}},
                   {11, {"FRBC-009"}},
                   {12, {"TIME-009", "TIME-007"}},
                   {13, {"FRBC-007"}},
                   {14, {"INST-002"}}},
                  {{6, {"OM-026"}}}});  // the status in file 9 is of an actuator that does not exist
}

TEST_F(Walkthrough, TheSolarPanel) {
  Defects known = {
      {2, {"HS-006"}}, {6, {"PEBC-022", "PEBC-019"}}, {7, {"PM-005"}}, {8, {"PF-004"}}, {10, {"INST-008"}}};
  // Each side numbers its own messages: of either, all but the first.
  for (const int number : {3, 5, 6, 7, 8, 10, 4, 9, 11}) known[number].insert("GEN-015");
  // Half an hour passes between the instruction in file 9 and the first report on it in file 10 (INST-019).
  expect_defects({"pv", august_2024, half_an_hour, 10, known, {{9, {"INST-019"}}}});
}

TEST_F(Walkthrough, NoControl) { expect_defects({"no-control", august_2024, august_2024, 99, {}, {}}); }

}  // namespace
}  // namespace s2::tests
