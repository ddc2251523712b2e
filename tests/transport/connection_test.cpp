// What every Connection promises, whatever carries it.

#include "peers.hpp"

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using testing::ElementsAre;

using Pair = std::pair<std::unique_ptr<Connection>, std::unique_ptr<Connection>>;

Pair over_websocket(Loop& loop, std::unique_ptr<House>& house) {
  house = std::make_unique<House>(loop);
  auto client = dial(loop, house->url()).value();
  EXPECT_TRUE(until(loop, [&] { return house->guests.size() == 1; }));
  return {std::move(client), std::move(house->guests.front())};
}

// The two connected ends, and what each of them was told.
struct Ends {
  explicit Ends(bool memory) {
    auto pair = memory ? connect_in_memory(loop) : over_websocket(loop, house);
    one = std::move(pair.first);
    other = std::move(pair.second);
  }
  void handle() {
    one->handle(told_one.handler());
    other->handle(told_other.handler());
  }
  bool until_closed() {
    return until(loop, [this] { return !told_one.closed.empty() && !told_other.closed.empty(); });
  }

  Loop loop;
  std::unique_ptr<House> house;
  Notes told_one, told_other;
  std::unique_ptr<Connection> one, other;
};

class EveryConnection : public testing::TestWithParam<bool> {};

INSTANTIATE_TEST_SUITE_P(Transports, EveryConnection, testing::Bool(),
                         [](const auto& row) { return row.param ? "Memory" : "Websocket"; });

TEST_P(EveryConnection, CarriesTenThousandFramesBothWaysInOrder) {
  Ends ends(GetParam());
  ends.handle();
  std::vector<std::string> expected;
  for (int i = 0; i < 10'000; ++i) {
    expected.push_back("frame " + std::to_string(i));
    ends.one->send(expected.back());
    ends.other->send(expected.back());
  }
  ASSERT_TRUE(until(ends.loop, [&] {
    return ends.told_one.frames.size() + ends.told_other.frames.size() == 20'000 || ends.told_one.end();
  }));
  EXPECT_EQ(ends.told_one.frames, expected);
  EXPECT_EQ(ends.told_other.frames, expected);
}

TEST_P(EveryConnection, KeepsWhatCameBeforeItsHandler) {
  Ends ends(GetParam());
  ends.one->send("early");
  ends.one->send("bird");
  ends.one->close(1000, "done");
  ends.loop.run_one(Duration{5});
  ends.loop.poll();
  ends.handle();
  ASSERT_TRUE(ends.until_closed());
  EXPECT_THAT(ends.told_other.frames, ElementsAre("early", "bird"));
}

TEST_P(EveryConnection, ClosesAfterEverythingWasSent) {
  Ends ends(GetParam());
  ends.handle();
  for (int i = 0; i < 500; ++i) ends.one->send(std::string(1000, 'x'));
  ends.one->close(1000, "good bye");
  ends.one->send("too late");
  ends.one->close(1001, "too late as well");
  ASSERT_TRUE(ends.until_closed());
  EXPECT_EQ(ends.told_other.frames.size(), 500U);
  EXPECT_EQ(ends.told_other.end()->code, 1000);
  EXPECT_EQ(ends.told_other.end()->text, "good bye");
  EXPECT_TRUE(ends.told_other.end()->by_peer);
  EXPECT_EQ(ends.told_one.end()->code, 1000);
  EXPECT_EQ(ends.told_one.end()->text, "good bye");
  EXPECT_FALSE(ends.told_one.end()->by_peer);
}

TEST_P(EveryConnection, TellsTheEndOnceAndLast) {
  Ends ends(GetParam());
  ends.handle();
  for (int i = 0; i < 100; ++i) ends.other->send("still coming");
  ends.one->close(1000, "");
  ends.other->close(1000, "");
  ASSERT_TRUE(ends.until_closed());
  ends.one->handle(ends.told_one.handler());
  ends.other->send("nobody there");
  ends.other->close(1000, "");
  for (int i = 0; i < 20; ++i) ends.loop.run_one(Duration{1});
  EXPECT_EQ(ends.told_one.closed.size(), 1U);
  EXPECT_EQ(ends.told_other.closed.size(), 1U);
  EXPECT_FALSE(ends.told_one.after_close);
  EXPECT_FALSE(ends.told_other.after_close);
}

