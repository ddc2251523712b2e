// What a client asked for.

#include <s2/transport/websocket.hpp>

#include <gtest/gtest.h>

namespace s2::transport {
namespace {

WebsocketRequest with(std::string name, std::string value) {
  return {.peer = "", .address = "", .path = "/", .headers = {{"Host", "a"}, {std::move(name), std::move(value)}}};
}

TEST(WebsocketRequest, FieldsAreFoundInAnyCase) {
  EXPECT_EQ(with("X-Color", "red").header("x-cOLOR"), "red");
  EXPECT_EQ(with("X-Color", "red").header("X-Colour"), "");
}

TEST(WebsocketRequest, ABearerTokenIsReadByteByByte) {
  EXPECT_EQ(with("authorization", "Bearer aBc+/=").bearer_token(), "aBc+/=");
  EXPECT_EQ(with("Authorization", "bearer  x").bearer_token(), "x");
  EXPECT_EQ(with("Authorization", "Basic x").bearer_token(), "");
  EXPECT_EQ(with("Authorization", "Bearer").bearer_token(), "");
  EXPECT_EQ(with("Authorization", "Bearer ").bearer_token(), "");
  EXPECT_EQ(with("X-Other", "Bearer x").bearer_token(), "");
}

}  // namespace
}  // namespace s2::transport
