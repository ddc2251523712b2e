#include "two_talkers.hpp"

#include <talk/runner.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

using testing::HasSubstr;

// A runner on the CEM of two talkers.
struct Running : TwoTalkers {
  explicit Running(RunnerMode mode = RunnerMode::script) : runner(state, mode, [this] { ++over; }) {
    changed = [this] { loop.post([this] { runner.look(); }); };
  }
  void line(const std::string& text) {
    runner.feed(text);
    run();
  }

  int over = 0;
  Runner runner;
};

frbc::StorageStatus level(double value) {
  frbc::StorageStatus status;
  status.present_fill_level = value;
  return status;
}

TEST(Runner, AScriptWaitsForTheSessionThatALineNeeds) {
  Running running;
  running.line("select FRBC");
  EXPECT_EQ(running.over, 0);
  running.connect();
  EXPECT_EQ(running.state.talker->registry().standing.active, ControlType::fill_rate_based_control);
  running.line("expect OK");
  EXPECT_TRUE(running.runner.held()) << running.printed;
  running.runner.finish();
  EXPECT_EQ(running.over, 1);
}

TEST(Runner, ByHandALineWithoutSessionFailsAtOnceAndTheNextOneComes) {
  Running running(RunnerMode::by_hand);
  running.line("select FRBC");
  EXPECT_THAT(running.printed, HasSubstr("failed: nobody is connected\n"));
  running.line("show unanswered");
  EXPECT_THAT(running.printed, HasSubstr("everything was answered\n"));
  EXPECT_EQ(running.over, 0);
}

TEST(Runner, AWaitHoldsForWhatCameBeforeAndForWhatComes) {
  Running running;
  running.connect();
  running.select_frbc();
  running.rm_sends(level(10));
  running.line("wait FRBC.StorageStatus");
  running.line("wait FRBC.StorageStatus present_fill_level>20 5s");
  running.line("quit");
  EXPECT_EQ(running.over, 0);
  running.rm_sends(level(15));
  EXPECT_EQ(running.over, 0);
  running.rm_sends(level(21));
  EXPECT_EQ(running.over, 1) << running.printed;
  EXPECT_TRUE(running.runner.held());
}

