// From the command line to a verb, with a verb made for the purpose.

#include "string_console.hpp"

#include <program.hpp>

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

#include <memory>

namespace s2::app {
namespace {

// A verb that prints its one operand and returns 7.
Verb echo_verb() {
  return {.name = "echo",
          .summary = "print a word",
          .operands = "WORD",
          .description = "Prints a word.",
          .exit_codes = {{"7", "always"}},
          .examples = {{"s2 echo hello", "greet"}},
          .set_up = [](CLI::App& app) -> Action {
            auto word = std::make_shared<std::string>();
            app.add_option("WORD", *word, "the word")->required();
            return [word](Console& console) { return console.out << *word << '\n', 7; };
          }};
}

struct Outcome {
  int code;
  std::string out, err;
};

Outcome run(std::vector<std::string> arguments) {
  tests::StringConsole strings;
  const Verb verbs[] = {echo_verb()};
  const int code = run_program(verbs, std::move(arguments), strings.console);
  return {code, strings.out.str(), strings.err.str()};
}

TEST(Program, AVerbGetsItsOperandsAndGivesTheExitCode) {
  const auto outcome = run({"echo", "hello"});
  EXPECT_EQ(outcome.code, 7);
  EXPECT_EQ(outcome.out, "hello\n");
}

TEST(Program, CommonOptionsMayStandBeforeAndBehindTheVerb) {
  EXPECT_EQ(run({"--color", "never", "echo", "x"}).code, 7);
  EXPECT_EQ(run({"echo", "--color=always", "x"}).code, 7);
}

TEST(Program, WithoutArgumentsItShowsWhatItCanDoAndFails) {
  const auto outcome = run({});
  EXPECT_EQ(outcome.code, could_not_run);
  EXPECT_NE(outcome.err.find("echo  print a word"), std::string::npos) << outcome.err;
}

TEST(Program, HelpIsPrintedOnDemandAndIsNoFailure) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--help"}, {"-h"}, {"help"}, {"echo", "--help"}, {"echo", "-h"}, {"help", "echo"}}) {
    const auto outcome = run(arguments);
    EXPECT_EQ(outcome.code, done);
    EXPECT_NE(outcome.out.find("Synopsis"), std::string::npos);
    EXPECT_EQ(outcome.err, "");
  }
}

TEST(Program, WrongUsageIsExplainedAndPointsToTheHelp) {
  const std::pair<std::vector<std::string>, std::string> cases[] = {
      {{"ehco", "x"}, "s2: there is no verb 'ehco'; did you mean 'echo'?\nTry 's2 --help'.\n"},
      {{"sing"}, "s2: there is no verb 'sing'\nTry 's2 --help'.\n"},
      {{"--loud"}, "s2: there is no option '--loud'\nTry 's2 --help'.\n"},
      {{"--color", "red", "echo"}, "s2: --color: 'red' is none of auto, always, never\nTry 's2 --help'.\n"},
      {{"echo"}, "s2: echo: WORD is required\nTry 's2 echo --help'.\n"},
      {{"help", "ehco"}, "s2: there is no verb 'ehco'; did you mean 'echo'?\nTry 's2 --help'.\n"},
  };
  for (const auto& [arguments, sentence] : cases) {
    const auto outcome = run(arguments);
    EXPECT_EQ(outcome.code, could_not_run);
    EXPECT_EQ(outcome.err, sentence);
    EXPECT_EQ(outcome.out, "");
  }
}

}  // namespace
}  // namespace s2::app
