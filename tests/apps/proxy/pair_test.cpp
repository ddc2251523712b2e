#include <proxy/pair.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

using testing::ElementsAre;

// A client and a server with a pair between them, in memory, and what they got.
struct Joined {
  Joined() {
    auto [client_end, proxy_client] = transport::connect_in_memory(loop);
    auto [server_end, proxy_server] = transport::connect_in_memory(loop);
    client = std::move(client_end);
    server = std::move(server_end);
    listen(*client, to_client, client_closed);
    listen(*server, to_server, server_closed);
    pair.emplace(std::move(proxy_client), std::move(proxy_server),
                 Pair::Owner{.on_frame = [this](End, std::string_view frame,
                                                Passage passage) { heard.emplace_back(passage, frame); },
                             .on_closing = [this](End by, const transport::Closed&) { closing.push_back(by); },
                             .on_over = [this] { ++over; }});
    pair->start();
  }

  static void listen(transport::Connection& connection, std::vector<std::string>& got,
                     std::optional<transport::Closed>& closed) {
    connection.handle({.on_frame = [&got](std::string_view frame) { got.emplace_back(frame); },
                       .on_closed = [&closed](const transport::Closed& how) { closed = how; }});
  }

  void run() {
    while (loop.poll() > 0) {
    }
  }

  transport::Loop loop;
  std::unique_ptr<transport::Connection> client, server;
  std::vector<std::string> to_client, to_server;
  std::optional<transport::Closed> client_closed, server_closed;
  std::vector<std::pair<Passage, std::string>> heard;
  std::vector<End> closing;
  int over = 0;
  std::optional<Pair> pair;
};

TEST(Pair, FramesGoAcrossUnchangedAndInOrder) {
  Joined joined;
  const std::string odd = "no JSON \xc3\xa9\t\n ";
  joined.client->send(odd);
  joined.client->send("");
  joined.client->send("last");
  joined.server->send("back");
  joined.run();
  EXPECT_THAT(joined.to_server, ElementsAre(odd, "", "last"));
  EXPECT_THAT(joined.to_client, ElementsAre("back"));
  EXPECT_EQ(joined.heard.size(), 4U);
}

TEST(Pair, ACloseIsPassedOnWithCodeAndReason) {
  for (const End by : {End::client, End::server}) {
    Joined joined;
    auto& closer = by == End::client ? *joined.client : *joined.server;
    closer.send("before");
    closer.close(4321, "tired");
    joined.run();
    // Two in memory drop what waits when one closes; the close itself arrives.
    const auto& told = by == End::client ? joined.server_closed : joined.client_closed;
    ASSERT_TRUE(told);
    EXPECT_EQ(told->code, 4321);
    EXPECT_EQ(told->text, "tired");
    EXPECT_THAT(joined.closing, ElementsAre(by));
    EXPECT_EQ(joined.over, 1);
  }
}

TEST(Pair, ALossIsPassedOnAsGoingAway) {
  EXPECT_EQ(passed_on({.code = 1006, .text = "reset"}).code, 1001);
  EXPECT_EQ(passed_on({.code = 1005, .text = ""}).code, 1005);
  EXPECT_EQ(passed_on({.code = 1003, .text = "binary", .by_peer = false}).code, 1003);
}

TEST(Pair, TheAnswerToAnInjectedMessageDoesNotGoAcross) {
  Joined joined;
  const std::string message = R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":1})";
  const std::string answer = R"({"message_type":"ReceptionStatus","subject_message_id":"m1","status":"OK"})";
  joined.pair->inject(End::server, message, false);
  joined.run();
  EXPECT_THAT(joined.to_server, ElementsAre(message));
  joined.server->send(answer);
  joined.server->send("else");
  joined.run();
  EXPECT_THAT(joined.to_client, ElementsAre("else"));
  EXPECT_THAT(joined.heard, ElementsAre(std::pair(Passage::injected, message), std::pair(Passage::kept, answer),
                                        std::pair(Passage::passed, std::string("else"))));
}

TEST(Pair, ClosingItClosesBothEnds) {
  Joined joined;
  joined.pair->close(1001, "stopped");
  joined.run();
  EXPECT_EQ(joined.client_closed->code, 1001);
  EXPECT_EQ(joined.server_closed->code, 1001);
  EXPECT_TRUE(joined.closing.empty());
  EXPECT_EQ(joined.over, 1);
}

}  // namespace
}  // namespace s2::app
