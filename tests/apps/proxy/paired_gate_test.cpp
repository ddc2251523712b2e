// The proxy as an endpoint of S2 Connect: a process, between an energy manager and a device of the test, and between
// the real programs.

#include <host/party.hpp>
#include <transport/peers.hpp>

#include <console.hpp>
#include <proxy/gate.hpp>

#include <s2/store.hpp>

#include <gmock/gmock.h>
#include <apps/program_process.hpp>
#include <apps/shell.hpp>
#include <apps/temporary_folder.hpp>

#include <fstream>
#include <iterator>
#include <set>

namespace s2::app {
namespace {

using host::Party;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using transport::until;

using Arguments = std::vector<std::string>;
using Program = tests::ProgramProcess;

constexpr std::string_view details =
    R"({"message_type":"ResourceManagerDetails","message_id":"10000000-0000-4000-8000-000000000001",)"
    R"("resource_id":"10000000-0000-4000-8000-000000000002","name":"evse","roles":[{"role":"ENERGY_STORAGE",)"
    R"("commodity":"ELECTRICITY"}],"instruction_processing_delay":0,"available_control_types":["NOT_CONTROLABLE"],)"
    R"("provides_forecast":false,"provides_power_measurement_types":["ELECTRIC.POWER.L1"]})";

std::string asks_to_return() {
  return R"({"message_type":"SessionRequest","message_id":"10000000-0000-4000-8000-000000000003",)"
         R"("request":"RECONNECT"})";
}

class PairedGateTest : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder.path() / name).string(); }
  std::string text(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::unique_ptr<Program> proxy_with(const Arguments& how, const std::string& at = "0") const {
    Arguments arguments{"proxy",          "--no-discovery", "--listen",    "127.0.0.1:" + at, "--store",
                        path("proxy.db"), "--audit",        path("audit"), "--record",        path("visit.s2log")};
    arguments.insert(arguments.end(), how.begin(), how.end());
    return std::make_unique<Program>(arguments);
  }

  // What the proxy shows for a device.
  void read_code(Program& program) {
    ASSERT_TRUE(program.wait_for(loop, "five minutes)\n")) << program.printed();
    url = program.word_behind("Pairing URL   ");
    code = program.word_behind("Pairing code  ");
    port = std::to_string(connect::BaseUrl::parse(url).value().port());
  }

  void stop(Program& program, int with = done) {
    program.interrupt();
    EXPECT_EQ(program.exit_code(loop), with) << program.printed();
  }

  tests::TemporaryFolder folder;
  transport::Loop loop;
  std::string url, code, port;
};

// An energy manager and a device of the test, who note down what comes.
class PairedProxy : public PairedGateTest {
 protected:
  // Pairs the proxy with both; each has its session then.
  void pair_both() {
    manager_code = cem.code();
    proxy = proxy_with({"--pair", cem.url().text(), "--code", manager_code});
    ASSERT_NO_FATAL_FAILURE(read_code(*proxy));
    ASSERT_TRUE(proxy->wait_for(loop, "paired with ")) << proxy->printed();
    ASSERT_NO_FATAL_FAILURE(pair(rm));
    ASSERT_TRUE(are_in_session(1));
  }

  void pair(Party& device) {
    const auto outcome = device.pair(connect::BaseUrl::parse(url).value(), code);
    ASSERT_TRUE(std::holds_alternative<connect::Paired>(outcome)) << proxy->printed();
  }

  bool are_in_session(std::size_t count) { return rm.has_sessions(count) && cem.has_sessions(count); }

  // The device does not wait for the rest of its delay, once it knows that it has one.
  void hurry() {
    const auto pairing = rm.store.all().value().front();
    ASSERT_TRUE(until(loop, [&] { return !rm.host->is_in_session(pairing.pair); }));
    const std::size_t before = rm.talks.size();
    ASSERT_TRUE(until(loop, [&] {
      rm.host->reconnect(pairing.pair);
      return rm.talks.size() > before;
    }));
  }

  // Who takes larger frames than S2 allows.
  static host::HostSettings roomy(host::HostSettings settings) {
    settings.websocket.frame_bytes = ProxyLimits::frame_bytes;
    settings.websocket.queue_bytes = ProxyLimits::queue_bytes;
    return settings;
  }

