// URLs: what is read, and what is said about the rest.

#include <transport/url.hpp>

#include <gmock/gmock.h>

namespace s2::transport {
namespace {

using testing::HasSubstr;

struct Good {
  std::string text, host;
  std::uint16_t port;
  std::string target, authority;
};

TEST(Url, IsTakenApart) {
  const Good table[] = {
      {"ws://localhost", "localhost", 80, "/", "localhost"},
      {"ws://localhost/", "localhost", 80, "/", "localhost"},
      {"WS://Localhost:80/", "Localhost", 80, "/", "Localhost"},
      {"ws://localhost:/", "localhost", 80, "/", "localhost"},
      {"ws://127.0.0.1:8080/battery", "127.0.0.1", 8080, "/battery", "127.0.0.1:8080"},
      {"ws://hub.local:1/a/b?c=d/e?f", "hub.local", 1, "/a/b?c=d/e?f", "hub.local:1"},
      {"ws://hub:65535?x=1", "hub", 65535, "/?x=1", "hub:65535"},
      {"ws://[::1]:8080/x", "::1", 8080, "/x", "[::1]:8080"},
      {"ws://[fe80::1:2]", "fe80::1:2", 80, "/", "[fe80::1:2]"},
      {"wss://hub.local", "hub.local", 443, "/", "hub.local"},
      {"WSS://hub.local:443/s2", "hub.local", 443, "/s2", "hub.local"},
      {"wss://hub.local:80/", "hub.local", 80, "/", "hub.local:80"},
      {"ws://hub.local:443/", "hub.local", 443, "/", "hub.local:443"},
      {"ws://my_host-1/%C3%A9:@", "my_host-1", 80, "/%C3%A9:@", "my_host-1"},
  };
  for (const auto& row : table) {
    const auto url = parse_url(row.text);
    ASSERT_TRUE(url.has_value()) << row.text << ": " << url.error().text;
    EXPECT_EQ(url->host, row.host) << row.text;
    EXPECT_EQ(url->port, row.port) << row.text;
    EXPECT_EQ(url->target, row.target) << row.text;
    EXPECT_EQ(url->authority(), row.authority) << row.text;
  }
}

TEST(Url, WhatIsNoneIsExplained) {
  const std::pair<std::string, std::string> table[] = {
      {"", "starts with ws://"},
      {"localhost:8080", "starts with ws://"},
      {"ws:/localhost", "starts with ws://"},
      {"http://localhost/", "has to be ws://"},
      {"://localhost/", "has to be ws://"},
      {"wss:/localhost", "starts with ws://"},
      {"ws://", "host is missing"},
      {"ws:///path", "host is missing"},
      {"ws://:8080/", "host is missing"},
      {"ws://user:secret@host/", "user name"},
      {"ws://host:0/", "1 to 65535"},
      {"ws://host:65536/", "1 to 65535"},
      {"ws://host:99999999999999999999/", "1 to 65535"},
      {"ws://host:80a/", "1 to 65535"},
      {"ws://host:-1/", "1 to 65535"},
      {"ws://host:+1/", "1 to 65535"},
      {"ws://::1/", "stands in brackets"},
      {"ws://fe80::1:8080/", "stands in brackets"},
      {"ws://[::1/", "closing bracket"},
      {"ws://[]/", "no IPv6 address"},
      {"ws://[127.0.0.1]/", "no IPv6 address"},
      {"ws://[::1]x/", "only a port or a path"},
      {"ws://ho%41st/", "letters, digits"},
      {"ws://host/#part", "fragment"},
      {"ws://host/a b", "no blanks"},
      {"ws://h\xC3\xB6hle/", "xn--"},
      {std::string("ws://host/\0", 11), "no blanks"},
      {"ws://host/\n", "no blanks"},
  };
  for (const auto& [text, why] : table) {
    const auto url = parse_url(text);
    ASSERT_FALSE(url.has_value()) << text;
    EXPECT_EQ(url.error().rule, "S2CPP-URL") << text;
    EXPECT_THAT(url.error().text, HasSubstr(why)) << text;
  }
}

TEST(Url, SaysWhetherItIsEncrypted) {
  EXPECT_FALSE(parse_url("ws://host")->is_secure);
  EXPECT_TRUE(parse_url("wss://host")->is_secure);
}

TEST(Url, PortZeroIsForListening) {
  EXPECT_FALSE(parse_url("ws://127.0.0.1:0").has_value());
  const auto url = parse_url("ws://127.0.0.1:0", Port::may_be_zero);
  ASSERT_TRUE(url.has_value());
  EXPECT_EQ(url->port, 0);
}

TEST(Url, LengthIsBounded) {
  const std::string start = "ws://host/";
  EXPECT_TRUE(parse_url(start + std::string(url_bytes - start.size(), 'x')).has_value());
  EXPECT_FALSE(parse_url(start + std::string(url_bytes - start.size() + 1, 'x')).has_value());
  EXPECT_TRUE(parse_url("ws://" + std::string(253, 'x')).has_value());
  EXPECT_FALSE(parse_url("ws://" + std::string(254, 'x')).has_value());
}

}  // namespace
}  // namespace s2::transport
