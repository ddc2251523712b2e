// Calling the handler of a connection.

#include "peers.hpp"

#include <transport/listener.hpp>

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using testing::ElementsAre;

const Closed bye{.code = 1000, .text = "bye", .by_peer = false};

TEST(Listener, TellsTheEndSoonOnceAndLast) {
  Loop loop;
  Notes notes;
  Listener listener(loop);
  listener.set(notes.handler());
  listener.frame("a");
  listener.closed(bye);
  listener.closed({.code = 1006, .text = "later", .by_peer = true});
  listener.frame("b");
  EXPECT_TRUE(notes.closed.empty());
  loop.run();
  EXPECT_THAT(notes.frames, ElementsAre("a"));
  ASSERT_EQ(notes.closed.size(), 1U);
  EXPECT_EQ(notes.closed[0].text, "bye");
}

TEST(Listener, ALateHandlerIsToldTheEnd) {
  Loop loop;
  Notes notes;
  Listener listener(loop);
  listener.closed(bye);
  loop.run();
  listener.set(notes.handler());
  listener.set(notes.handler());
  EXPECT_TRUE(notes.closed.empty());
  loop.run();
  EXPECT_EQ(notes.closed.size(), 1U);
}

TEST(Listener, AForgottenHandlerIsToldNothing) {
  Loop loop;
  Notes notes;
  Listener listener(loop);
  listener.set(notes.handler());
  listener.closed(bye);
  listener.forget();
  loop.run();
  EXPECT_TRUE(notes.closed.empty());
}

TEST(Listener, AHandlerMayReplaceItselfWhileItIsCalled) {
  Loop loop;
  Notes notes;
  Listener listener(loop);
  const auto token = std::make_shared<std::string>("first");
  listener.set({.on_frame =
                    [&notes, &listener, token](std::string_view) {
                      listener.set(notes.handler());
                      notes.frames.push_back(*token);  // what was captured is still there
                    },
                .on_closed = nullptr});
  listener.frame("a");
  listener.frame("b");
  EXPECT_THAT(notes.frames, ElementsAre("first", "b"));
  EXPECT_EQ(token.use_count(), 1);
}

TEST(Listener, EmptyCallbacksAreNotCalled) {
  Loop loop;
  Listener listener(loop);
  listener.set({.on_frame = nullptr, .on_closed = nullptr});
  listener.frame("a");
  listener.closed(bye);
  loop.run();
}

}  // namespace
}  // namespace s2::transport
