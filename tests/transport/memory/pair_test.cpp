// The pair without a socket; what it has in common with every connection is tested in connection_test.cpp.

#include "../peers.hpp"

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

TEST(MemoryPair, HoldsWhatIsNotReadUpToItsBound) {
  Loop loop;
  Notes sender, reader;
  auto [one, other] = connect_in_memory(loop, 10);
  one->handle(sender.handler());
  one->send("12345");
  one->send("67890");
  loop.run();
  EXPECT_TRUE(sender.closed.empty());
  other->handle(reader.handler());
  loop.run();
  EXPECT_THAT(reader.frames, testing::ElementsAre("12345", "67890"));
}

TEST(MemoryPair, ClosesWith1013BeyondItsBound) {
  Loop loop;
  Notes sender, reader;
  auto [one, other] = connect_in_memory(loop, 10);
  one->handle(sender.handler());
  one->send("12345");
  one->send("678901");
  EXPECT_TRUE(sender.closed.empty()) << "told from inside the call";
  other->handle(reader.handler());
  loop.run();
  ASSERT_TRUE(sender.end().has_value());
  EXPECT_EQ(sender.end()->code, 1013);
  EXPECT_FALSE(sender.end()->by_peer);
  ASSERT_TRUE(reader.end().has_value());
  EXPECT_EQ(reader.end()->code, 1013);
  EXPECT_TRUE(reader.end()->by_peer);
  EXPECT_TRUE(reader.frames.empty());
}

TEST(MemoryPair, PollDeliversEverythingOfAConversation) {
  Loop loop;
  auto [one, other] = connect_in_memory(loop);
  int count = 0;
  const auto echo = [&count](std::unique_ptr<Connection>& back) {
    return [&count, &back](std::string_view frame) {
      if (++count < 1000) back->send(std::string(frame));
    };
  };
  one->handle({.on_frame = echo(one), .on_closed = nullptr});
  other->handle({.on_frame = echo(other), .on_closed = nullptr});
  one->send("ball");
  loop.poll();
  EXPECT_EQ(count, 1000);
}

TEST(MemoryPair, HasNames) {
  Loop loop;
  const auto [one, other] = connect_in_memory(loop);
  EXPECT_EQ(one->peer(), "memory");
  EXPECT_EQ(other->path(), "/");
}

}  // namespace
}  // namespace s2::transport