TEST_P(EveryConnection, NeverCallsFromInsideACall) {
  Ends ends(GetParam());
  bool inside = false;
  bool nested = false;
  int calls = 0;
  const auto calling = [&](const std::function<void()>& call) {
    inside = true;
    call();
    inside = false;
  };
  const auto note = [&] {
    nested = nested || inside;
    ++calls;
  };
  const ConnectionHandler noting{.on_frame =
                                     [&](std::string_view frame) {
                                       note();
                                       if (frame == "b") return;
                                       calling([&] { ends.other->send("b"); });
                                       calling([&] { ends.other->close(1000, ""); });
                                     },
                                 .on_closed = [&](const Closed&) { note(); }};
  calling([&] { ends.one->send("a"); });
  calling([&] { ends.one->handle(noting); });
  calling([&] { ends.other->handle(noting); });
  ASSERT_TRUE(until(ends.loop, [&] { return calls == 4; }));
  EXPECT_FALSE(nested);
}

TEST_P(EveryConnection, MayBeDestroyedFromItsOwnFrame) {
  Ends ends(GetParam());
  int frames = 0;
  ends.one->handle({.on_frame =
                        [&, token = std::make_shared<int>(1)](std::string_view frame) {
                          ends.one.reset();
                          frames += *token;  // what was captured is still there, and so is the frame
                          EXPECT_EQ(frame, "first");
                        },
                    .on_closed = [](const Closed&) { ADD_FAILURE() << "told after it was destroyed"; }});
  ends.other->handle(ends.told_other.handler());
  ends.other->send("first");
  ends.other->send("second");
  ASSERT_TRUE(until(ends.loop, [&] { return ends.told_other.end().has_value(); }));
  EXPECT_EQ(frames, 1);
  EXPECT_EQ(ends.told_other.end()->code, 1001);
}

TEST_P(EveryConnection, MayBeDestroyedFromItsOwnEnd) {
  Ends ends(GetParam());
  bool told = false;
  ends.one->handle({.on_frame = nullptr, .on_closed = [&, token = std::make_shared<int>(1)](const Closed& how) {
                      ends.one.reset();
                      told = *token == 1 && how.code == 1000;
                    }});
  ends.other->handle(ends.told_other.handler());
  ends.other->close(1000, "");
  ASSERT_TRUE(until(ends.loop, [&] { return told && ends.told_other.end().has_value(); }));
}

TEST_P(EveryConnection, DestroyedItSendsWhatIsQueuedAndSaysGoingAway) {
  Ends ends(GetParam());
  ends.handle();
  for (int i = 0; i < 100; ++i) ends.one->send("last words");
  ends.one.reset();
  ASSERT_TRUE(until(ends.loop, [&] { return ends.told_other.end().has_value(); }));
  EXPECT_EQ(ends.told_other.frames.size(), 100U);
  EXPECT_EQ(ends.told_other.end()->code, 1001);
  EXPECT_TRUE(ends.told_one.closed.empty());
}

TEST_P(EveryConnection, IsDroppedQuietlyWithItsLoop) {
  Ends ends(GetParam());
  ends.handle();
  ends.one->send("never read");
  ends.other->close(1000, "never heard");
  ends.one.reset();
  ends.other.reset();
}

TEST_P(EveryConnection, CarriesEmptyFrames) {
  Ends ends(GetParam());
  ends.handle();
  ends.one->send("");
  ends.one->send("x");
  ends.one->send("");
  ASSERT_TRUE(until(ends.loop, [&] { return ends.told_other.frames.size() == 3; }));
  EXPECT_THAT(ends.told_other.frames, ElementsAre("", "x", ""));
}

}  // namespace
}  // namespace s2::transport
