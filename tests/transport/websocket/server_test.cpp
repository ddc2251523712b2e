// Listening.

#include "../certificates.hpp"
#include "../peers.hpp"

#include <gmock/gmock.h>

#include <sys/resource.h>

namespace s2::transport {
namespace {

using testing::HasSubstr;

Finding refusal(Loop& loop, const std::string& address, std::uint16_t port) {
  const auto server = WebsocketServer::listen(loop, address, port, [](auto) {});
  EXPECT_FALSE(server.has_value());
  return server ? Finding{} : server.error();
}

TEST(Server, APortThatIsTakenIsExplained) {
  Loop loop;
  const House house(loop);
  const std::uint16_t port = house.server->port();
  const Finding why = refusal(loop, "127.0.0.1", port);
  EXPECT_EQ(why.rule, "S2CPP-LISTEN");
  EXPECT_THAT(why.text, HasSubstr("127.0.0.1:" + std::to_string(port)));
  EXPECT_THAT(why.text, HasSubstr("another program has port"));
}

TEST(Server, AnAddressOfAnotherMachineIsExplained) {
  Loop loop;
  EXPECT_THAT(refusal(loop, "192.0.2.1", 0).text, HasSubstr("this machine has no address 192.0.2.1"));
}

TEST(Server, WhatIsNoAddressIsExplained) {
  Loop loop;
  for (const auto* address : {"", "example.org", "127.0.0", "256.0.0.1", "::1::"}) {
    const Finding why = refusal(loop, address, 8080);
    EXPECT_EQ(why.rule, "S2CPP-LISTEN");
    EXPECT_THAT(why.text, HasSubstr("is no IP address"));
    EXPECT_THAT(why.text, HasSubstr("8080"));
  }
}

TEST(Server, ListensOnLocalhost) {
  Loop loop;
  const auto server = WebsocketServer::listen(loop, "localhost", 0, [](auto) {});
  ASSERT_TRUE(server.has_value());
  EXPECT_NE((*server)->port(), 0);
  EXPECT_TRUE(dial(loop, "ws://127.0.0.1:" + std::to_string((*server)->port())).has_value());
}

TEST(Server, ListensOnIpv6WhereThereIsSome) {
  Loop loop;
  std::unique_ptr<Connection> guest;
  const auto server = WebsocketServer::listen(loop, "::1", 0, [&](auto connection) { guest = std::move(connection); });
  if (!server) GTEST_SKIP() << server.error().text;
  const auto client = dial(loop, "ws://[::1]:" + std::to_string((*server)->port()) + "/x");
  ASSERT_TRUE(client.has_value()) << client.error().text;
  ASSERT_TRUE(until(loop, [&] { return guest != nullptr; }));
  EXPECT_TRUE((*client)->peer().starts_with("[::1]:")) << (*client)->peer();
}

TEST(Server, ThePortIsFreeAgainWhenItIsDestroyed) {
  Loop loop;
  auto house = std::make_unique<House>(loop);
  const std::uint16_t port = house->server->port();
  auto client = dial(loop, house->url()).value();
  house->server.reset();
  EXPECT_TRUE(WebsocketServer::listen(loop, "127.0.0.1", port, [](auto) {}).has_value());
}

TEST(Server, OpenConnectionsOutliveIt) {
  Loop loop;
  House house(loop);
  auto client = dial(loop, house.url()).value();
  ASSERT_TRUE(until(loop, [&] { return house.guests.size() == 1; }));
  house.server.reset();
  Notes told;
  house.guests[0]->handle(told.handler());
  client->send("still here");
  ASSERT_TRUE(until(loop, [&] { return !told.frames.empty(); }));
}

TEST(Server, WhoIsInTheMiddleOfTheHandshakeIsDroppedWithIt) {
  Loop loop;
  House house(loop);
  RawClient half(house.server->port());
  half.send("GET / HTTP/1.1\r\n");
  for (int i = 0; i < 5; ++i) loop.run_one(Duration{1});
  house.server.reset();
  ASSERT_TRUE(until(loop, [&] { return half.hung_up(); }));
  loop.run();  // and nothing is waited for any more
}

TEST(Server, ALackOfFileDescriptorsPasses) {
  Loop loop;
  const House house(loop);
  // UndefinedBehaviorSanitizer opens a pipe when it meets a virtual call for the first time: a first visitor comes and
  // goes while there are descriptors, so that only the server lacks them afterwards.
  RawClient(house.server->port()).upgrade(loop);
  while (loop.run_one(Duration{20})) {
  }
  RawClient visitor(house.server->port());
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  rlimit none = before;
  none.rlim_cur = 3;
  setrlimit(RLIMIT_NOFILE, &none);
  EXPECT_TRUE(loop.run_one(Duration{60'000}));
  EXPECT_EQ(loop.poll(), 0U) << "it tries again without a rest";
  setrlimit(RLIMIT_NOFILE, &before);
  visitor.upgrade(loop);
}

TEST(Server, AnotherLoopMayTakeClientsAtTheSamePort) {
  Loop loop;
  Loop second;
  House house(loop);
  std::vector<std::unique_ptr<Connection>> guests;
  const auto shared =
      house.server->share(second, [&](auto connection) { guests.push_back(std::move(connection)); }).value();
  EXPECT_EQ(shared->port(), house.server->port());
  // The first loop does not run: whoever comes is taken by the second one.
  RawClient client(house.server->port());
  client.upgrade(second);
  EXPECT_TRUE(until(second, [&] { return guests.size() == 1; }));
  guests.clear();
}

// C-087, C-274
TEST(Server, AnotherCertificateIsShownToWhoComesAndNotToWhoIsThere) {
  Loop loop;
  House house(loop, {}, {.tls = tls_server(), .admission = nullptr});
  const auto url = "wss://127.0.0.1:" + std::to_string(house.server->port()) + "/";
  const auto dial_pinned = [&](const std::string& sha256) {
    WebsocketVisit visit;
    visit.tls = TlsClient::make({.system_store = false, .pinned_sha256 = sha256}).value();
    return dial(loop, url, {}, visit);
  };
  const auto before = dial_pinned(papers().server.sha256);
  ASSERT_TRUE(before);
  const Certificate fresh = issued({});
  house.server->set_tls(TlsServer::make({.certificates = fresh.certificate, .key = fresh.key}).value());
  EXPECT_TRUE(dial_pinned(fresh.sha256));
  EXPECT_FALSE(dial_pinned(papers().server.sha256));
  Notes notes;
  (*before)->handle(notes.handler());
  house.guests.front()->send("still here");
  EXPECT_TRUE(until(loop, [&] { return !notes.frames.empty(); }));
}

TEST(Server, MayBeDestroyedWhileItAccepts) {
  Loop loop;
  std::unique_ptr<WebsocketServer> server;
  std::unique_ptr<Connection> guest;
  server = WebsocketServer::listen(loop, "127.0.0.1", 0, [&, token = std::make_shared<int>(1)](auto connection) {
             server.reset();
             if (*token == 1) guest = std::move(connection);  // what was captured is still there
           }).value();
  const auto client = dial(loop, "ws://127.0.0.1:" + std::to_string(server->port()));
  ASSERT_TRUE(client.has_value());
  ASSERT_TRUE(until(loop, [&] { return guest != nullptr; }));
}

}  // namespace
}  // namespace s2::transport
