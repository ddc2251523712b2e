// From a finding to the place in the text.

#include <judgement/place.hpp>

#include <gtest/gtest.h>

#include <string>

namespace s2::app {
namespace {

const std::string frame =
    "{\n  \"a\": [ {\"b\": 1.5}, {\"b\" : \"x y\"} ],\n  \"c/d\": {\"e\":{\n}}, \"f\":1, \"f\":2\n}";

std::string underlined(const std::string& rule, const std::string& pointer, const std::string& text = frame) {
  const auto place = place_of({rule, Severity::error, pointer, "", ""}, text);
  return place ? text.substr(place->offset, place->length) : "<nowhere>";
}

TEST(Place, APointerLeadsToItsValue) {
  EXPECT_EQ(underlined("GEN-008", "/a/0/b"), "1.5");
  EXPECT_EQ(underlined("GEN-008", "/a/1/b"), "\"x y\"");
  EXPECT_EQ(underlined("GEN-008", "/a/1"), "{\"b\" : \"x y\"}");
}

TEST(Place, EscapesInPointersAreUnderstood) { EXPECT_EQ(underlined("GEN-008", "/c~1d/e"), "{"); }

TEST(Place, AMemberThatIsMissingPointsToItsObject) { EXPECT_EQ(underlined("GEN-007", "/c~1d/x"), "{"); }

TEST(Place, AMemberTooManyPointsToItsName) {
  EXPECT_EQ(underlined("GEN-009", "/a/0/b"), "\"b\"");
  const auto second = place_of({"GEN-012", Severity::error, "/f", "", ""}, frame);
  EXPECT_EQ(second->offset, frame.rfind("\"f\""));
}

TEST(Place, TheMessageItselfIsItsFirstByte) {
  EXPECT_EQ(place_of({"GEN-002", Severity::error, "", "", ""}, " 5")->offset, 1U);
}

TEST(Place, BrokenTextPointsToWhereItBreaks) {
  EXPECT_EQ(place_of({"GEN-001", Severity::error, "", "", ""}, "{\"a\":tru}")->offset, 5U);
  EXPECT_EQ(place_of({"GEN-001", Severity::error, "", "", ""}, "{\"a\":\"\xFF\"}")->offset, 6U);
  EXPECT_EQ(place_of({"GEN-001", Severity::error, "", "", ""}, "{\"a\":1")->offset, 5U) << "the last byte there is";
  EXPECT_TRUE(place_of({"GEN-001", Severity::error, "", "", ""}, ""));
}

TEST(Place, APointerThatLeadsNowhereHasNoPlace) {
  EXPECT_EQ(underlined("GEN-008", "/x/y/z"), "<nowhere>");
  EXPECT_EQ(underlined("GEN-008", "/a/7/b"), "<nowhere>");
  EXPECT_EQ(underlined("GEN-008", "/a/0/b", "no json"), "<nowhere>");
}

}  // namespace
}  // namespace s2::app
