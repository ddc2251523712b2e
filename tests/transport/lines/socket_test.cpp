// Connections of lines against peers that behave badly; what they have in common with every connection is in
// suite_test.cpp.

#include "../peers.hpp"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace s2::transport {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A connection whose other end is in the hands of the test.
struct Visit {
  explicit Visit(LocalOptions options = {}) {
    int ends[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    visitor = ends[0];
    connection = connect_descriptors(loop, ends[1], ends[1], "visitor", options).value();
    ::close(ends[1]);
    connection->handle(told.handler());
  }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;
  ~Visit() {
    if (visitor >= 0) ::close(visitor);
  }
  void say(std::string_view bytes) const {
    EXPECT_EQ(::send(visitor, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
  }
  const std::string& heard() {
    char buffer[4096];
    for (ssize_t got = 0; (got = ::recv(visitor, buffer, sizeof buffer, MSG_DONTWAIT)) > 0;) {
      received.append(buffer, static_cast<std::size_t>(got));
    }
    return received;
  }
  bool until_told() {
    return until(loop, [&] { return told.end().has_value(); });
  }
  Loop loop;
  int visitor = -1;
  std::string received;
  Notes told;
  std::unique_ptr<Connection> connection;
};

LocalOptions hasty() {
  LocalOptions options;
  options.close_timeout = Duration{50};
  options.frame_bytes = 8;
  return options;
}

TEST(LineSocket, ReadsFramesAndSkipsComments) {
  Visit visit;
  visit.say("# a script\r\n{\"a\": 1}\r\n\n# the end\n{}\ntorn");
  ASSERT_TRUE(until(visit.loop, [&] { return visit.told.frames.size() == 3; }));
  EXPECT_THAT(visit.told.frames, ElementsAre("{\"a\": 1}", "", "{}"));
}

TEST(LineSocket, APeersCloseIsAnsweredAndTold) {
  Visit visit;
  visit.say("last\n# close 1001 bye\nbeyond\n");
  ASSERT_TRUE(visit.until_told());
  EXPECT_THAT(visit.told.frames, ElementsAre("last"));
  EXPECT_EQ(visit.told.end()->code, 1001);
  EXPECT_EQ(visit.told.end()->text, "bye");
  ASSERT_TRUE(until(visit.loop, [&] { return visit.heard() == "# close 1001\n"; }));
}

TEST(LineSocket, APeerThatHangsUpIsTold) {
  Visit visit;
  visit.say("last\n");
  ::close(std::exchange(visit.visitor, -1));
  ASSERT_TRUE(visit.until_told());
  EXPECT_THAT(visit.told.frames, ElementsAre("last"));
  EXPECT_EQ(visit.told.end()->code, 1006);
  EXPECT_THAT(visit.told.end()->text, HasSubstr("without a close line"));
}

TEST(LineSocket, WhoOnlyEndsItsOwnHalfStillGetsTheAnswers) {
  Visit visit;
  visit.connection->handle(
      {.on_frame = [&](std::string_view frame) { visit.connection->send("answer to " + std::string(frame)); },
       .on_closed = nullptr});
  visit.say("one\ntwo\n");
  ::shutdown(visit.visitor, SHUT_WR);
  ASSERT_TRUE(until(visit.loop, [&] { return visit.heard() == "answer to one\nanswer to two\n"; })) << visit.heard();
}

TEST(LineSocket, ClosesWith1009OnALineThatIsTooLong) {
  Visit visit(hasty());
  visit.say("12345678\n123456789\n");
  ASSERT_TRUE(visit.until_told());
  EXPECT_THAT(visit.told.frames, ElementsAre("12345678"));
  EXPECT_EQ(visit.told.end()->code, 1009);
  EXPECT_FALSE(visit.told.end()->by_peer);
  ASSERT_TRUE(until(visit.loop, [&] { return visit.heard().starts_with("# close 1009 "); }));
}

TEST(LineSocket, ALineWithoutEndIsNotCollected) {
  Visit visit(hasty());
  visit.say(std::string(100'000, 'x'));
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1009);
}

TEST(LineSocket, ClosesWith1007OnALineThatIsNoUtf8) {
  Visit visit;
  visit.say("\xC3(\nnext\n");
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1007);
  EXPECT_TRUE(visit.told.frames.empty());
}

TEST(LineSocket, APeerThatDoesNotAnswerTheCloseIsNotWaitedForForEver) {
  Visit visit(hasty());
  visit.connection->close(1000, "bye");
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1000);
  EXPECT_EQ(visit.heard(), "# close 1000 bye\n");
}

TEST(LineSocket, APeerThatDoesNotTakeTheRestIsNotWaitedForForEver) {
  Visit visit(hasty());
  for (int i = 0; i < 70; ++i) visit.connection->send(std::string(100'000, 'x'));
  visit.connection->close(1000, "bye");
  ASSERT_TRUE(visit.until_told());
  EXPECT_EQ(visit.told.end()->code, 1006);
}

TEST(LineSocket, FramesAfterOurCloseAreDropped) {
  Visit visit;
  visit.connection->close(1000, "");
  visit.say("too late\n# close 1000\n");
  ASSERT_TRUE(visit.until_told());
  EXPECT_TRUE(visit.told.frames.empty());
}

}  // namespace
}  // namespace s2::transport
