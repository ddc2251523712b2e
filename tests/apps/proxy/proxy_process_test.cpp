// The proxy as a process, between a client and a server of the test, on sockets of this machine.

#include <console.hpp>
#include <proxy/gate.hpp>

#include <gmock/gmock.h>
#include <apps/program_process.hpp>
#include <apps/temporary_folder.hpp>

#include <fstream>
#include <sstream>

namespace s2::app {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view rm_handshake =
    R"({"message_type":"Handshake","message_id":"10000000-0000-4000-8000-000000000001","role":"RM",)"
    R"("supported_protocol_versions":["1.0.0"]})";

// One end of a connection, and what came.
struct Peer {
  std::unique_ptr<transport::Connection> connection;
  std::vector<std::string> got;
  std::optional<transport::Closed> closed;

  void adopt(std::unique_ptr<transport::Connection> its) {
    connection = std::move(its);
    connection->handle({.on_frame = [this](std::string_view frame) { got.emplace_back(frame); },
                        .on_closed = [this](const transport::Closed& how) { closed = how; }});
  }
};

// A server, the proxy before it, and clients.
class ProxyProcess : public testing::Test {
 protected:
  void start(std::vector<std::string> options) {
    transport::WebsocketOptions big;
    big.frame_bytes = ProxyLimits::frame_bytes;
    auto listening = transport::WebsocketServer::listen(
        loop, "127.0.0.1", 0,
        [this](auto connection) {
          servers.push_back(std::make_unique<Peer>());
          servers.back()->adopt(std::move(connection));
        },
        big);
    ASSERT_TRUE(listening);
    server = std::move(*listening);
    std::vector<std::string> arguments{"proxy", "--listen", "127.0.0.1:0"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.push_back("ws://127.0.0.1:" + std::to_string(server->port()));
    proxy = std::make_unique<tests::ProgramProcess>(arguments);
    ASSERT_TRUE(proxy->wait_for(loop, "listening"));
    port = proxy->number_behind("ws://127.0.0.1:");
    ASSERT_NE(port, 0);
  }

  Peer& connect(const std::string& path) {
    clients.push_back(std::make_unique<Peer>());
    Peer& client = *clients.back();
    transport::connect_websocket(loop, "ws://127.0.0.1:" + std::to_string(port) + path,
                                 [&client](auto connected) { client.adopt(std::move(*connected)); });
    const auto count = clients.size();
    EXPECT_TRUE(until([&] { return client.connection && servers.size() == count; }));
    return client;
  }

  bool until(const std::function<bool()>& done) {
    for (int i = 0; i < 4000 && !done(); ++i) loop.run_one(Duration(5));
    return done();
  }

  transport::Loop loop;
  std::unique_ptr<transport::WebsocketServer> server;
  std::vector<std::unique_ptr<Peer>> servers, clients;
  std::unique_ptr<tests::ProgramProcess> proxy;
  int port = 0;
};

TEST_F(ProxyProcess, FramesGoBothWaysUnchangedAndThePathIsPassedOn) {
  start({});
  Peer& client = connect("/battery?house=7");
  EXPECT_EQ(servers[0]->connection->path(), "/battery?house=7");
  const std::string big = "[\"" + std::string(2'000'000, 'x') + "\"]";
  client.connection->send(std::string(rm_handshake));
  client.connection->send("no JSON\n\xc3\xa9");
  client.connection->send(big);
  ASSERT_TRUE(until([&] { return servers[0]->got.size() == 3; }));
  EXPECT_EQ(servers[0]->got, (std::vector<std::string>{std::string(rm_handshake), "no JSON\n\xc3\xa9", big}));
  servers[0]->connection->send("back");
  ASSERT_TRUE(until([&] { return client.got.size() == 1; }));
  EXPECT_EQ(client.got[0], "back");

  client.connection->close(4001, "enough");
  ASSERT_TRUE(until([&] { return servers[0]->closed.has_value(); }));
  EXPECT_EQ(servers[0]->closed->code, 4001);
  EXPECT_EQ(servers[0]->closed->text, "enough");
  ASSERT_TRUE(proxy->wait_for(loop, "closed by the client"));
  proxy->interrupt();
  EXPECT_EQ(proxy->exit_code(loop), refused) << proxy->printed();
  EXPECT_THAT(proxy->printed(),
              AllOf(HasSubstr("battery     rm>cem  Handshake                     1.0.0\n"), HasSubstr("error GEN-001"),
                    HasSubstr("error GEN-013"), HasSubstr("closed by the client, 4001: enough"),
                    HasSubstr("1 connection, 4 messages: 3 rm>cem, 1 cem>rm, 3 unreadable\n")));
}

TEST_F(ProxyProcess, SeveralClientsHaveEachTheirOwnConnection) {
  start({"--json"});
  Peer& one = connect("/pv");
  Peer& two = connect("/pv");
  servers[0]->connection->send("for one");
  servers[1]->connection->send("for two");
  ASSERT_TRUE(until([&] { return one.got.size() == 1 && two.got.size() == 1; }));
  EXPECT_EQ(one.got[0], "for one");
  EXPECT_EQ(two.got[0], "for two");
  ASSERT_TRUE(proxy->wait_for(loop, R"({"what":"opened","connection":2)"));
  proxy->type("> which");
  ASSERT_TRUE(proxy->wait_for(loop, "several connections are open"));
  proxy->type("2> second");
  ASSERT_TRUE(until([&] { return servers[1]->got.size() == 1; }));
  EXPECT_EQ(servers[1]->got[0], "second");
  proxy->type("quit");
  ASSERT_TRUE(until([&] { return one.closed && two.closed && servers[0]->closed && servers[1]->closed; }));
  EXPECT_EQ(one.closed->code, 1001);
  EXPECT_EQ(proxy->exit_code(loop), refused);
  EXPECT_THAT(proxy->printed(), AllOf(HasSubstr(R"({"what":"opened","connection":2,"rm":"pv-2",)"),
                                      HasSubstr(R"({"what":"summary","connections":2,"messages":3,)")));
}

TEST_F(ProxyProcess, TheAnswerToAnInjectedMessageIsNotPassedOn) {
  start({"--rm", "client"});
  Peer& client = connect("/ev");
  ASSERT_TRUE(proxy->wait_for(loop, "connection 1: "));
  proxy->type(R"(> {"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":1})");
  ASSERT_TRUE(until([&] { return servers[0]->got.size() == 1; }));
  servers[0]->connection->send(R"({"message_type":"ReceptionStatus","subject_message_id":"m1","status":"OK"})");
  servers[0]->connection->send("marker");
  ASSERT_TRUE(until([&] { return !client.got.empty(); }));
  EXPECT_THAT(client.got, ElementsAre("marker"));
  EXPECT_TRUE(proxy->wait_for(loop, "not passed on"));
}

TEST_F(ProxyProcess, TheRecordingIsAppendedToAndReplays) {
  const tests::TemporaryFolder folder;
  const std::string file = (folder.path() / "visit.s2log").string();
  std::ofstream(file) << R"({"s2log":1,"made_by":"x","started":"2024-06-21T12:00:00Z"})"
                      << "\n{\"t\":\"torn";
  start({"--record", file, "--once"});
  Peer& client = connect("/battery");
  client.connection->send("first, and it does not tell");
  client.connection->send(std::string(rm_handshake));
  ASSERT_TRUE(until([&] { return servers[0]->got.size() == 2; }));
  client.connection->close(1000, "");
  EXPECT_EQ(proxy->exit_code(loop), refused);
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  EXPECT_THAT(text.str(),
              AllOf(HasSubstr("torn\n{\"s2log\":1,"), HasSubstr(R"("rm":"battery","opens":true,"raw":"first,)"),
                    HasSubstr(R"("dir":"rm>cem","rm":"battery","msg":{"message_type":"Handshake")")));
  EXPECT_LT(text.str().find("first,"), text.str().find("Handshake"));
}

TEST_F(ProxyProcess, QuietPrintsOnlyWhatHasFindings) {
  start({"--quiet", "--once"});
  Peer& client = connect("/battery");
  client.connection->send(std::string(rm_handshake));
  client.connection->send("nonsense");
  ASSERT_TRUE(until([&] { return servers[0]->got.size() == 2; }));
  client.connection->close(1000, "");
  EXPECT_EQ(proxy->exit_code(loop), refused);
  EXPECT_THAT(proxy->printed(), AllOf(HasSubstr("nonsense"), Not(HasSubstr("Handshake ")), HasSubstr("1 error")));
}

TEST_F(ProxyProcess, ACleanConversationEndsWithZero) {
  start({"--once"});
  Peer& client = connect("/battery");
  client.connection->send(std::string(rm_handshake));
  ASSERT_TRUE(until([&] { return servers[0]->got.size() == 1; }));
  servers[0]->connection->close(1000, "done");
  ASSERT_TRUE(until([&] { return client.closed.has_value(); }));
  EXPECT_EQ(client.closed->code, 1000);
  EXPECT_EQ(proxy->exit_code(loop), done) << proxy->printed();
  EXPECT_THAT(proxy->printed(), HasSubstr("1 message without an answer\nno findings\n"));
}

TEST_F(ProxyProcess, AClientWhoseServerCannotBeReachedIsToldToComeLater) {
  start({"--once"});
  server.reset();
  Peer client;
  transport::connect_websocket(loop, "ws://127.0.0.1:" + std::to_string(port),
                               [&client](auto connected) { client.adopt(std::move(*connected)); });
  ASSERT_TRUE(until([&] { return client.closed.has_value(); }));
  EXPECT_EQ(client.closed->code, 1013);
  EXPECT_EQ(proxy->exit_code(loop), could_not_run);
  EXPECT_THAT(proxy->printed(), HasSubstr("s2: proxy: cannot connect to ws://127.0.0.1:"));
}

}  // namespace
}  // namespace s2::app
