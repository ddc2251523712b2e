// Targets, headers and the answers that several operations share.

#include <s2/connect/http.hpp>
#include <s2/connect/limits.hpp>

#include <gmock/gmock.h>

namespace s2::connect {
namespace {

using testing::ElementsAre;
using testing::Optional;

std::string bearer(std::string_view header) {
  const auto secret = bearer_of(header);
  return secret ? std::string(secret->reveal()) : "none";
}

// C-012
TEST(Http, TheBearerIsTakenByteByByteAndItsSchemeInAnyCase) {
  EXPECT_EQ(bearer("Bearer a+/B=="), "a+/B==");
  EXPECT_EQ(bearer("bearer abc"), "abc");
  EXPECT_EQ(bearer("BEARER  abc "), "abc");
}

// C-012
TEST(Http, AnotherAuthorizationIsNoBearer) {
  for (const auto* header : {"", "Bearer", "Bearer ", "Basic abc", "Bearerabc", "Bearer a b", "Bearer a\tb",
                             "Bearer \xC3\xA9", "Bearer a\r\nb"}) {
    EXPECT_EQ(bearer(header), "none") << header;
  }
  EXPECT_NE(bearer("Bearer " + std::string(Limits::secret_bytes, 'a')), "none");
  EXPECT_EQ(bearer("Bearer " + std::string(Limits::secret_bytes + 1, 'a')), "none");
}

// C-004
TEST(Http, JsonIsJsonInUtf8) {
  for (const auto* type : {"application/json", "Application/JSON", "application/json; charset=utf-8",
                           "application/json;charset=\"UTF-8\"", "application/json ; a=b", ""}) {
    EXPECT_TRUE(is_json(type)) << type;
  }
  for (const auto* type : {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1",
                           "application/jsonp", "json", "application/json, text/plain"}) {
    EXPECT_FALSE(is_json(type)) << type;
  }
}

TEST(Http, ATargetIsAPathAndAQuery) {
  EXPECT_EQ(path_of("v1/endpoint?cem=true"), "v1/endpoint");
  EXPECT_EQ(path_of(""), "");
  EXPECT_THAT(query_of("v1/endpoint?region=NL%2CBE,LU&cem=true&rm"),
              Optional(ElementsAre(QueryParameter{"region", "NL,BE,LU"}, QueryParameter{"cem", "true"},
                                   QueryParameter{"rm", ""})));
  EXPECT_THAT(query_of("v1/endpoint"), Optional(ElementsAre()));
  EXPECT_THAT(query_of("v1/endpoint?&&a=1=2+3&"), Optional(ElementsAre(QueryParameter{"a", "1=2 3"})));
}

TEST(Http, AWrongEscapeSpoilsTheQuery) {
  for (const auto* target : {"?a=%", "?a=%2", "?a=%gg", "?%zz=1"}) EXPECT_EQ(query_of(target), std::nullopt) << target;
}

TEST(Http, AQueryHasAtMostSoManyParameters) {
  std::string target = "?";
  for (std::size_t i = 0; i < Limits::query_parameters; ++i) target += "a=b&";
  EXPECT_EQ(query_of(target)->size(), Limits::query_parameters);
  EXPECT_EQ(query_of(target + "a=b"), std::nullopt);
}

TEST(Http, WhatIsEscapedComesBack) {
  const std::string text = "a b/?&=%\xC3\xA9-._~";
  EXPECT_EQ(escaped(text), "a%20b%2f%3f%26%3d%25%c3%a9-._~");
  EXPECT_THAT(query_of("?x=" + escaped(text)), Optional(ElementsAre(QueryParameter{"x", text})));
}

// C-019
TEST(Http, RefusalsSayWhatTheyHaveTo) {
  EXPECT_TRUE(unauthorized().www_authenticate);
  EXPECT_EQ(unauthorized().status, 401);
  EXPECT_EQ(unavailable(Duration{2'000}).status, 503);
  EXPECT_EQ(unavailable(Duration{2'000}).retry_after, Duration{2'000});
}

}  // namespace
}  // namespace s2::connect
