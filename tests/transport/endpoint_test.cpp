// One way to connect and one to listen.

#include "certificates.hpp"
#include "peers.hpp"

#include <gmock/gmock.h>

#include <unistd.h>

namespace s2::transport {
namespace {

using testing::HasSubstr;

ListenOptions with_certificate() {
  ListenOptions options;
  options.service.tls = tls_server();
  return options;
}

ConnectOptions trusting() {
  ConnectOptions options;
  options.visit.tls = trusting_client();
  return options;
}

Result<std::unique_ptr<Connection>> connected(Loop& loop, const std::string& url) {
  std::optional<Result<std::unique_ptr<Connection>>> outcome;
  connect(
      loop, url, [&](auto result) { outcome.emplace(std::move(result)); }, trusting());
  EXPECT_FALSE(outcome.has_value()) << "called back from inside the call";
  EXPECT_TRUE(until(loop, [&] { return outcome.has_value(); }));
  return std::move(*outcome);
}

std::string fault_of(const std::string& url) {
  Loop loop;
  const auto listening = listen(loop, url, [](auto) {});
  EXPECT_FALSE(listening.has_value());
  return listening ? "" : listening.error().rule + " " + listening.error().text;
}

TEST(Endpoint, WhereverSomebodyListensOneCanConnect) {
  for (const std::string& url : {std::string("ws://127.0.0.1:0"), std::string("wss://localhost:0/"),
                                 "unix:/tmp/s2-endpoint-" + std::to_string(::getpid())}) {
    Loop loop;
    Notes told;
    std::unique_ptr<Connection> guest;
    const auto listening = listen(
        loop, url, [&](auto one) { guest = std::move(one); }, with_certificate());
    ASSERT_TRUE(listening.has_value()) << listening.error().text;
    EXPECT_EQ((*listening)->url().find(":0/"), std::string::npos) << (*listening)->url();
    const auto client = connected(loop, (*listening)->url());
    ASSERT_TRUE(client.has_value()) << client.error().text;
    ASSERT_TRUE(until(loop, [&] { return guest != nullptr; }));
    guest->handle(told.handler());
    (*client)->send("hello");
    ASSERT_TRUE(until(loop, [&] { return told.frames.size() == 1; }));
  }
}

TEST(Endpoint, WhatCannotBeListenedOnIsExplained) {
  EXPECT_THAT(fault_of("http://localhost:0"), HasSubstr("S2CPP-URL the scheme has to be ws:// or wss://"));
  EXPECT_THAT(fault_of("ws://127.0.0.1:0/battery"), HasSubstr("a path has no place here"));
  EXPECT_THAT(fault_of("wss://127.0.0.1:0"), HasSubstr("needs a certificate"));
  EXPECT_THAT(fault_of("ws://example.org:80"), HasSubstr("S2CPP-LISTEN"));
  EXPECT_THAT(fault_of("unix:"), HasSubstr("the path is missing"));
}

TEST(Endpoint, WhatCannotBeConnectedToIsExplained) {
  Loop loop;
  EXPECT_EQ(connected(loop, "mqtt://localhost").error().rule, "S2CPP-URL");
  EXPECT_EQ(connected(loop, "unix:/nowhere").error().rule, "S2CPP-CONNECT");
}

// Standard input and output, for as long as it lives, are pipes in the hands of the test.
struct Redirected {
  Redirected() {
    EXPECT_EQ(::pipe(in), 0);
    EXPECT_EQ(::pipe(out), 0);
    ::fflush(stdout);
    ::dup2(in[0], STDIN_FILENO);
    ::dup2(out[1], STDOUT_FILENO);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
  ~Redirected() {
    ::dup2(old_in, STDIN_FILENO);
    ::dup2(old_out, STDOUT_FILENO);
    for (const int one : {old_in, old_out, in[0], in[1], out[0], out[1]}) ::close(one);
  }
  int old_in = ::dup(STDIN_FILENO), old_out = ::dup(STDOUT_FILENO);
  int in[2]{}, out[2]{};
};

TEST(Endpoint, StandardInputAndOutputAreAConnection) {
  const Redirected streams;
  Loop loop;
  Notes told;
  std::unique_ptr<Connection> guest;
  const auto listening = listen(loop, "stdio:", [&](auto one) { guest = std::move(one); });
  ASSERT_TRUE(listening.has_value());
  EXPECT_EQ(guest, nullptr) << "called back from inside the call";
  ASSERT_TRUE(until(loop, [&] { return guest != nullptr; }));
  guest->handle(told.handler());
  EXPECT_EQ(::write(streams.in[1], "{}\n", 3), 3);
  ASSERT_TRUE(until(loop, [&] { return told.frames.size() == 1; }));
  guest->send("answer");
  guest->close(1000, "");
  char answer[32];
  ssize_t got = 0;
  ASSERT_TRUE(until(loop, [&] { return !told.closed.empty() || (got = ::read(streams.out[0], answer, 7)) == 7; }));
  EXPECT_EQ(std::string_view(answer, 7), "answer\n");
}

TEST(Endpoint, StandardInputAndOutputCanBeConnectedTo) {
  const Redirected streams;
  Loop loop;
  const auto client = connected(loop, "stdio:");
  ASSERT_TRUE(client.has_value());
  EXPECT_EQ((*client)->peer(), "stdio");
}

}  // namespace
}  // namespace s2::transport
