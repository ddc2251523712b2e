// Talks as processes, on sockets of this machine.

#include <gmock/gmock.h>
#include <apps/program_process.hpp>
#include <apps/temporary_folder.hpp>
#include <console.hpp>

#include <fstream>
#include <sstream>

namespace s2::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view description =
    R"({"message_type":"FRBC.SystemDescription","message_id":"20000000-0000-4000-8000-000000000001",)"
    R"("valid_from":"2024-06-21T12:00:00Z","actuators":[{"id":"20000000-0000-4000-8000-000000000002",)"
    R"("diagnostic_label":"inverter","supported_commodities":["ELECTRICITY"],"operation_modes":[)"
    R"({"id":"20000000-0000-4000-8000-000000000003","diagnostic_label":"charge","elements":[)"
    R"({"fill_level_range":{"start_of_range":0,"end_of_range":100},)"
    R"("fill_rate":{"start_of_range":0,"end_of_range":0.01},"power_ranges":[)"
    R"({"start_of_range":0,"end_of_range":5000,"commodity_quantity":"ELECTRIC.POWER.L1"}]}],)"
    R"("abnormal_condition_only":false}],"transitions":[],"timers":[]}],"storage":)"
    R"({"provides_leakage_behaviour":false,"provides_fill_level_target_profile":false,)"
    R"("provides_usage_forecast":false,"fill_level_range":{"start_of_range":0,"end_of_range":100}}})";

// A script of an energy manager and one of a device, and what came of both.
struct Both {
  Both(const std::string& cem_script, const std::string& rm_script, std::vector<std::string> rm_options = {}) {
    const std::string cem_file = folder.write("cem.s2talk", cem_script);
    folder.write("battery.json", description);
    tests::ProgramProcess cem({"talk", "--listen", "127.0.0.1:0", "--script", cem_file});
    EXPECT_TRUE(cem.wait_for(loop, "listening on ws://127.0.0.1:"));
    const int port = cem.number_behind("ws://127.0.0.1:");
    const std::string rm_file = folder.write("rm.s2talk", rm_script);
    std::vector<std::string> arguments{"talk", "ws://127.0.0.1:" + std::to_string(port) + "/battery", "--script",
                                       rm_file};
    arguments.insert(arguments.end(), rm_options.begin(), rm_options.end());
    tests::ProgramProcess rm(arguments);
    rm_code = rm.exit_code(loop);
    cem_code = cem.exit_code(loop);
    cem_printed = cem.printed();
    rm_printed = rm.printed();
  }

  tests::TemporaryFolder folder;
  transport::Loop loop;
  int cem_code = -1, rm_code = -1;
  std::string cem_printed, rm_printed;
};

TEST(TalkProcess, TwoScriptsHoldASessionFromHandshakeToEnd) {
  const tests::TemporaryFolder files;
  const std::string battery = files.write("battery.json", description);
  const std::string record = (files.path() / "talk.s2log").string();
  const Both both(
      "# the energy manager\n"
      "select FRBC\nexpect OK\n"
      "wait FRBC.SystemDescription\nwait FRBC.StorageStatus present_fill_level=40\n"
      "send FRBC.Instruction operation_mode=charge operation_mode_factor=0.5\nexpect OK\n"
      "wait InstructionStatusUpdate status_type=STARTED\n"
      "expect clean\nshow instructions\nend\n",
      "wait SelectControlType control_type=FILL_RATE_BASED_CONTROL\n"
      "send @" +
          battery +
          "\nexpect OK\nsend FRBC.ActuatorStatus active_operation_mode_id=charge "
          "operation_mode_factor=0\nsend FRBC.StorageStatus present_fill_level=40\n"
          "wait FRBC.Instruction operation_mode=charge operation_mode_factor=0.5\n"
          "report last ACCEPTED\nreport last STARTED\nexpect OK\nwait SessionRequest\nwait end\n",
      {"--record", record});
  EXPECT_EQ(both.cem_code, done) << both.cem_printed;
  EXPECT_EQ(both.rm_code, done) << both.rm_printed;
  EXPECT_THAT(both.cem_printed, AllOf(HasSubstr("> select FRBC\n"), HasSubstr("cem>rm  FRBC.Instruction"),
                                      HasSubstr("STARTED     FRBC.Instruction  inverter: charge, factor 0.5")));
  std::ostringstream recorded;
  recorded << std::ifstream(record).rdbuf();
  EXPECT_THAT(recorded.str(), AllOf(HasSubstr("{\"s2log\":1,"), HasSubstr("FRBC.Instruction")));
}

TEST(TalkProcess, ALineThatFailsEndsTheScriptWithOneAndTheSessionInGoodOrder) {
  const Both both("wait PowerMeasurement 200ms\nshow log\n", "wait end 20s\n");
  EXPECT_EQ(both.cem_code, refused) << both.cem_printed;
  EXPECT_EQ(both.rm_code, done) << both.rm_printed;
  EXPECT_THAT(both.cem_printed, HasSubstr("failed: line 1: PowerMeasurement did not come within 200 ms\n"));
  EXPECT_THAT(both.rm_printed, HasSubstr("SessionRequest                TERMINATE"));
}

TEST(TalkProcess, WhatTheRulesForbidIsRefusedAndRawIsNot) {
  const Both both(
      "raw {\"message_type\":\"Nonsense\",\"message_id\":\"10000000-0000-4000-8000-000000000001\"}\n"
      "expect INVALID_MESSAGE\nsend FRBC.Instruction actuator_id=aa operation_mode=bb operation_mode_factor=2\n",
      "wait end 20s\n");
  EXPECT_EQ(both.cem_code, refused) << both.cem_printed;
  EXPECT_THAT(both.cem_printed, HasSubstr("failed: line 3: "));
}

TEST(TalkProcess, LinesFromAPipeAreAScript) {
  transport::Loop loop;
  tests::ProgramProcess talk({"talk", "--listen", "127.0.0.1:0"});
  ASSERT_TRUE(talk.wait_for(loop, "listening on"));
  talk.type("help send");
  ASSERT_TRUE(talk.wait_for(loop, "sends a message"));
  talk.type("expect clean");
  talk.end_input();
  EXPECT_EQ(talk.exit_code(loop), done) << talk.printed();
}

TEST(TalkProcess, WithoutAPeerItCannotRun) {
  transport::Loop loop;
  tests::ProgramProcess talk({"talk", "ws://127.0.0.1:1"});
  EXPECT_EQ(talk.exit_code(loop), could_not_run);
  EXPECT_THAT(talk.printed(), HasSubstr("s2: talk: cannot connect to ws://127.0.0.1:1: "));
}

TEST(TalkProcess, CtrlCEndsItInGoodOrder) {
  transport::Loop loop;
  tests::ProgramProcess talk({"talk", "--listen", "127.0.0.1:0"});
  ASSERT_TRUE(talk.wait_for(loop, "listening on"));
  talk.interrupt();
  EXPECT_EQ(talk.exit_code(loop), done) << talk.printed();
}

}  // namespace
}  // namespace s2::app
