#include <proxy/plain_gate.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

TEST(PlainGate, APortThatIsTakenIsAFinding) {
  transport::Loop loop;
  const auto one = open_plain_gate(loop, {"127.0.0.1", 0}, "ws://127.0.0.1:1", {});
  ASSERT_TRUE(one);
  const auto port = static_cast<std::uint16_t>(std::stoi((*one)->from().substr((*one)->from().rfind(':') + 1)));
  const auto other = open_plain_gate(loop, {"127.0.0.1", port}, "ws://127.0.0.1:1", {});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().rule, "S2CPP-LISTEN");
}

TEST(PlainGate, AClientComesInUnderItsPathAndIsDialledOnwards) {
  transport::Loop loop;
  std::unique_ptr<transport::Connection> client, came, server;
  const auto gate = open_plain_gate(loop, {"127.0.0.1", 0}, "ws://127.0.0.1:1/s2",
                                    {.on_client =
                                         [&](Came in) {
                                           EXPECT_FALSE(in.agreed) << "there will be a handshake";
                                           came = std::move(in.connection);
                                         },
                                     .on_note = {},
                                     .on_code = {},
                                     .on_failed = {}});
  ASSERT_TRUE(gate);
  transport::connect_websocket(loop, (*gate)->from() + "/battery", [&](auto in) { client = std::move(*in); });
  while (!came || !client) loop.run_one(Duration(1'000));
  EXPECT_EQ((*gate)->to(came->path()), "ws://127.0.0.1:1/s2/battery");
  std::optional<std::string> why;
  (*gate)->dial((*gate)->to(came->path()), [&](auto outcome) { why = outcome ? "" : outcome.error().text; });
  while (!why) loop.run_one(Duration(1'000));
  EXPECT_THAT(*why, testing::HasSubstr("nothing listens there"));
}

TEST(PlainGate, ThePathOfTheClientStandsBehindThatOfTheServer) {
  EXPECT_EQ(url_for_path("ws://h:1", "/"), "ws://h:1");
  EXPECT_EQ(url_for_path("ws://h:1", "/a/b?c"), "ws://h:1/a/b?c");
  EXPECT_EQ(url_for_path("ws://h:1/", "/a"), "ws://h:1/a");
  EXPECT_EQ(url_for_path("ws://h:1/s2/", "/a"), "ws://h:1/s2/a");
  EXPECT_EQ(url_for_path("ws://h:1/s2", "/"), "ws://h:1/s2");
  EXPECT_EQ(url_for_path("ws://h:1?q", "/a"), "ws://h:1?q");
  EXPECT_EQ(url_for_path("unix:/run/cem", "/a"), "unix:/run/cem");
}

}  // namespace
}  // namespace s2::app