  Party cem{loop, roomy(host::lan_server("hems")), tests::node(1, connect::Role::cem)};
  Party rm{loop, roomy(host::lan_client("evse")), tests::node(2, connect::Role::rm)};
  std::string manager_code;
  std::unique_ptr<Program> proxy;
};

TEST_F(PairedProxy, FramesGoBothWaysUnchanged) {
  ASSERT_NO_FATAL_FAILURE(pair_both());
  rm.talk().session.connection->send(std::string(details));
  ASSERT_TRUE(until(loop, [&] { return cem.talk().notes.frames.size() == 1; }));
  EXPECT_THAT(cem.talk().notes.frames, ElementsAre(details));
  cem.talk().session.connection->send("no JSON \xc3\xa9");
  ASSERT_TRUE(until(loop, [&] { return rm.talk().notes.frames.size() == 1; }));
  EXPECT_THAT(rm.talk().notes.frames, ElementsAre("no JSON \xc3\xa9"));
  const std::string big = "[\"" + std::string(2'000'000, 'x') + "\"]";
  rm.talk().session.connection->send(big);
  ASSERT_TRUE(until(loop, [&] { return cem.talk().notes.frames.size() == 2; }));
  EXPECT_EQ(cem.talk().notes.frames[1], big) << "what breaks the limit of S2 gets through to be judged";
  EXPECT_TRUE(proxy->wait_for(loop, "error GEN-001"));
  EXPECT_TRUE(proxy->wait_for(loop, "error GEN-013"));
  EXPECT_THAT(proxy->printed(), HasSubstr("rm>cem  ResourceManagerDetails        evse\n"));
  stop(*proxy, refused);
}

TEST_F(PairedProxy, WhoLeavesIsFollowedByTheOtherAndBothComeBack) {
  ASSERT_NO_FATAL_FAILURE(pair_both());
  rm.talk().session.connection->close(4001, "enough");
  ASSERT_TRUE(until(loop, [&] { return cem.talk().notes.end().has_value(); }));
  EXPECT_EQ(cem.talk().notes.end()->code, 4001);
  EXPECT_EQ(cem.talk().notes.end()->text, "enough");

  ASSERT_NO_FATAL_FAILURE(hurry());
  ASSERT_TRUE(are_in_session(2)) << proxy->printed();
  cem.talk().session.connection->close(4002, "my turn");
  ASSERT_TRUE(until(loop, [&] { return rm.talk().notes.end().has_value(); }));
  EXPECT_EQ(rm.talk().notes.end()->code, 4002);
  EXPECT_EQ(rm.talk().notes.end()->text, "my turn");

  ASSERT_NO_FATAL_FAILURE(hurry());
  EXPECT_TRUE(are_in_session(3)) << proxy->printed();
  stop(*proxy);
}

// Of the end of a session that was asked back (C-229) nobody tells the gate.
TEST_F(PairedProxy, WhoIsAskedBackComesBackByItself) {
  ASSERT_NO_FATAL_FAILURE(pair_both());
  for (std::size_t count = 2; count <= 3; ++count) {
    cem.talk().session.connection->send(asks_to_return());
    cem.talk().session.connection->close(1000, "a restart");
    ASSERT_TRUE(are_in_session(count)) << proxy->printed();
  }
}

TEST_F(PairedProxy, ADeviceWhoseEnergyManagerIsAwayIsToldToComeLater) {
  ASSERT_NO_FATAL_FAILURE(pair_both());
  rm.talk().session.connection->close(1000, "");
  ASSERT_TRUE(until(loop, [&] { return cem.talk().notes.end().has_value(); }));
  cem.host.reset();
  ASSERT_NO_FATAL_FAILURE(hurry());
  ASSERT_TRUE(until(loop, [&] { return rm.talk().notes.end().has_value(); }));
  EXPECT_EQ(rm.talk().notes.end()->code, 1013);
  EXPECT_TRUE(proxy->wait_for(loop, "[S2CPP-UNREACHABLE]\n")) << proxy->printed();
}

