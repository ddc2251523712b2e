#include <house/plot/svg.hpp>

#include <gmock/gmock.h>

namespace s2::house {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Svg, IsOneElementWithATitleForScreenReaders) {
  const std::string drawing = Svg(100, 50, "A <day>", "text{}").finish();
  EXPECT_THAT(drawing, StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\""));
  EXPECT_THAT(drawing, HasSubstr("<title>A &lt;day&gt;</title>"));
  EXPECT_THAT(drawing, EndsWith("</svg>\n"));
}

TEST(Svg, TextsAreEscapedAndPlacesShort) {
  Svg svg(100, 50, "", "");
  svg.text("tick", {1.26, -0.01}, "a<b & \"c\"");
  svg.polyline("line", {{0, 0}, {1.0 / 3, 2}});
  const std::string drawing = std::move(svg).finish();
  EXPECT_THAT(drawing, HasSubstr("<text class=\"tick\" x=\"1.3\" y=\"0\">a&lt;b &amp; &quot;c&quot;</text>"));
  EXPECT_THAT(drawing, HasSubstr("points=\"0,0 0.3,2\""));
}

}  // namespace
}  // namespace s2::house