TEST(Runner, AWaitFailsWhenItsTimeIsOverAndEndsTheScript) {
  Running running;
  running.connect();
  running.line("# nothing");
  running.line("wait FRBC.StorageStatus 5s");
  running.line("show log");
  running.pass(Duration(4'999));
  EXPECT_TRUE(running.runner.held());
  running.pass(Duration(1));
  EXPECT_FALSE(running.runner.held());
  EXPECT_EQ(running.over, 1);
  EXPECT_THAT(running.printed, HasSubstr("failed: line 2: FRBC.StorageStatus did not come within 5 s\n"));
  EXPECT_THAT(running.printed, testing::Not(HasSubstr("show log")));
}

TEST(Runner, AWaitFailsWhenTheSessionEnds) {
  Running running;
  running.connect();
  running.line("wait FRBC.StorageStatus 60s");
  running.rm->end(SessionRequestType::terminate, "enough");
  running.run();
  EXPECT_THAT(running.printed, HasSubstr("the session ended before FRBC.StorageStatus came"));
  EXPECT_EQ(running.over, 1);
}

TEST(Runner, WaitingForTheEndHoldsAtTheEnd) {
  Running running;
  running.connect();
  running.line("wait end");
  running.rm->end(SessionRequestType::terminate, "enough");
  running.run();
  running.runner.finish();
  EXPECT_TRUE(running.runner.held()) << running.printed;
}

TEST(Runner, ExpectingNothingHoldsInSilence) {
  Running running;
  running.connect();
  running.select_frbc();
  running.line("expect no FRBC.StorageStatus 5s");
  running.line("quit");
  running.pass(Duration(5'000));
  EXPECT_EQ(running.over, 1);
  EXPECT_TRUE(running.runner.held()) << running.printed;

  Running disturbed;
  disturbed.connect();
  disturbed.select_frbc();
  disturbed.line("expect no FRBC.StorageStatus 5s");
  disturbed.rm_sends(level(1));
  EXPECT_THAT(disturbed.printed, HasSubstr("a FRBC.StorageStatus came"));
}

TEST(Runner, AnAnswerOtherThanTheExpectedOneFails) {
  Running running;
  running.connect();
  running.line("raw no JSON");
  running.line("expect OK");
  EXPECT_THAT(running.printed, HasSubstr("failed: line 2: the frame was answered with INVALID_DATA, not OK: GEN-001"));
}

TEST(Runner, WhatTheRulesForbidIsNotSent) {
  Running running(RunnerMode::by_hand);
  running.connect();
  running.line("send FRBC.Instruction actuator_id=aa operation_mode=bb operation_mode_factor=1");
  EXPECT_THAT(running.printed, HasSubstr("failed: STATE-003"));
}

TEST(Runner, TheNewestMessageIsLookedAt) {
  Running running(RunnerMode::by_hand);
  running.connect();
  running.select_frbc();
  running.rm_sends(level(10));
  running.rm_sends(level(20));
  running.line("expect FRBC.StorageStatus present_fill_level=20");
  EXPECT_EQ(running.printed, "");
  running.line("expect FRBC.StorageStatus present_fill_level=10");
  EXPECT_THAT(running.printed,
              HasSubstr("failed: the newest is not FRBC.StorageStatus present_fill_level=10; it is {"));
}

TEST(Runner, LinesThatAreNotUnderstoodSayWhatWasMeant) {
  Running running(RunnerMode::by_hand);
  running.connect();
  for (const auto& [line, sentence] :
       {std::pair{"sned X", "there is no command 'sned'; did you mean 'send'?"},
        std::pair{"send FRBC.StorageStatu", "did you mean FRBC.StorageStatus?"},
        std::pair{"select XYZ", "there is no control type 'XYZ'"},
        std::pair{"report last STARTED", "only a Resource Manager reports"}, std::pair{"wait", "wait wants"},
        std::pair{"wait ready 10", "'10' is no span"}, std::pair{"expect no", "expect no wants"},
        std::pair{"expect OK", "nothing was sent"},
        std::pair{"expect FRBC.StorageStatus", "no FRBC.StorageStatus has come"},
        std::pair{"show all", "'all' is none of"}, std::pair{"explain 99", "there is no message 99"},
        std::pair{"send @/no/such/file", "cannot read /no/such/file"}}) {
    running.printed.clear();
    running.line(line);
    EXPECT_THAT(running.printed, HasSubstr(sentence)) << line;
  }
}

TEST(Runner, WhatIsKnownIsShown) {
  Running running(RunnerMode::by_hand);
  running.connect();
  running.select_frbc();
  running.rm_sends(level(42));
  running.line("send FRBC.Instruction operation_mode=charge operation_mode_factor=1");
  running.line("show registry");
  EXPECT_THAT(running.printed, HasSubstr("FILL_RATE_BASED_CONTROL"));
  EXPECT_THAT(running.printed, HasSubstr("FRBC.SystemDescription\n"));
  EXPECT_THAT(running.printed, HasSubstr("42"));
  running.printed.clear();
  running.line("show instructions");
  EXPECT_THAT(running.printed, HasSubstr("no report   FRBC.Instruction  inverter: charge, factor 1"));
  running.printed.clear();
  running.line("explain");
  EXPECT_THAT(running.printed, HasSubstr("FRBC.Instruction: "));
  running.printed.clear();
  running.line("help FRBC.StorageStatus");
  EXPECT_THAT(running.printed, HasSubstr("present_fill_level"));
  running.line("help");
  for (const Command& command : commands()) EXPECT_THAT(running.printed, HasSubstr(std::string(command.name)));
}

}  // namespace
}  // namespace s2::app
