// How a WebSocket ends, seen from both sides.

#include "../peers.hpp"

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

struct Conversation {
  Conversation() : house(loop) {
    client = dial(loop, house.url()).value();
    client->handle(told_client.handler());
    EXPECT_TRUE(until(loop, [&] { return house.guests.size() == 1; }));
    house.guests.front()->handle(told_guest.handler());
  }
  // What the client is told when the guest closes like this.
  Closed told(std::uint16_t code, std::string_view reason) {
    house.guests.front()->close(code, reason);
    EXPECT_TRUE(until(loop, [&] { return told_client.end() && told_guest.end(); }));
    return *told_client.end();
  }

  Loop loop;
  House house;
  Notes told_client, told_guest;
  std::unique_ptr<Connection> client;
};

TEST(Outcome, CodesThatMayBeSentArrive) {
  for (const auto code :
       std::initializer_list<std::uint16_t>{1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1013, 3000, 4999}) {
    Conversation conversation;
    EXPECT_EQ(conversation.told(code, "why").code, code);
    EXPECT_EQ(conversation.told_client.end()->text, "why");
  }
}

TEST(Outcome, CodesThatMustNotBeSentAreLeftOut) {
  for (const auto code : std::initializer_list<std::uint16_t>{0, 999, 1004, 1005, 1006, 1015, 2999, 5000}) {
    Conversation conversation;
    EXPECT_EQ(conversation.told(code, "why").code, 1005) << code;
    EXPECT_EQ(conversation.told_guest.end()->code, code) << "we are told what we asked for";
  }
}

TEST(Outcome, TheReasonIsCutToWhatFitsAndNotInsideACharacter) {
  EXPECT_EQ(Conversation().told(1000, std::string(123, 'x')).text, std::string(123, 'x'));
  EXPECT_EQ(Conversation().told(1000, std::string(124, 'x')).text, std::string(123, 'x'));
  EXPECT_EQ(Conversation().told(1000, std::string(121, 'x') + "\xE2\x82\xAC").text, std::string(121, 'x'));
  EXPECT_EQ(Conversation().told(1000, std::string(120, 'x') + "\xE2\x82\xAC").text,
            std::string(120, 'x') + "\xE2\x82\xAC");
}

}  // namespace
}  // namespace s2::transport
