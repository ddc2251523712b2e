// How frames stand in a stream.

#include <transport/lines/framing.hpp>

#include <gmock/gmock.h>

namespace s2::transport::lines {
namespace {

using testing::ElementsAre;

// All lines of these pieces, as they come.
std::vector<std::string> split(std::initializer_list<std::string_view> pieces, std::size_t most = 100) {
  std::vector<std::string> lines;
  Splitter splitter(most);
  for (auto piece : pieces) {
    while (const auto line = splitter.next(piece)) lines.emplace_back(*line);
    if (splitter.is_too_long()) lines.emplace_back("(too long)");
  }
  return lines;
}

TEST(Framing, AFrameIsALine) {
  EXPECT_EQ(frame_line("{}"), "{}\n");
  EXPECT_EQ(frame_line(""), "\n");
}

TEST(Framing, LineBreaksInAFrameBecomeBlanks) { EXPECT_EQ(frame_line("{\r\n  \"a\": 1\n}"), "{    \"a\": 1 }\n"); }

TEST(Framing, AFrameIsNeverTakenForAComment) {
  const std::string line = frame_line("# close 1000");
  EXPECT_EQ(line, " # close 1000\n");
  EXPECT_EQ(read_line(line.substr(0, line.size() - 1)).kind, Line::Kind::frame);
}

TEST(Framing, ACloseSaysCodeAndReason) {
  EXPECT_EQ(close_line(1000, "good bye"), "# close 1000 good bye\n");
  EXPECT_EQ(close_line(1001, ""), "# close 1001\n");
  EXPECT_EQ(close_line(1000, "two\nlines"), "# close 1000 two lines\n");
  EXPECT_EQ(close_line(1000, std::string(122, 'x') + "\xC3\xBC"), "# close 1000 " + std::string(122, 'x') + "\n");
}

TEST(Framing, LinesAreRead) {
  struct Row {
    std::string_view line;
    Line::Kind kind;
    std::uint16_t code;
    std::string_view text;
  };
  constexpr Row table[] = {
      {"{}", Line::Kind::frame, 1005, "{}"},
      {"", Line::Kind::frame, 1005, ""},
      {"# a remark", Line::Kind::comment, 1005, ""},
      {"#close 1000", Line::Kind::comment, 1005, ""},
      {"# closely related", Line::Kind::comment, 1005, ""},
      {"# close", Line::Kind::close, 1005, ""},
      {"# close ", Line::Kind::close, 1005, ""},
      {"# close 1000", Line::Kind::close, 1000, ""},
      {"# close 1000 good bye", Line::Kind::close, 1000, "good bye"},
      {"# close for lunch", Line::Kind::close, 1005, "for lunch"},
      {"# close 99999999", Line::Kind::close, 1005, "99999999"},
  };
  for (const auto& row : table) {
    const Line line = read_line(row.line);
    EXPECT_EQ(line.kind, row.kind) << row.line;
    EXPECT_EQ(line.code, row.code) << row.line;
    EXPECT_EQ(line.text, row.text) << row.line;
  }
}

TEST(Framing, AStreamIsCutIntoLinesWhereverItIsTorn) {
  EXPECT_THAT(split({"a\nb\r\n\nc\n"}), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(split({"a", "b", "\n", "\n"}), ElementsAre("ab", ""));
  EXPECT_THAT(split({"a\r", "\nb"}), ElementsAre("a"));
  EXPECT_THAT(split({"a\rb\n"}), ElementsAre("a\rb"));
}

TEST(Framing, ALineMayBeOfTheLargestSizeAndNotOneByteMore) {
  EXPECT_THAT(split({"12345678\n1\n"}, 8), ElementsAre("12345678", "1"));
  EXPECT_THAT(split({"12345678\r\n"}, 8), ElementsAre("12345678"));
  EXPECT_THAT(split({"123456789\n"}, 8), ElementsAre("(too long)"));
  EXPECT_THAT(split({"1234567890"}, 8), ElementsAre("(too long)"));
  EXPECT_THAT(split({"1234", "5678", "\n"}, 8), ElementsAre("12345678"));
}

}  // namespace
}  // namespace s2::transport::lines
