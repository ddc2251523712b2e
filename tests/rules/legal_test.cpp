// What must not be refused, although it looks wrong or some implementation refuses it: section 2 of the rule catalogue,
// one conversation for each of its lines.

#include "case_talk.hpp"

#include <gtest/gtest.h>

namespace s2::tests {
namespace {

constexpr int line_count = 23;

class Legal : public ::testing::TestWithParam<int> {
 protected:
  void play_at(Strictness strictness) {
    const std::string number = std::to_string(GetParam());
    RuleCase read = read_case(cases_dir() / "legal" / ((number.size() == 1 ? "0" : "") + number + ".txt"));
    for (const auto& problem : read.problems) ADD_FAILURE() << problem;
    ASSERT_FALSE(read.legal.empty());
    read.options.strictness = strictness;
    CaseTalk talk(read.options);
    for (const auto* part : {&read.given, &read.legal}) {
      for (const auto& line : *part) {
        const Outcome outcome = talk.say(line);
        EXPECT_FALSE(has_error(outcome.findings)) << shown(line, outcome);
        EXPECT_EQ(outcome.answer.value_or(ReceptionStatusValues::ok), ReceptionStatusValues::ok)
            << shown(line, outcome);
        EXPECT_TRUE(outcome.of_answer.empty()) << shown(line, outcome);
      }
    }
  }
};

TEST_P(Legal, IsNotRefusedInOperation) { play_at(Strictness::normal); }

TEST_P(Legal, IsNotRefusedByALenientReader) { play_at(Strictness::lenient); }

INSTANTIATE_TEST_SUITE_P(Line, Legal, ::testing::Range(1, line_count + 1));

}  // namespace
}  // namespace s2::tests
