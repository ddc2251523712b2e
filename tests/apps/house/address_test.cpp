#include <house/address.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

const Address usual{"127.0.0.1", 8765};

TEST(Address, IsReadInEveryUsualForm) {
  EXPECT_EQ(parse_address("0.0.0.0:9000", usual), (Address{"0.0.0.0", 9000}));
  EXPECT_EQ(parse_address("[::1]:9000", usual), (Address{"::1", 9000}));
  EXPECT_EQ(parse_address("localhost", usual), (Address{"localhost", 8765}));
  EXPECT_EQ(parse_address(":0", usual), (Address{"127.0.0.1", 0}));
}

TEST(Address, AnythingElseIsNone) {
  for (const auto* text : {"", "host:", "host:port", "host:70000", "host:1x", "[::1", "[::1]9", "host:-1"}) {
    EXPECT_FALSE(parse_address(text, usual)) << text;
  }
}

TEST(Address, AUrlPutsIpv6InBrackets) {
  EXPECT_EQ(websocket_url({"127.0.0.1", 80}), "ws://127.0.0.1:80");
  EXPECT_EQ(websocket_url({"::1", 80}), "ws://[::1]:80");
}

}  // namespace
}  // namespace s2::house