TEST_F(PairedProxy, AnEnergyManagerThatEndsThePairingIsShownACode) {
  ASSERT_NO_FATAL_FAILURE(pair_both());
  ASSERT_TRUE(cem.host->unpair(cem.store.all().value().front().pair));
  EXPECT_TRUE(proxy->wait_for(loop, "(for the energy manager; good for five minutes)\n")) << proxy->printed();
  EXPECT_TRUE(proxy->wait_for(loop, "Acme Model 1 ended the pairing\n")) << proxy->printed();
  ASSERT_TRUE(until(loop, [&] { return rm.talk().notes.end() && rm.talk().notes.end()->code == 1013; }));
}

TEST_F(PairedProxy, ALaterStartNeedsNoCode) {
  ASSERT_NO_FATAL_FAILURE(pair_both());
  stop(*proxy);
  proxy = proxy_with({"--paired"}, port);
  ASSERT_TRUE(proxy->wait_for(loop, "listening on https://localhost:" + port));
  EXPECT_THAT(proxy->printed(), AllOf(HasSubstr(", for " + cem.url().text()), Not(HasSubstr("Pairing code"))));
  ASSERT_NO_FATAL_FAILURE(hurry());
  EXPECT_TRUE(are_in_session(2)) << proxy->printed();
}

TEST_F(PairedProxy, ASecondDeviceIsTurnedAwayWhileOneIsHere) {
  ASSERT_NO_FATAL_FAILURE(pair_both());
  stop(*proxy);
  proxy = proxy_with({"--show-code"}, port);
  ASSERT_NO_FATAL_FAILURE(read_code(*proxy));
  ASSERT_NO_FATAL_FAILURE(hurry());
  ASSERT_TRUE(are_in_session(2));
  Party other(loop, host::lan_client("pump"), tests::node(3, connect::Role::rm));
  ASSERT_NO_FATAL_FAILURE(pair(other));
  ASSERT_TRUE(other.has_sessions(1));
  ASSERT_TRUE(until(loop, [&] { return other.talk().notes.end().has_value(); }));
  EXPECT_EQ(other.talk().notes.end()->code, 1013);
  EXPECT_THAT(rm.talk().notes.closed, IsEmpty());
}

TEST_F(PairedProxy, ADeviceThatComesBeforeTheEnergyManagerIsPairedIsToldSo) {
  proxy = proxy_with({"--paired"});
  ASSERT_TRUE(proxy->wait_for(loop, "(for the energy manager; good for five minutes)\n"));
  ASSERT_TRUE(proxy->wait_for(loop, "(for the device; good for five minutes)\n"));
  url = proxy->word_behind("Pairing URL   ");
  code = "cem-" + proxy->word_behind("Pairing code  cem-");
  ASSERT_NO_FATAL_FAILURE(pair(rm));
  ASSERT_TRUE(rm.has_sessions(1));
  ASSERT_TRUE(until(loop, [&] { return rm.talk().notes.end().has_value(); }));
  EXPECT_EQ(rm.talk().notes.end()->code, 1013);
  EXPECT_TRUE(proxy->wait_for(loop, "the proxy is paired with no energy manager yet"));

  // The energy manager types the code in that it is shown.
  const auto outcome = cem.pair(connect::BaseUrl::parse(url).value(), "rm-" + proxy->word_behind("code  rm-"));
  ASSERT_TRUE(std::holds_alternative<connect::Paired>(outcome));
  ASSERT_NO_FATAL_FAILURE(hurry());
  EXPECT_TRUE(cem.has_sessions(1)) << proxy->printed();
}

TEST_F(PairedGateTest, BothSidesMayShowACode) {
  Party cem(loop, host::lan_server("hems"), tests::node(1, connect::Role::cem));
  Party rm(loop, host::lan_server("evse"), tests::node(2, connect::Role::rm));
  const auto proxy = proxy_with(
      {"--pair", cem.url().text(), "--code", cem.code(), "--pair-rm", rm.url().text(), "--rm-code", rm.code()});
  EXPECT_TRUE(cem.has_sessions(1) && rm.has_sessions(1)) << proxy->printed();
  EXPECT_THAT(proxy->printed(), Not(HasSubstr("Pairing code")));
  stop(*proxy);
}

