// HTTP requests on the port of a WebSocket server: what an engine is asked, and what its answers look like.

#include "../peers.hpp"

#include <s2/connect/limits.hpp>

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr HttpOptions hasty{
    .idle_timeout = Duration{100}, .request_timeout = Duration{100}, .answer_timeout = Duration{150}, .connections = 2};

// An engine that notes down what it is asked, and answers when it is told to.
struct Engine {
  std::vector<std::pair<connect::RequestId, connect::Request>> asked;
  std::vector<connect::RequestId> gone;
  std::shared_ptr<HttpService> service;
  std::optional<connect::Response> at_once;

  explicit Engine(HttpOptions options = {}) {
    const auto mount = [this](std::string path) {
      return HttpMount{.path = std::move(path),
                       .on_request =
                           [this](connect::RequestId id, connect::Request request) {
                             asked.emplace_back(id, std::move(request));
                             if (at_once) service->answer(id, *at_once);
                           },
                       .on_gone = [this](connect::RequestId id) { gone.push_back(id); }};
    };
    std::vector<HttpMount> mounts;
    mounts.push_back(mount("/s2/"));
    mounts.push_back(mount("/s2/session/"));
    service = std::make_shared<HttpService>(std::move(mounts), options);
  }
};

connect::Response with_body(int status, std::string body) {
  connect::Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

// A server with an engine behind it, and a client that writes bytes.
struct Scene {
  Loop loop;
  Engine engine;
  House house;
  RawClient client;

  explicit Scene(HttpOptions options = {})
      : engine(options), house(loop, {}, service()), client(house.server->port()) {}

  WebsocketService service() const {
    WebsocketService made;
    made.http = engine.service;
    return made;
  }
  bool until_asked(std::size_t times) {
    return until(loop, [&] { return engine.asked.size() >= times; });
  }
  std::string until_said(std::string_view end) {
    until(loop, [&] { return client.received().ends_with(end) || client.hung_up(); });
    return client.received();
  }
};

TEST(HttpService, AnEngineIsAskedWithWhatTheClientSaid) {
  Scene scene;
  scene.client.send(
      "POST /s2/v1/requestPairing?x=1 HTTP/1.1\r\nHost: a\r\nAuthorization: bearer abc\r\n"
      "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
  ASSERT_TRUE(scene.until_asked(1));
  const auto& request = scene.engine.asked[0].second;
  EXPECT_EQ(request.method, connect::Method::post);
  EXPECT_EQ(request.target, "v1/requestPairing?x=1");
  ASSERT_TRUE(request.bearer);
  EXPECT_EQ(request.bearer->reveal(), "abc");
  EXPECT_EQ(request.content_type, "application/json");
  EXPECT_EQ(request.body, "{}");
  EXPECT_EQ(request.source, "127.0.0.1");
  EXPECT_FALSE(request.leaf) << "no certificate was shown";
}

// C-096, C-098
TEST(HttpService, WhereAClientIsFollowsFromItsConnectionAndNotFromItsWords) {
  Loop loop;
  std::optional<connect::Request> asked;
  HttpMount mount{.path = "/", .on_request = {}, .on_gone = {}};
  mount.on_request = [&](connect::RequestId, connect::Request request) { asked = std::move(request); };
  mount.is_same_subnet = [&](const auto& peer, const auto& local) {
    return peer == connect::parse_ip_address("127.0.0.1") && local == peer;
  };
  WebsocketService service;
  service.http = std::make_shared<HttpService>(std::vector{mount});
  House house(loop, {}, service);
  const RawClient client(house.server->port());
  client.send(
      "GET /v1/nodes HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\n\r\n");
  ASSERT_TRUE(until(loop, [&] { return asked.has_value(); }));
  EXPECT_EQ(asked->is_same_subnet, true);
  EXPECT_EQ(asked->source, "127.0.0.1");
}

// C-019
TEST(HttpService, AnAnswerCarriesTheFieldsThatItNeeds) {
  Scene scene;
  scene.engine.at_once = with_body(200, "[\"v1\"]");
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string answer = scene.until_said("[\"v1\"]");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nCache-Control: no-store\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Type: application/json\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Length: 6\r\n"));

  scene.client.forget();
  scene.engine.at_once = connect::unauthorized();
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(scene.until_said("\r\n\r\n"), HasSubstr("\r\nWWW-Authenticate: Bearer\r\n"));

  scene.client.forget();
  scene.engine.at_once = connect::unavailable(Duration{1'500});
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(scene.until_said("\r\n\r\n"), HasSubstr("\r\nRetry-After: 2\r\n"));
}

TEST(HttpService, ANoContentHasNoContent) {
  Scene scene;
  scene.engine.at_once = with_body(204, "");
  scene.client.send("POST /s2/v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  const std::string answer = scene.until_said("\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 204 No Content\r\n"));
  EXPECT_THAT(answer, Not(HasSubstr("Content-Length")));
}

TEST(HttpService, TheLongerPathWins) {
  Scene scene;
  scene.client.send("GET /s2/session/v1/x HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(scene.until_asked(1));
  EXPECT_EQ(scene.engine.asked[0].second.target, "v1/x");
}

// C-003
TEST(HttpService, OneRequestFollowsTheOtherOnAConnection) {
  Scene scene;
  scene.client.send("GET /s2/a HTTP/1.1\r\nHost: a\r\n\r\nGET /s2/b HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(scene.until_asked(1));
  for (int i = 0; i < 20; ++i) scene.loop.run_one(Duration{1});
  EXPECT_EQ(scene.engine.asked.size(), 1U) << "the second waits for the answer to the first";
  scene.engine.service->answer(scene.engine.asked[0].first, with_body(200, "1"));
  ASSERT_TRUE(scene.until_asked(2));
  scene.engine.service->answer(scene.engine.asked[1].first, with_body(200, "2"));
  EXPECT_THAT(scene.until_said("\r\n\r\n2"), HasSubstr("\r\n\r\n1HTTP/1.1 200 OK"));
  EXPECT_EQ(scene.engine.asked[1].second.target, "b");
  EXPECT_EQ(scene.engine.asked[0].second.connection, scene.engine.asked[1].second.connection);
}

TEST(HttpService, AnAnswerEndsTheConnectionWhenTheClientWantsThat) {
  Scene scene;
  scene.engine.at_once = with_body(200, "x");
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  ASSERT_TRUE(until(scene.loop, [&] { return scene.client.hung_up(); }));
  EXPECT_THAT(scene.client.received(), HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(scene.client.received(), EndsWith("x"));
  EXPECT_EQ(scene.engine.service->connections(), 1U) << "it still waits for the client";
  scene.client.reset();
  EXPECT_TRUE(until(scene.loop, [&] { return scene.engine.service->connections() == 0; }));
}

TEST(HttpService, WhatIsBelowNoMountIsNotFound) {
  Scene scene;
  scene.client.send("GET /other/ HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(scene.until_said("\r\n\r\n"), StartsWith("HTTP/1.1 404 "));
  scene.client.forget();
  scene.engine.at_once = with_body(200, "x");
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(scene.until_said("x"), StartsWith("HTTP/1.1 200 ")) << "the connection goes on";
}

TEST(HttpService, AClientThatHangsUpNeedsNoAnswer) {
  Scene scene;
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(scene.until_asked(1));
  scene.client.reset();
  ASSERT_TRUE(until(scene.loop, [&] { return !scene.engine.gone.empty(); }));
  EXPECT_THAT(scene.engine.gone, ElementsAre(scene.engine.asked[0].first));
  scene.engine.service->answer(scene.engine.asked[0].first, with_body(200, "late"));
  EXPECT_EQ(scene.engine.service->connections(), 0U);
}

// C-022
TEST(HttpService, ABodyMayBeAsLongAsItMayBeAndNotAByteLonger) {
  for (const std::size_t beyond : {0U, 1U}) {
    Scene scene;
    scene.engine.at_once = with_body(200, "taken");
    const std::size_t size = connect::Limits::request_bytes + beyond;
    scene.client.send("POST /s2/ HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
    scene.client.send_some(std::string(size, ' '));
    scene.until_said("taken");
    EXPECT_THAT(scene.client.received(), StartsWith(beyond == 0 ? "HTTP/1.1 200 " : "HTTP/1.1 413 "));
    EXPECT_EQ(scene.engine.asked.size(), beyond == 0 ? 1U : 0U);
  }
}

// C-022
TEST(HttpService, ABodyThatDoesNotSayHowLongItIsMayNotBeLongerEither) {
  Scene scene;
  scene.client.send("POST /s2/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (std::size_t sent = 0; sent <= connect::Limits::request_bytes; sent += 0x4000) {
    scene.client.send_some("4000\r\n" + std::string(0x4000, ' ') + "\r\n");
  }
  scene.until_said("\r\n\r\n");
  EXPECT_THAT(scene.client.received(), StartsWith("HTTP/1.1 413 "));
  EXPECT_TRUE(scene.engine.asked.empty());
}

TEST(HttpService, AHeaderBeyondItsBoundEndsTheConnection) {
  Scene scene;
  scene.engine.at_once = with_body(200, "x");
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  scene.until_said("x");
  scene.client.forget();
  scene.client.send("GET /s2/ HTTP/1.1\r\nX: " + std::string(WebsocketOptions::header_bytes, 'x') + "\r\n\r\n");
  EXPECT_THAT(scene.until_said("\r\n\r\n"), StartsWith("HTTP/1.1 431 "));
}

TEST(HttpService, GarbageAfterARequestIsAnsweredAndDropped) {
  Scene scene;
  scene.engine.at_once = with_body(200, "x");
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  scene.until_said("x");
  scene.client.forget();
  scene.client.send("\x01\x02 what is this\r\n\r\n");
  EXPECT_THAT(scene.until_said("\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
}

TEST(HttpService, WhoeverIsSlowIsDropped) {
  Scene scene(hasty);
  scene.client.send("POST /s2/ HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nslow");
  EXPECT_TRUE(until(scene.loop, [&] { return scene.client.hung_up(); }));
  EXPECT_TRUE(scene.engine.asked.empty());
  RawClient idle(scene.house.server->port());
  scene.engine.at_once = with_body(200, "x");
  idle.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(until(scene.loop, [&] { return idle.hung_up(); }));
  EXPECT_THAT(idle.received(), EndsWith("x"));
}

TEST(HttpService, AnEngineThatDoesNotAnswerIsNotWaitedForForEver) {
  Scene scene(hasty);
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(until(scene.loop, [&] { return scene.client.hung_up(); }));
  EXPECT_THAT(scene.client.received(), StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(scene.engine.gone, ElementsAre(scene.engine.asked.at(0).first));
}

TEST(HttpService, TheNumberOfConnectionsIsBounded) {
  Scene scene({.idle_timeout = Duration{30'000}, .connections = 2});
  scene.engine.at_once = with_body(200, "x");
  RawClient second(scene.house.server->port());
  RawClient third(scene.house.server->port());
  const std::string request = "GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n";
  scene.client.send(request);
  scene.until_said("x");
  second.send(request);
  until(scene.loop, [&] { return second.received().ends_with("x"); });
  third.send(request);
  ASSERT_TRUE(until(scene.loop, [&] { return third.hung_up(); }));
  EXPECT_THAT(third.received(), StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(third.received(), HasSubstr("\r\nRetry-After: 1\r\n"));
}

// C-232, C-234
TEST(HttpService, AWebSocketIsOpenedOnTheSamePort) {
  Scene scene;
  auto connection = dial(scene.loop, scene.house.url("/s2"));
  EXPECT_TRUE(connection.has_value());
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(scene.until_asked(1));
}

TEST(HttpService, AClientThatAsksForAnInvitationGetsOne) {
  Scene scene;
  scene.client.send("POST /s2/ HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  scene.until_said("\r\n\r\n");
  EXPECT_EQ(scene.client.received(), "HTTP/1.1 100 Continue\r\n\r\n");
  scene.client.send("{}");
  ASSERT_TRUE(scene.until_asked(1));
  EXPECT_EQ(scene.engine.asked[0].second.body, "{}");
}

TEST(HttpService, ItsEndClosesItsConnections) {
  Scene scene;
  scene.client.send("GET /s2/ HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(scene.until_asked(1));
  scene.house.server.reset();
  scene.engine.service.reset();
  EXPECT_TRUE(until(scene.loop, [&] { return scene.client.hung_up(); }));
  EXPECT_TRUE(scene.engine.gone.empty());
}

}  // namespace
}  // namespace s2::transport
