// What every Connection promises, whatever carries it.

#include "suite.hpp"

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using testing::ElementsAre;

class EveryConnection : public testing::TestWithParam<Transport> {};

INSTANTIATE_TEST_SUITE_P(Transports, EveryConnection, testing::ValuesIn(transports()),
                         [](const auto& row) { return row.param.name; });

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

TEST_P(EveryConnection, CarriesLargeFramesBothWaysAtOnce) {
  Ends ends(GetParam());
  ends.handle();
  std::vector<std::string> expected;
  for (const std::size_t size : {1U, 125U, 126U, 1535U, 4096U, 16'384U, 65'535U, 65'536U, 1'000'000U}) {
    expected.push_back(std::string(size, static_cast<char>('a' + expected.size())));
    ends.one->send(expected.back());
    ends.other->send(expected.back());
  }
  ASSERT_TRUE(until(ends.loop, [&] {
    return ends.told_one.frames.size() + ends.told_other.frames.size() == 2 * expected.size() || ends.told_one.end();
  }));
  EXPECT_EQ(ends.told_one.frames, expected);
  EXPECT_EQ(ends.told_other.frames, expected);
}

TEST_P(EveryConnection, CarriesFramesThatNothingCompresses) {
  Ends ends(GetParam());
  ends.handle();
  std::vector<std::string> expected;
  std::uint32_t chance = 1;
  for (int i = 0; i < 50; ++i) {
    std::string frame;
    for (int j = 0; j < 5000; ++j) {
      chance = chance * 1'664'525 + 1'013'904'223;
      frame += static_cast<char>('!' + (chance >> 24) % 90);
    }
    std::erase(frame, '#');
    expected.push_back(frame);
    ends.one->send(frame);
  }
  ASSERT_TRUE(until(ends.loop, [&] { return ends.told_other.frames.size() == expected.size(); }));
  EXPECT_EQ(ends.told_other.frames, expected);
}

TEST_P(EveryConnection, CarriesEveryKindOfCharacter) {
  Ends ends(GetParam());
  ends.handle();
  const std::vector<std::string> expected = {
      "Gr\xC3\xBC\xC3\x9F"
      "e \xE2\x82\xAC \xF0\x9F\x94\x8B",
      std::string("zero \0 inside", 13), "\x01\x1F\x7F", "\xEF\xBB\xBF{\"a\": \"\xF4\x8F\xBF\xBF\"}"};
  for (const auto& frame : expected) ends.one->send(frame);
  ASSERT_TRUE(until(ends.loop, [&] { return ends.told_other.frames.size() == expected.size(); }));
  EXPECT_EQ(ends.told_other.frames, expected);
}

TEST_P(EveryConnection, PlaysBallAThousandTimes) {
  Ends ends(GetParam());
  int throws = 0;
  const auto back = [&throws](std::unique_ptr<Connection>& end) {
    return ConnectionHandler{.on_frame =
                                 [&throws, &end](std::string_view frame) {
                                   if (++throws < 1000) end->send(std::string(frame));
                                 },
                             .on_closed = nullptr};
  };
  ends.one->handle(back(ends.one));
  ends.other->handle(back(ends.other));
  ends.one->send("ball");
  ASSERT_TRUE(until(ends.loop, [&] { return throws == 1000; }));
}

TEST_P(EveryConnection, ADestroyedPeerIsTold) {
  Ends ends(GetParam());
  ends.handle();
  ends.other.reset();
  ASSERT_TRUE(until(ends.loop, [&] { return ends.told_one.end().has_value(); }));
  EXPECT_EQ(ends.told_one.end()->code, 1001);
  EXPECT_TRUE(ends.told_one.end()->by_peer);
  ends.one->send("nobody there");
  ends.one->close(1000, "");
  while (ends.loop.run_one(Duration{10})) {
  }
  EXPECT_EQ(ends.told_one.closed.size(), 1U);
}

TEST_P(EveryConnection, ClosesWith1013WhenThePeerDoesNotRead) {
  Ends ends(GetParam());
  ends.one->handle(ends.told_one.handler());
  std::size_t sent = 0;
  // The kernel's buffers take some of it; what is ours stays within the bound.
  ASSERT_TRUE(until(ends.loop, [&] {
    for (int i = 0; i < 100 && !ends.told_one.end(); ++i, ++sent) ends.one->send(std::string(10'000, 'x'));
    return ends.told_one.end().has_value();
  }));
  EXPECT_GE(sent * 10'000, suite_queue_bytes);
  EXPECT_LE(sent * 10'000, 4 * suite_queue_bytes + 20'000'000);
  EXPECT_EQ(ends.told_one.end()->code, 1013);
  EXPECT_FALSE(ends.told_one.end()->by_peer);
}

TEST_P(EveryConnection, WhoReadsLateGetsEverything) {
  Ends ends(GetParam());
  ends.one->handle(ends.told_one.handler());
  for (int i = 0; i < 300; ++i) ends.one->send(std::string(10'000, 'x'));
  for (int i = 0; i < 20; ++i) ends.loop.run_one(Duration{1});
  ends.other->handle(ends.told_other.handler());
  ASSERT_TRUE(until(ends.loop, [&] { return ends.told_other.frames.size() == 300; }));
  EXPECT_TRUE(ends.told_one.closed.empty());
}

TEST_P(EveryConnection, MayBeDestroyedInTheMiddleOfMuch) {
  Ends ends(GetParam());
  int frames = 0;
  ends.one->handle({.on_frame =
                        [&](std::string_view) {
                          if (++frames == 5) ends.one.reset();
                        },
                    .on_closed = nullptr});
  ends.other->handle(ends.told_other.handler());
  for (int i = 0; i < 100; ++i) {
    ends.other->send(std::string(1000, 'x'));
    ends.one->send(std::string(1000, 'y'));
  }
  ASSERT_TRUE(until(ends.loop, [&] { return ends.told_other.end().has_value(); }));
  EXPECT_EQ(frames, 5);
  EXPECT_EQ(ends.told_other.end()->code, 1001);
  EXPECT_EQ(ends.told_other.frames.size(), 100U);
}

TEST_P(EveryConnection, AHandlerMayBeReplaced) {
  Ends ends(GetParam());
  Notes first, second;
  ends.one->handle({.on_frame =
                        [&](std::string_view frame) {
                          first.frames.emplace_back(frame);
                          ends.one->handle(second.handler());
                        },
                    .on_closed = nullptr});
  ends.other->handle(ends.told_other.handler());
  ends.other->send("a");
  ends.other->send("b");
  ends.other->close(1000, "");
  ASSERT_TRUE(until(ends.loop, [&] { return second.end().has_value(); }));
  EXPECT_THAT(first.frames, ElementsAre("a"));
  EXPECT_THAT(second.frames, ElementsAre("b"));
}

TEST_P(EveryConnection, HasAPeerAndAPath) {
  Ends ends(GetParam());
  EXPECT_FALSE(ends.one->peer().empty());
  EXPECT_FALSE(ends.other->peer().empty());
  EXPECT_EQ(ends.one->path(), "/");
}

}  // namespace
}  // namespace s2::transport