TEST_F(PairedGateTest, AWrongCodeSaysWhatToDo) {
  Party cem(loop, host::lan_server("hems"), tests::node(1, connect::Role::cem));
  static_cast<void>(cem.code());
  const auto proxy = proxy_with({"--pair", cem.url().text(), "--code", "AAAAAAAAAA"});
  EXPECT_EQ(proxy->exit_code(loop), could_not_run);
  EXPECT_THAT(proxy->printed(),
              HasSubstr("s2: proxy: pairing failed: the other device does not know this pairing code"));
  EXPECT_THAT(proxy->printed(), HasSubstr("[S2CPP-CODE-WRONG]\n"));
}

// C-302
TEST_F(PairedProxy, NoSecretIsRecordedOrPrinted) {
  ASSERT_NO_FATAL_FAILURE(pair_both());
  std::set<std::string> secrets{manager_code, code.substr(code.find('-') + 1)};
  const auto note_tokens = [&](connect::Store& store) {
    const auto pairings = store.all().value();
    for (const auto& pairing : pairings) {
      for (const auto& token : pairing.tokens) secrets.emplace(token.token.reveal());
    }
  };
  note_tokens(cem.store);
  note_tokens(rm.store);
  rm.talk().session.connection->send(std::string(details));
  ASSERT_TRUE(until(loop, [&] { return cem.talk().notes.frames.size() == 1; }));
  rm.talk().session.connection->close(1000, "");
  ASSERT_TRUE(until(loop, [&] { return cem.talk().notes.end().has_value(); }));
  ASSERT_NO_FATAL_FAILURE(hurry());
  ASSERT_TRUE(are_in_session(2));
  stop(*proxy);
  const auto store = store::open_file(path("proxy.db"));
  ASSERT_TRUE(store) << store.error().text;
  note_tokens(**store);
  note_tokens(cem.store);
  note_tokens(rm.store);

  std::string said = proxy->printed();
  const std::string shown = "Pairing code  " + code;
  ASSERT_NE(said.find(shown), said.npos);
  said.erase(said.find(shown), shown.size());  // to its user, once
  const std::string recorded = text("visit.s2log");
  EXPECT_THAT(recorded, HasSubstr("ResourceManagerDetails"));
  EXPECT_GE(secrets.size(), 6U) << "two codes, and a new access token for every session on each side";
  for (const auto& secret : secrets) {
    EXPECT_THAT(said, Not(HasSubstr(secret)));
    EXPECT_THAT(recorded, Not(HasSubstr(secret)));
    EXPECT_THAT(text("audit"), Not(HasSubstr(secret)));
  }
  EXPECT_THAT(recorded, Not(HasSubstr("Bearer")));
}

TEST_F(PairedGateTest, BetweenTheRealProgramsItRecordsWhatReplaysWithoutFindings) {
  Program cem({"cem", "--listen", "127.0.0.1:0", "--no-discovery", "--store", path("cem.db"), "--connect-listen",
               "127.0.0.1:0"});
  ASSERT_TRUE(cem.wait_for(loop, "five minutes)\n")) << cem.printed();
  const auto proxy =
      proxy_with({"--pair", cem.word_behind("Pairing URL   "), "--code", cem.word_behind("Pairing code  "), "--json"});
  ASSERT_NO_FATAL_FAILURE(read_code(*proxy));
  ASSERT_TRUE(proxy->wait_for(loop, "paired with cem"));
  Program battery({"device", "battery", "--no-discovery", "--store", path("rm.db"), "--connect", url, "--pair", code});
  ASSERT_TRUE(battery.wait_for(loop, "control type is now FILL_RATE_BASED_CONTROL", Duration(60'000)))
      << battery.printed() << cem.printed() << proxy->printed();
  ASSERT_TRUE(cem.wait_for(loop, "control type is now FILL_RATE_BASED_CONTROL"));
  stop(battery);
  ASSERT_TRUE(proxy->wait_for(loop, R"({"what":"closed")"));
  stop(*proxy);
  stop(cem);
  EXPECT_THAT(proxy->printed(),
              AllOf(HasSubstr(R"({"what":"opened","connection":1,"rm":"battery",)"), HasSubstr(R"("errors":0,)")));
  const auto replayed = tests::run_in(folder.path(), "s2 replay visit.s2log");
  EXPECT_EQ(replayed.exit_code, 0) << replayed.output;
  EXPECT_THAT(replayed.output, AllOf(HasSubstr("battery"), HasSubstr("no findings")));
}

}  // namespace
}  // namespace s2::app
