// Talks over S2 Connect, as processes on sockets of this machine.

#include <console.hpp>

#include <s2/store.hpp>

#include <gmock/gmock.h>
#include <apps/program_process.hpp>
#include <apps/temporary_folder.hpp>

#include <fstream>
#include <iterator>

namespace s2::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using Arguments = std::vector<std::string>;

// The script of an energy manager and that of a device.
constexpr std::string_view manager_lines =
    "wait ResourceManagerDetails\nselect FRBC\nexpect OK\nwait SessionRequest 30s\nexpect clean\n";
constexpr std::string_view device_lines = "wait SelectControlType 30s\nexpect clean\n";

class TalkEndpointTest : public testing::Test {
 protected:
  using Program = tests::ProgramProcess;

  std::string path(const std::string& name) const { return (folder.path() / name).string(); }

  // A talk with a store and a script of its own.
  std::unique_ptr<Program> talk(const std::string& name, std::string_view lines, const Arguments& how) {
    Arguments arguments{"talk",    "--no-discovery", "--store",  path(name + ".db"),
                        "--audit", path("audit"),    "--script", folder.write(name + ".s2talk", lines)};
    arguments.insert(arguments.end(), how.begin(), how.end());
    return std::make_unique<Program>(arguments);
  }

  // What somebody reads off the screen of the one that shows a code.
  void read_code(Program& program) {
    ASSERT_TRUE(program.wait_for(loop, "five minutes)\n")) << program.printed();
    url = program.word_behind("Pairing URL   ");
    code = program.word_behind("Pairing code  ");
    port = std::to_string(program.number_behind("https://localhost:"));
  }

