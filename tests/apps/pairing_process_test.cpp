// Programs that pair, have sessions and part, as real processes over TLS on this machine.

#include "program_process.hpp"
#include "temporary_folder.hpp"

#include <s2/connect/limits.hpp>
#include <s2/store.hpp>
#include <s2/transport.hpp>

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace s2::app {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

std::size_t count_of(std::string_view part, std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

class PairingProcess : public testing::Test {
 protected:
  using Program = tests::ProgramProcess;

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
  std::string text(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // Runs a program to its end.
  struct Ended {
    int code;
    std::string printed;
  };
  Ended run(std::vector<std::string> arguments, const std::string& input = "") {
    Program program(std::move(arguments));
    if (!input.empty()) program.type(input);
    program.end_input();
    const int code = program.exit_code(loop_);
    everything_ += program.printed();
    return {code, program.printed()};
  }

  // A program that waits with a code.
  struct Shown {
    std::string url;
    std::string code;
  };
  Shown shown_by(Program& program) {
    EXPECT_TRUE(program.wait_for(loop_, "\"seconds\":")) << program.printed();
    return {program.word_behind("\"url\":\"", "\""), program.word_behind("\"code\":\"", "\"")};
  }
  static std::vector<std::string> code_command(const std::string& store) {
    return {"code", "--json", "--no-discovery", "--listen", "127.0.0.1:0", "--store", store};
  }

  // What a store holds, once its program has ended.
  std::vector<connect::Pairing> pairings(const std::string& store) const {
    const auto opened = store::open_file(path(store));
    return opened ? (*opened)->all().value() : std::vector<connect::Pairing>();
  }

  tests::TemporaryFolder folder_;
  transport::Loop loop_;
  std::string everything_;  // that programs which ended have printed
};

// C-030, C-031, C-066
TEST_F(PairingProcess, ACodeIsShownByOneAndTypedInAtTheOther) {
  Program waiting(code_command(path("cem.db")));
  const auto shown = shown_by(waiting);
  EXPECT_THAT(shown.url, testing::StartsWith("https://localhost:"));
  EXPECT_THAT(shown.code, SizeIs(connect::Limits::dynamic_token_own));
  const auto paired =
      run({"pair", shown.url, shown.code, "--no-discovery", "--store", path("rm.db"), "--node", "battery"});
  EXPECT_EQ(paired.code, 0) << paired.printed;
  EXPECT_THAT(paired.printed, HasSubstr("paired with cem\n"));
  EXPECT_EQ(waiting.exit_code(loop_), 0) << waiting.printed();
  EXPECT_THAT(waiting.printed(), HasSubstr(R"({"event":"paired","text":"paired with battery"})"));
  EXPECT_THAT(pairings("cem.db"), SizeIs(1));
  EXPECT_THAT(pairings("rm.db"), SizeIs(1));

  const auto listed = run({"pairings", "--store", path("rm.db")});
  EXPECT_EQ(listed.code, 0);
  EXPECT_THAT(listed.printed, HasSubstr("begun here  localhost\n"));
  EXPECT_THAT(run({"pairings", "--json", "--store", path("cem.db")}).printed,
              HasSubstr(R"("own_role":"cem","peer_role":"rm","peer_name":"battery")"));
}

TEST_F(PairingProcess, AWrongCodePairsNobodyAndSaysWhatToDo) {
  Program waiting(code_command(path("cem.db")));
  const auto shown = shown_by(waiting);
  const auto wrong = run({"pair", shown.url, "AAAAAAAAAA", "--no-discovery", "--store", path("rm.db")});
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.printed, HasSubstr("pairing failed: the other device does not know this pairing code"));
  EXPECT_THAT(wrong.printed, HasSubstr("compare the code"));
  EXPECT_THAT(wrong.printed, HasSubstr("[S2CPP-CODE-WRONG]\n"));
  const auto right = run({"pair", shown.url, "-", "--no-discovery", "--store", path("rm.db")}, shown.code);
  EXPECT_EQ(right.code, 0) << right.printed << "the code comes from the standard input, and is good still";
  EXPECT_EQ(waiting.exit_code(loop_), 0);
}

// A port that is free now; an energy manager has to be told one, since it is reached there ever after.
int free_port(transport::Loop& loop) {
  return transport::WebsocketServer::listen(loop, "127.0.0.1", 0, [](auto) {}).value()->port();
}

// C-107, C-108, C-118, C-126
TEST_F(PairingProcess, ADeviceThatNobodyCanReachAsksWhetherItIsMeant) {
  const std::string address = "127.0.0.1:" + std::to_string(free_port(loop_));
  Program device({"code", "--json", "--no-discovery", "--as", "rm", "--node", "battery", "--store", path("rm.db"),
                  "--poll", "https://localhost" + address.substr(address.find(':')) + "/s2/"});
  const auto shown = shown_by(device);
  EXPECT_THAT(shown.url, SizeIs(0)) << "it serves nothing";
  const std::vector<std::string> pair{"--as",     "cem",   "--polling", "--no-discovery",
                                      "--listen", address, "--store",   path("cem.db")};
  const auto with = [&](const std::string& name, const std::string& code) {
    std::vector<std::string> all{"pair", name, code};
    all.insert(all.end(), pair.begin(), pair.end());
    return all;
  };
  const auto wrong = run(with("battery", "AAAAAAAAAA"));
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.printed, HasSubstr("compare it letter by letter and try again [S2CPP-CODE-REFUSED]\n"));
  const auto right = run(with("battery", shown.code));
  EXPECT_EQ(right.code, 0) << right.printed << device.printed();
  EXPECT_THAT(right.printed, HasSubstr("paired with battery\n"));
  EXPECT_EQ(device.exit_code(loop_), 0) << device.printed();
  EXPECT_THAT(pairings("cem.db"), SizeIs(1));
  EXPECT_THAT(pairings("rm.db"), SizeIs(1));
}

TEST_F(PairingProcess, OnlyDevicesPoll) {
  EXPECT_THAT(run({"code", "--poll", "found", "--store", path("a.db")}).printed, HasSubstr("--poll needs --as rm"));
  EXPECT_THAT(run({"code", "--as", "rm", "--poll", "found", "--no-discovery", "--store", path("a.db")}).printed,
              HasSubstr("--poll takes a URL"));
  EXPECT_THAT(run({"pair", "battery", "AAAAAAAAAA", "--polling", "--store", path("a.db")}).printed,
              HasSubstr("--polling needs --as cem"));
}

TEST_F(PairingProcess, WhatCannotBeginSaysWhy) {
  EXPECT_THAT(run({"pair", "http://localhost/", "AAAAAAAAAA", "--no-discovery", "--store", path("a.db")}).printed,
              HasSubstr("[C-029]\n"));
  EXPECT_THAT(run({"pair", "hems", "AAAAAAAAAA", "--no-discovery", "--store", path("a.db")}).printed,
              HasSubstr("[S2CPP-NO-SUCH-NAME]\n"));
  const auto nobody = run({"pair", "https://localhost:1/s2/", "AAAAAAAAAA", "--no-discovery", "--store", path("a.db")});
  EXPECT_EQ(nobody.code, 1);
  EXPECT_THAT(nobody.printed, HasSubstr("[S2CPP-UNREACHABLE]\n"));
  EXPECT_THAT(run({"pair", "https://localhost:1/", "--no-discovery", "--store", path("a.db")}).printed,
              HasSubstr("[S2CPP-CODE-MALFORMED]\n"));
  EXPECT_THAT(run({"device", "battery", "--no-discovery", "--store", path("a.db")}).printed,
              HasSubstr("[S2CPP-NOT-PAIRED]\n"));
  EXPECT_THAT(run({"unpair", "nobody", "--no-discovery", "--store", path("a.db")}).printed,
              HasSubstr("'nobody' does not name one pairing: none has it; s2 pairings lists them [S2CPP-NODE]\n"));
}

TEST_F(PairingProcess, AStoreInUseIsLeftAlone) {
  Program waiting(code_command(path("cem.db")));
  shown_by(waiting);
  const auto second = run(code_command(path("cem.db")));
  EXPECT_EQ(second.code, 2);
  EXPECT_THAT(second.printed, HasSubstr("another program has it open; stop it first [S2CPP-STORE]\n"));
  EXPECT_EQ(run({"pairings", "--store", path("cem.db")}).printed, "nobody is paired\n") << "looking is allowed";
  waiting.interrupt();
  EXPECT_EQ(waiting.exit_code(loop_), 1);
}

// An energy manager and a battery, whose output is kept apart.
class PairedHouse : public PairingProcess {
 protected:
  std::vector<std::string> cem_command(int port) const {
    return {"cem",          "--listen", "127.0.0.1:0",     "--no-discovery",   "--store",
            path("cem.db"), "--audit",  path("cem.jsonl"), "--connect-listen", "127.0.0.1:" + std::to_string(port)};
  }
  std::vector<std::string> battery_command() const {
    return {"device", "battery", "--no-discovery", "--store", path("rm.db"), "--audit", path("rm.jsonl")};
  }
  // Whether the energy manager has taken the battery over.
  bool is_steered(Program& battery) {
    return battery.wait_for(loop_, "control type is now FILL_RATE_BASED_CONTROL", Duration(60'000));
  }

  std::string stopped(Program& program) {
    program.interrupt();
    EXPECT_EQ(program.exit_code(loop_), 0) << program.printed();
    return program.printed();
  }
};

TEST_F(PairedHouse, PairsOnceAndHasItsSessionsEverAfter) {
  std::string secret;
  int port = 0;
  std::string cem_printed;
  std::string battery_printed;
  {
    Program cem(cem_command(0));
    ASSERT_TRUE(cem.wait_for(loop_, "five minutes)\n")) << cem.printed();
    const std::string url = cem.word_behind("Pairing URL   ");
    secret = cem.word_behind("Pairing code  ");
    port = cem.number_behind("https://localhost:");
    auto command = battery_command();
    command.insert(command.end(), {"--connect", url, "--pair", secret});
    Program battery(command);
    ASSERT_TRUE(is_steered(battery)) << cem.printed() << battery.printed();
    battery_printed += stopped(battery);
    cem_printed += stopped(cem);
  }
  EXPECT_THAT(battery_printed, HasSubstr("paired with cem"));
  {
    Program cem(cem_command(port));
    Program battery(battery_command());
    ASSERT_TRUE(is_steered(battery)) << cem.printed() << battery.printed();
    EXPECT_THAT(cem.printed(), Not(HasSubstr("Pairing code"))) << "somebody is paired, so no code is shown";
    battery_printed += stopped(battery);
    const auto unpaired = run({"unpair", "cem", "--no-discovery", "--store", path("rm.db")});
    EXPECT_EQ(unpaired.code, 0) << unpaired.printed;
    EXPECT_EQ(unpaired.printed, "unpaired from cem\n");
    EXPECT_TRUE(cem.wait_for(loop_, "battery ended the pairing"));
    cem_printed += stopped(cem);
  }
  EXPECT_THAT(pairings("cem.db"), SizeIs(0));
  EXPECT_THAT(pairings("rm.db"), SizeIs(0));
  EXPECT_EQ(count_of(secret, cem_printed), 1U) << "shown to its user, and nowhere else";
  for (const auto& said : {battery_printed, everything_, text("cem.jsonl"), text("rm.jsonl")}) {
    EXPECT_EQ(count_of(secret, said), 0U);
  }
  EXPECT_THAT(text("cem.jsonl"), HasSubstr("\"event\":\"paired\""));
  EXPECT_THAT(text("cem.jsonl"), HasSubstr("\"event\":\"unpaired\""));
}

TEST_F(PairedHouse, WhoCannotBeToldIsToldLaterOrForgotten) {
  Program waiting(code_command(path("cem.db")));
  const auto shown = shown_by(waiting);
  ASSERT_EQ(run({"pair", shown.url, shown.code, "--no-discovery", "--store", path("rm.db")}).code, 0);
  ASSERT_EQ(waiting.exit_code(loop_), 0);
  const auto unpaired = run({"unpair", "cem", "--no-discovery", "--store", path("rm.db")});
  EXPECT_EQ(unpaired.code, 1);
  EXPECT_THAT(unpaired.printed, HasSubstr("[S2CPP-UNPAIRING]\n"));
  ASSERT_THAT(pairings("rm.db"), SizeIs(1));
  EXPECT_EQ(pairings("rm.db").front().state, connect::PairingState::unpairing);
  EXPECT_EQ(run({"unpair", "--forget", "all", "--no-discovery", "--store", path("rm.db")}).code, 0);
  EXPECT_THAT(pairings("rm.db"), SizeIs(0));
}

}  // namespace
}  // namespace s2::app
