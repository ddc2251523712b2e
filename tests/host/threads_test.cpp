// An endpoint with threads: sessions of many devices are spread over loops of their own.

#include "party.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <set>

namespace s2::host {
namespace {

using namespace connect;
using transport::until;

constexpr std::uint8_t devices = 6;

// A CEM whose sessions are carried by threads: each answers what it hears.
struct Exchange {
  explicit Exchange(transport::Loop& loop) {
    HostSettings settings = lan_server("exchange");
    settings.threads = 2;
    settings.server.strangers.burst = 1000;
    host = EndpointHost::open(loop, *store, std::move(settings), handler()).value();
    EXPECT_TRUE(host->add_node({.description = node}));
  }

  HostHandler handler() {
    HostHandler handler;
    handler.on_session = [this](SessionOpened opened) {
      auto shared = std::make_shared<SessionOpened>(std::move(opened));
      shared->connection->handle(
          {.on_frame = [shared =
                            shared.get()](std::string_view frame) { shared->connection->send(std::string(frame)); },
           .on_closed = [this](const transport::Closed&) { ++ended; }});
      const std::lock_guard lock(mutex);
      sessions.push_back(shared);
      loops.insert(shared->loop);
    };
    handler.on_server_event = [this](const SessionServerEvent& event) { events.push_back(event); };
    return handler;
  }

  std::size_t open() {
    const std::lock_guard lock(mutex);
    return sessions.size();
  }

  NodeDescription node = tests::node(1, connect::Role::cem);
  std::unique_ptr<Store> store = make_memory_store();
  std::mutex mutex;
  std::vector<std::shared_ptr<SessionOpened>> sessions;
  std::set<transport::Loop*> loops;
  std::atomic<int> ended = 0;
  std::vector<SessionServerEvent> events;
  std::unique_ptr<EndpointHost> host;
};

class ThreadsTest : public testing::Test {
 protected:
  ThreadsTest() {
    for (std::uint8_t i = 0; i < devices; ++i) {
      const auto number = static_cast<std::uint8_t>(10 + i);
      rms.push_back(std::make_unique<Party>(loop, lan_client("evse"), tests::node(number, connect::Role::rm)));
    }
  }
  void pair_all() {
    for (const auto& rm : rms) {
      const std::string code(exchange.host->issue_code(exchange.node.id).value().reveal());
      ASSERT_TRUE(std::holds_alternative<Paired>(rm->pair(*exchange.host->facts().pairing_url, code)));
      ASSERT_TRUE(rm->has_sessions(1));
    }
  }

  transport::Loop loop;
  Exchange exchange{loop};
  std::vector<std::unique_ptr<Party>> rms;
};

TEST_F(ThreadsTest, SessionsAreCarriedBesideTheHost) {
  pair_all();
  for (const auto& rm : rms) rm->talk().session.connection->send("{}");
  for (const auto& rm : rms) {
    EXPECT_TRUE(until(loop, [&] { return !rm->talk().notes.frames.empty(); }));
  }
  const std::lock_guard lock(exchange.mutex);
  EXPECT_FALSE(exchange.loops.contains(&loop));
}

// C-255
TEST_F(ThreadsTest, UnpairingEndsTheSessionWhereverItIsCarried) {
  pair_all();
  Party& rm = *rms.front();
  bool done = false;
  ASSERT_TRUE(rm.host->unpair({rm.node.id, exchange.node.id}, [&] { done = true; }));
  ASSERT_TRUE(until(loop, [&] { return done && exchange.ended == 1; }));
  EXPECT_FALSE(exchange.host->is_in_session({exchange.node.id, rm.node.id}));
}

TEST_F(ThreadsTest, StoppingEndsAllOfThem) {
  pair_all();
  ASSERT_TRUE(until(loop, [&] { return exchange.open() == devices; }));
  bool stopped = false;
  exchange.host->stop([&] { stopped = true; });
  ASSERT_TRUE(until(loop, [&] { return stopped; }));
  EXPECT_TRUE(until(loop, [&] { return exchange.ended == devices; })) << "each on a thread of its own";
}

TEST_F(ThreadsTest, WithTheHostItsThreadsEnd) {
  pair_all();
  ASSERT_TRUE(until(loop, [&] { return exchange.open() == devices; }));
  exchange.host.reset();
  EXPECT_EQ(exchange.ended, devices) << "whoever had a session was told before";
  for (const auto& one : exchange.sessions) one->connection->send("{}");
}

}  // namespace
}  // namespace s2::host
