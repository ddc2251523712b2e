// The page: whole, self-contained, and harmless whatever a peer wrote.

#include "apps/replay/analysed.hpp"

#include <replay/page/markup.hpp>
#include <replay/page/page.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

using tests::analysed;
using tests::lines_of;

std::string page_of(FileReport report) {
  std::vector<std::unique_ptr<FileReport>> files;
  files.push_back(std::make_unique<FileReport>(std::move(report)));
  return page(files, "s2 test");
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++found;
  return found;
}

// What stands between the first `from` after `begin` and the next `until`.
std::string between(const std::string& text, std::string_view from, std::string_view until, std::size_t begin = 0) {
  const auto start = text.find(from, begin);
  if (start == text.npos) return {};
  return text.substr(start + from.size(), text.find(until, start + from.size()) - start - from.size());
}

// The clean conversation with this text in the place of every name and label.
std::vector<std::string> with_text(const std::string& text) {
  auto lines = lines_of("battery.s2log");
  for (std::string& line : lines) {
    for (const std::string_view known : {"simulated home battery", "inverter", "discharge", "state of charge, %"}) {
      for (auto at = line.find(known); at != line.npos; at = line.find(known, at + text.size())) {
        line.replace(at, known.size(), text);
      }
    }
  }
  return lines;
}

TEST(Page, ItNeedsNothingFromElsewhere) {
  const std::string text = page_of(analysed(lines_of("broken.s2log"), {}, true));
  for (const std::string_view outside : {"http://", "https://", "src=", "@import", "url("}) {
    EXPECT_EQ(count(text, outside), 0U) << outside;
  }
  EXPECT_NE(text.find("default-src 'none'"), text.npos);
  EXPECT_EQ(count(text, "<script>"), 1U);
  EXPECT_TRUE(text.ends_with("</html>\n"));
}

TEST(Page, TextsOfAPeerAreNoMarkup) {
  const std::string evil = "</script></title><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\\\" onload='x";
  const std::string text = page_of(analysed(with_text(evil)));
  EXPECT_EQ(count(text, "<script>"), 1U) << "our own";
  EXPECT_EQ(count(text, "</script>"), 1U);
  EXPECT_EQ(count(text, "</title>"), count(text, "<title>"));
  EXPECT_EQ(count(text, "<img"), 0U);
  EXPECT_GT(count(text, "&lt;/script&gt;"), 0U);
}

TEST(Page, EveryLinkLeadsToAPlaceOnThePage) {
  const std::string text = page_of(analysed(lines_of("broken.s2log"), {}, true));
  std::size_t links = 0;
  for (auto at = text.find("href=\"#"); at != text.npos; at = text.find("href=\"#", at + 1)) {
    const std::string target = between(text, "href=\"#", "\"", at);
    EXPECT_EQ(count(text, " id=\"" + target + "\""), 1U) << target;
    ++links;
  }
  EXPECT_GT(links, 8U);
}

TEST(Page, FindingsAndMessagesLeadToEachOther) {
  const std::string text = page_of(analysed(lines_of("broken.s2log"), {}, true));
  const auto row = text.find("<details class=\"m up bad\" id=\"c1m17\"");
  ASSERT_NE(row, text.npos);
  EXPECT_NE(between(text, "<summary>", "</summary>", row).find("href=\"#c1f0\""), std::string::npos);
  const auto finding = text.find("<tr id=\"c1f0\"");
  ASSERT_NE(finding, text.npos);
  EXPECT_NE(between(text, "<td>", "</td>", finding).find("href=\"#c1m17\""), std::string::npos);
}

TEST(Page, ItSaysWhatWasFoldedAndStaysSmall) {
  auto lines = lines_of("battery.s2log");
  for (int i = 0; i < 20'000; ++i) {
    lines.push_back(R"({"t":"2024-05-11T22:01:00Z","dir":"rm>cem","rm":"battery","raw":"no message"})");
  }
  const std::string text = page_of(analysed(lines));
  EXPECT_LT(text.size(), 1'500'000U);
  EXPECT_NE(text.find(" with findings), until "), text.npos);
  EXPECT_NE(text.find("not listed"), text.npos);
}

TEST(Markup, AFrameIsShownAMemberALine) {
  EXPECT_EQ(html_of_frame(R"({"a":1,"b":[1,{"c":"x, {y}: \"z\""}],"d":{},"e":[]})"),
            "{\n  &quot;a&quot;: 1,\n  &quot;b&quot;: [\n    1,\n    {\n      &quot;c&quot;: &quot;x, {y}: "
            "\\&quot;z\\&quot;&quot;\n"
            "    }\n  ],\n  &quot;d&quot;: {},\n  &quot;e&quot;: []\n}");
  EXPECT_EQ(html_of_frame("no <b>JSON"), "no &lt;b&gt;JSON");
}

TEST(Markup, NothingInATextIsMarkupOrChangesTheDirectionOfWriting) {
  EXPECT_EQ(html("<a href=\"x\">\x01&"), "&lt;a href=&quot;x&quot;&gt;\uFFFD&amp;");
  EXPECT_EQ(html("a\u202Eb"), "a\uFFFDb");
}

}  // namespace
}  // namespace s2::app
