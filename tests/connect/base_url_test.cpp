// Base URLs as peers and people write them.

#include <s2/connect/base_url.hpp>
#include <s2/connect/limits.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

std::string printed(std::string_view text, const UrlOptions& options = {}) {
  const auto url = BaseUrl::parse(text, options);
  return url ? url->text() : url.error().rule;
}

BaseUrl url(std::string_view text, const UrlOptions& options = {}) { return BaseUrl::parse(text, options).value(); }

// C-026, C-027
TEST(BaseUrl, IsHttpsAndEndsWithASlash) {
  EXPECT_EQ(printed("https://hostname.local/pairing/"), "https://hostname.local/pairing/");
  EXPECT_EQ(printed("https://hostname.local:8443/"), "https://hostname.local:8443/");
}

// C-029
TEST(BaseUrl, AMissingSlashAtTheEndIsAdded) {
  EXPECT_EQ(printed("https://hostname.local/pairing"), "https://hostname.local/pairing/");
  EXPECT_EQ(printed("https://hostname.local"), "https://hostname.local/");
  EXPECT_EQ(printed("  https://hostname.local\t"), "https://hostname.local/");
}

// C-029, C-001
TEST(BaseUrl, AnythingButHttpsIsRefused) {
  for (const auto* text : {"http://hostname.local/", "hostname.local/", "wss://hostname.local/",
                           "https:/hostname.local/", "", "https", "//hostname.local/", "file:///etc/passwd"}) {
    EXPECT_EQ(printed(text), "C-029") << text;
  }
  EXPECT_EQ(printed("HTTPS://hostname.local/"), "https://hostname.local/");
}

// C-026
TEST(BaseUrl, AVersionAtTheEndIsRefused) {
  for (const auto* text : {"https://h.local/pairing/v1/", "https://h.local/v1", "https://h.local/v23/"}) {
    EXPECT_EQ(printed(text), "C-026") << text;
  }
  EXPECT_EQ(printed("https://h.local/v/"), "https://h.local/v/");
  EXPECT_EQ(printed("https://h.local/v1/pairing/"), "https://h.local/v1/pairing/");
}

TEST(BaseUrl, AVersionAtTheEndIsCutOffForPeersThatAnnounceOne) {
  EXPECT_EQ(printed("https://h.local/pairing/v1/", {.strip_version = true}), "https://h.local/pairing/");
  EXPECT_EQ(printed("https://h.local/v1", {.strip_version = true}), "https://h.local/");
}

// C-028
TEST(BaseUrl, QueryFragmentAndUserInfoAreRefused) {
  for (const auto* text : {"https://h.local/?a=b", "https://h.local/#x", "https://user@h.local/",
                           "https://u:p@h.local/", "https://h.local?x", "https://h.local#x"}) {
    EXPECT_EQ(printed(text), "C-028") << text;
  }
}

// C-085
TEST(BaseUrl, TheHostIsNormalised) {
  const auto upper = url("https://Pairing.S2.Example.COM.:8443/pairing/");
  EXPECT_EQ(upper.host(), "pairing.s2.example.com");
  EXPECT_EQ(upper.port(), 8443);
  EXPECT_EQ(upper.path(), "/pairing/");
  EXPECT_EQ(url("https://bücher.example/s2/").host(), "xn--bcher-kva.example");
}

TEST(BaseUrl, TheDefaultPortIsNotWritten) {
  EXPECT_EQ(url("https://h.local:443/a/"), url("https://H.local/a"));
  EXPECT_EQ(url("https://h.local/a/").port(), 443);
  EXPECT_NE(url("https://h.local:444/a/"), url("https://h.local/a/"));
}

// C-023, C-029
TEST(BaseUrl, AnIpAddressNeedsTheOptionForDiagnosis) {
  for (const auto* text : {"https://192.168.1.7/", "https://[fe80::1]:8443/", "https://127.0.0.1:1/"}) {
    EXPECT_EQ(printed(text), "C-029") << text;
    EXPECT_EQ(printed(text, {.ip_literals = true}), text);
  }
  EXPECT_EQ(url("https://[::1]:8443/a", {.ip_literals = true}).host(), "::1");
  EXPECT_EQ(url("https://[FE80::A]/", {.ip_literals = true}).host(), "fe80::a");
  for (const auto* text :
       {"https://127.1/", "https://0x7f.0.0.1/", "https://2130706433/", "https://1.2.3.256/", "https://[::1/",
        "https://[:::]/", "https://[fe80::1%2]/", "https://[g::1]/", "https://[1.2.3.4]/", "https://1.2.3.4.5/"}) {
    EXPECT_EQ(printed(text, {.ip_literals = true}), "C-029") << text;
  }
}

// C-029
TEST(BaseUrl, PortsAreNumbersFrom1To65535) {
  EXPECT_EQ(url("https://h.local:65535/").port(), 65535);
  for (const auto* text : {"https://h.local:0/", "https://h.local:65536/", "https://h.local:x/", "https://h.local:-1/",
                           "https://h.local:8443x/", "https://h.local:1:2/"}) {
    EXPECT_EQ(printed(text), "C-029") << text;
  }
}

TEST(BaseUrl, WhatWouldHaveToBeEscapedIsRefused) {
  for (const auto* text : {"https://h.local/a b/", "https://h.local/a\r\nHost: x/", "https://h.local/\\x/",
                           "https://h.local\\@evil.example/", "https://h.local/\xC3\xA9/"}) {
    EXPECT_FALSE(BaseUrl::parse(text)) << text;
  }
}

// C-304
TEST(BaseUrl, HasALongestLength) {
  const std::string begin = "https://h.local/";
  const std::string longest = begin + std::string(Limits::url_bytes - begin.size() - 1, 'a') + '/';
  EXPECT_EQ(printed(longest), longest);
  EXPECT_EQ(printed(longest + '/'), "C-304");
}

// C-088
TEST(BaseUrl, LocalNamesEndInLocal) {
  for (const auto* text : {"https://evse1038.local/", "https://EVSE1038.LOCAL./", "https://localhost:8443/"}) {
    EXPECT_TRUE(url(text).is_local()) << text;
  }
  EXPECT_TRUE(url("https://10.0.0.1/", {.ip_literals = true}).is_local());
  for (const auto* text : {"https://example.com/", "https://local.example.com/", "https://notlocal/", "https://local/",
                           "https://evse.local.example.com/", "https://evse-local/"}) {
    EXPECT_FALSE(url(text).is_local()) << text;
  }
}

// C-033
TEST(BaseUrl, OperationsLieBelowIt) {
  EXPECT_EQ(url("https://h.local/pairing").join("v1/requestPairing"), "https://h.local/pairing/v1/requestPairing");
  EXPECT_EQ(url("https://h.local/pairing").join(""), "https://h.local/pairing/");
}

}  // namespace
}  // namespace s2::connect
