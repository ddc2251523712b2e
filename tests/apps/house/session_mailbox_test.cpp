// Sessions for those who dial.

#include <house/session_mailbox.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

// A connection that does nothing.
class Quiet : public transport::Connection {
 public:
  explicit Quiet(int& alive) : alive_(alive) { ++alive_; }
  ~Quiet() override { --alive_; }
  void handle(transport::ConnectionHandler) override {}
  void send(std::string) override {}
  void close(std::uint16_t, std::string_view) override {}
  std::string peer() const override { return {}; }
  std::string path() const override { return {}; }

 private:
  int& alive_;
};

TEST(SessionMailbox, WhoeverIsFirstWaits) {
  int alive = 0;
  int got = 0;
  SessionMailbox box;
  const auto take = [&](Result<std::unique_ptr<transport::Connection>> session) { got += session.has_value() ? 1 : 0; };
  box.ask(take);
  EXPECT_EQ(got, 0);
  box.put(std::make_unique<Quiet>(alive));
  EXPECT_EQ(got, 1);
  box.put(std::make_unique<Quiet>(alive));
  EXPECT_EQ(got, 1);
  box.ask(take);
  EXPECT_EQ(got, 2);
}

TEST(SessionMailbox, TheNewestSessionAndTheNewestWishCount) {
  int alive = 0;
  std::string got;
  SessionMailbox box;
  box.put(std::make_unique<Quiet>(alive));
  box.put(std::make_unique<Quiet>(alive));
  EXPECT_EQ(alive, 1);
  box.clear();
  EXPECT_EQ(alive, 0);
  box.ask([&](auto) { got += "first"; });
  box.ask([&](auto) { got += "second"; });
  box.put(std::make_unique<Quiet>(alive));
  EXPECT_EQ(got, "second");
  box.ask([&](auto) { got += "third"; });
  box.clear();
  box.put(std::make_unique<Quiet>(alive));
  EXPECT_EQ(got, "second");
}

}  // namespace
}  // namespace s2::house
