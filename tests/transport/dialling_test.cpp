// From a host name to a connection: names, addresses in their order, and what is said when none of them answers.

#include "peers.hpp"

#include <s2/connect/limits.hpp>
#include <transport/dialling.hpp>

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using connect::CallFailure;
using testing::HasSubstr;

// Answers with what a test says, and counts.
class KnownHosts : public Resolver {
 public:
  explicit KnownHosts(Loop& loop) : loop_(loop) {}
  void look_up(const std::string& host, Done done) override {
    asked.push_back(host);
    Finding unknown;
    unknown.text = "nobody knows " + host;
    Result<std::vector<std::string>> found = Unexpected{std::move(unknown)};
    if (!addresses.empty()) found = addresses;
    loop_.post([done = std::move(done), found = std::move(found)] { done(found); });
  }

  std::vector<std::string> addresses;
  std::vector<std::string> asked;

 private:
  Loop& loop_;
};

struct Scene {
  Loop loop;
  std::shared_ptr<KnownHosts> hosts = std::make_shared<KnownHosts>(loop);
  std::optional<Result<websocket::Channel, connect::CallError>> outcome;

  std::shared_ptr<Dialling> begin(std::uint16_t port, const std::string& host = "evse.local") {
    return Dialling::start(loop, {.host = host, .port = port, .tls = {}, .resolver = hosts},
                           [this](auto came) { outcome.emplace(std::move(came)); });
  }
  // Where it got to; empty when it did not.
  std::string reached(std::uint16_t port) {
    outcome.reset();
    begin(port);
    EXPECT_TRUE(until(loop, [&] { return outcome.has_value(); }));
    if (!*outcome) return "";
    return (*outcome)->socket().remote_endpoint().address().to_string();
  }
};

TEST(Dialling, AddressesAreTriedInTheirOrderUntilOneAnswers) {
  Scene scene;
  const House house(scene.loop);  // listens on 127.0.0.1 alone
  scene.hosts->addresses = {"127.0.0.3", "no address", "::1", "127.0.0.1", "127.0.0.2"};
  EXPECT_EQ(scene.reached(house.server->port()), "127.0.0.1");
}

// C-054
TEST(Dialling, TheNameIsLookedUpAnewEveryTime) {
  Scene scene;
  const House house(scene.loop);
  scene.hosts->addresses = {"127.0.0.1"};
  EXPECT_EQ(scene.reached(house.server->port()), "127.0.0.1");
  scene.hosts->addresses = {};
  EXPECT_EQ(scene.reached(house.server->port()), "") << "where it was before is forgotten";
  EXPECT_THAT(scene.hosts->asked, testing::ElementsAre("evse.local", "evse.local"));
}

TEST(Dialling, NoMoreAddressesThanTheLimitAreTried) {
  Scene scene;
  const House house(scene.loop);
  scene.hosts->addresses.assign(Dialling::addresses_max - 1, "127.0.0.9");
  scene.hosts->addresses.emplace_back("127.0.0.1");
  EXPECT_EQ(scene.reached(house.server->port()), "127.0.0.1");
  scene.hosts->addresses.insert(scene.hosts->addresses.begin(), "127.0.0.9");
  EXPECT_EQ(scene.reached(house.server->port()), "");
}

TEST(Dialling, AnAddressIsNotLookedUp) {
  Scene scene;
  const House house(scene.loop);
  scene.begin(house.server->port(), "127.0.0.1");
  ASSERT_TRUE(until(scene.loop, [&] { return scene.outcome.has_value(); }));
  EXPECT_TRUE(scene.outcome->has_value());
  EXPECT_TRUE(scene.hosts->asked.empty());
}

TEST(Dialling, WhatWentWrongIsToldInASentence) {
  Scene scene;
  EXPECT_EQ(scene.reached(1), "");
  EXPECT_EQ(scene.outcome->error().why, CallFailure::no_such_name);
  EXPECT_EQ(scene.outcome->error().text, "nobody knows evse.local");
  scene.hosts->addresses = {"nonsense"};
  EXPECT_EQ(scene.reached(1), "");
  EXPECT_EQ(scene.outcome->error().why, CallFailure::no_such_name);
  std::uint16_t free_port = 0;
  {
    const RawServer gone;
    free_port = gone.port();
  }
  scene.hosts->addresses = {"127.0.0.1"};
  EXPECT_EQ(scene.reached(free_port), "");
  EXPECT_EQ(scene.outcome->error().why, CallFailure::unreachable);
  EXPECT_THAT(scene.outcome->error().text, HasSubstr("nothing listens there"));
}

TEST(Dialling, NobodyIsToldOnceItIsCancelled) {
  Scene scene;
  const House house(scene.loop);
  scene.hosts->addresses = {"127.0.0.1"};
  scene.begin(house.server->port())->cancel();
  for (int i = 0; i < 50; ++i) scene.loop.run_one(Duration{1});
  EXPECT_FALSE(scene.outcome);
}

}  // namespace
}  // namespace s2::transport