  void expect_held(Program& program) {
    EXPECT_EQ(program.exit_code(loop, Duration(60'000)), done) << program.printed();
  }

  tests::TemporaryFolder folder;
  transport::Loop loop;
  std::string url, code, port;
};

TEST_F(TalkEndpointTest, AnEnergyManagerShowsACodeAndNeedsNoneLater) {
  {
    const auto manager = talk("cem", manager_lines, {"--show-code", "--listen", "127.0.0.1:0"});
    read_code(*manager);
    const auto device = talk("rm", device_lines, {"--pair", url, "--code", code, "--record", path("rm.s2log")});
    expect_held(*device);
    expect_held(*manager);
    EXPECT_THAT(device->printed(), HasSubstr("paired with talk\n"));
    EXPECT_THAT(device->printed(), Not(HasSubstr("Handshake "))) << "S2 Connect has agreed on the version";
    EXPECT_THAT(device->printed(), Not(HasSubstr(code)));
  }
  const auto manager = talk("cem", manager_lines, {"--paired", "--as", "cem", "--listen", "127.0.0.1:" + port});
  ASSERT_TRUE(manager->wait_for(loop, "waiting for a session with talk"));
  const auto device = talk("rm", device_lines, {"--paired", "--peer", "talk"});
  expect_held(*device);
  expect_held(*manager);
  EXPECT_THAT(manager->printed(), Not(HasSubstr("Pairing code")));
}

TEST_F(TalkEndpointTest, ADeviceShowsACodeAndAnEnergyManagerTypesItIn) {
  const auto device = talk("rm", device_lines, {"--show-code", "--as", "rm", "--listen", "127.0.0.1:0"});
  read_code(*device);
  const auto manager =
      talk("cem", manager_lines, {"--pair", url, "--code", code, "--as", "cem", "--listen", "127.0.0.1:0"});
  expect_held(*device);
  expect_held(*manager);
}

TEST_F(TalkEndpointTest, TheVersionIsTheOneThatWasToldAndNoOther) {
  const auto manager =
      talk("cem", manager_lines, {"--show-code", "--listen", "127.0.0.1:0", "--profile", "0.0.2-beta"});
  read_code(*manager);
  const auto other = talk("other", device_lines, {"--pair", url, "--code", code});
  EXPECT_EQ(other->exit_code(loop), could_not_run);
  EXPECT_THAT(other->printed(), AllOf(HasSubstr("no version of S2 in common"), HasSubstr("[S2CPP-S2-VERSIONS]\n")));
  const auto device = talk("rm", device_lines, {"--pair", url, "--code", code, "--profile", "0.0.2-beta"});
  expect_held(*device);
  expect_held(*manager);
  EXPECT_THAT(device->printed(), HasSubstr("speaks S2 JSON 0.0.2-beta"));
}

TEST_F(TalkEndpointTest, AWrongCodeSaysWhatToDo) {
  const auto manager = talk("cem", manager_lines, {"--show-code", "--listen", "127.0.0.1:0"});
  read_code(*manager);
  const auto device = talk("rm", device_lines, {"--pair", url, "--code", "AAAAAAAAAA"});
  EXPECT_EQ(device->exit_code(loop), could_not_run);
  EXPECT_THAT(device->printed(),
              HasSubstr("s2: talk: pairing failed: the other device does not know this pairing code"));
  EXPECT_THAT(device->printed(), HasSubstr("[S2CPP-CODE-WRONG]\n"));
}

TEST_F(TalkEndpointTest, WithoutAPairingOrAPeerItCannotRun) {
  const auto stranger = talk("rm", device_lines, {"--paired"});
  EXPECT_EQ(stranger->exit_code(loop), could_not_run);
  EXPECT_THAT(stranger->printed(),
              HasSubstr("s2: talk: talk is paired with nobody yet; pair with --pair URL --code CODE "
                        "or --show-code [S2CPP-NOT-PAIRED]\n"));
  const auto nobody = talk("rm", device_lines, {"--pair", "https://localhost:1/s2/", "--code", "AAAAAAAAAA"});
  EXPECT_EQ(nobody->exit_code(loop), could_not_run);
  EXPECT_THAT(nobody->printed(), HasSubstr("[S2CPP-UNREACHABLE]\n"));
  const auto no_url = talk("rm", device_lines, {"--pair", "http://localhost/", "--code", "AAAAAAAAAA"});
  EXPECT_EQ(no_url->exit_code(loop), could_not_run);
  EXPECT_THAT(no_url->printed(), HasSubstr("[C-029]\n"));
}

TEST_F(TalkEndpointTest, AnEnergyManagerThatIsAwayIsNoPeer) {
  {
    const auto manager = talk("cem", manager_lines, {"--show-code", "--listen", "127.0.0.1:0"});
    read_code(*manager);
    const auto device = talk("rm", device_lines, {"--pair", url, "--code", code});
    expect_held(*device);
    expect_held(*manager);
  }
  const auto device = talk("rm", device_lines, {"--paired"});
  EXPECT_EQ(device->exit_code(loop), could_not_run);
  EXPECT_THAT(device->printed(), HasSubstr("[S2CPP-UNREACHABLE]\n"));
}

// C-302
TEST_F(TalkEndpointTest, NoSecretIsRecordedOrPrinted) {
  std::string said;
  {
    const auto manager =
        talk("cem", manager_lines, {"--show-code", "--listen", "127.0.0.1:0", "--record", path("cem.s2log")});
    read_code(*manager);
    const auto device = talk("rm", device_lines, {"--pair", url, "--code", code, "--record", path("rm.s2log")});
    expect_held(*device);
    expect_held(*manager);
    said = device->printed() + manager->printed();
  }
  const std::string shown = "Pairing code  " + code;
  const auto at = said.find(shown);
  ASSERT_NE(at, said.npos);
  said.erase(at, shown.size());
  for (const char* name : {"cem.s2log", "rm.s2log", "audit"}) {
    std::ifstream file(path(name), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    EXPECT_GT(text.size(), 100U) << name;
    said += text;
  }
  std::vector<std::string> secrets{code};
  for (const char* name : {"cem.db", "rm.db"}) {
    const auto store = store::open_file(path(name));
    ASSERT_TRUE(store) << store.error().text;
    const auto all = (*store)->all();
    ASSERT_TRUE(all && all->size() == 1);
    for (const auto& token : all->front().tokens) secrets.emplace_back(token.token.reveal());
  }
  EXPECT_GE(secrets.size(), 3U);
  for (const auto& secret : secrets) EXPECT_THAT(said, Not(HasSubstr(secret)));
}

}  // namespace
}  // namespace s2::app
