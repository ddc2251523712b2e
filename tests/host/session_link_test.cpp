// A session between host and application, over a connection without a socket.

#include "../transport/peers.hpp"

#include <host/session_link.hpp>
#include <s2/transport/memory.hpp>

#include <gmock/gmock.h>

namespace s2::host {
namespace {

using connect::SessionEnd;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using transport::until;

std::string request(std::string_view what) {
  return R"({"message_type":"SessionRequest","message_id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","request":")" +
         std::string(what) + "\"}";
}

class SessionLinkTest : public testing::Test {
 protected:
  SessionLinkTest() {
    auto [one, other] = transport::connect_in_memory(loop);
    link = std::make_shared<SessionLink>(std::move(one), [this](SessionEnd how) { ends.push_back(how); });
    application = link->for_application();
    peer = std::move(other);
    application->handle(heard.handler());
    peer->handle(said.handler());
  }
  bool over() {
    return until(loop, [&] { return !ends.empty(); });
  }

  transport::Loop loop;
  std::vector<SessionEnd> ends;
  std::shared_ptr<SessionLink> link;
  transport::Notes heard;
  transport::Notes said;
  std::unique_ptr<transport::Connection> application;
  std::unique_ptr<transport::Connection> peer;
};

TEST_F(SessionLinkTest, FramesGoThroughUnchanged) {
  application->send("one");
  peer->send("two");
  ASSERT_TRUE(until(loop, [&] { return !heard.frames.empty() && !said.frames.empty(); }));
  EXPECT_THAT(said.frames, ElementsAre("one"));
  EXPECT_THAT(heard.frames, ElementsAre("two"));
  EXPECT_TRUE(ends.empty());
}

// C-229
TEST_F(SessionLinkTest, ARequestToReturnIsNotedWhoeverSendsIt) {
  peer->send(request("RECONNECT"));
  peer->close(1000, "");
  ASSERT_TRUE(over());
  EXPECT_THAT(ends, ElementsAre(SessionEnd::reconnect));
  EXPECT_THAT(heard.frames, ElementsAre(request("RECONNECT")));
}

// C-229
TEST_F(SessionLinkTest, SoIsTheEndOfTheApplication) {
  application->send(request("TERMINATE"));
  application.reset();
  EXPECT_THAT(ends, ElementsAre(SessionEnd::terminated));
}

TEST_F(SessionLinkTest, ALossIsALoss) {
  peer->close(1011, "");
  ASSERT_TRUE(over());
  EXPECT_THAT(ends, ElementsAre(SessionEnd::lost));
}

// C-260, C-261
TEST_F(SessionLinkTest, TheHostAsksToReturnAndCloses) {
  link->end(SessionRequestType::reconnect, 1000, "unpaired");
  application->send("too late");
  ASSERT_TRUE(until(loop, [&] { return said.end() && heard.end(); }));
  ASSERT_THAT(said.frames, SizeIs(1));
  EXPECT_THAT(said.frames.front(), HasSubstr(R"("request":"RECONNECT")"));
  EXPECT_EQ(said.end()->code, 1000);
  EXPECT_FALSE(heard.end()->by_peer);
}

TEST_F(SessionLinkTest, WhenItsLoopEndsTheApplicationIsTold) {
  link->tear_down();
  ASSERT_TRUE(heard.end());
  EXPECT_EQ(heard.end()->code, 1001);
  EXPECT_THAT(ends, SizeIs(1));
  application->send("nothing");
  application->close(1000, "nothing");
}

}  // namespace
}  // namespace s2::host
