// Squares for telephones.

#include <paired/qr_code.hpp>

#include <gmock/gmock.h>

#include <sstream>

namespace s2::paired {
namespace {

using testing::StartsWith;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::size_t squares(const std::string& line) {
  std::size_t count = 0;
  for (const char c : line) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

TEST(QrCode, IsASquareWithAMarginAndItsThreeEyes) {
  const auto lines = lines_of(qr_code("https://evse.local:8766/s2/\n7KQ2MXR4PD", QrLook::blocks));
  ASSERT_FALSE(lines.empty());
  const std::size_t width = squares(lines[0]);
  for (const auto& line : lines) EXPECT_EQ(squares(line), width);
  EXPECT_EQ(lines.size(), (width + 1) / 2);
  std::string light;
  for (std::size_t i = 0; i < width; ++i) light += "█";
  EXPECT_EQ(lines[0], light);
  // The eyes: a row of seven dark squares above a ring, to the left and to the right.
  EXPECT_THAT(lines[1], StartsWith("██ ▄▄▄▄▄ █"));
  EXPECT_EQ(lines[1].substr(lines[1].size() - std::string("█ ▄▄▄▄▄ ██").size()), "█ ▄▄▄▄▄ ██");
}

TEST(QrCode, BringsItsOwnColoursWhereThereAreColours) {
  const auto lines = lines_of(qr_code("text", QrLook::colours));
  for (const auto& line : lines) {
    EXPECT_THAT(line, StartsWith("\x1b[97;40m"));
    EXPECT_EQ(line.substr(line.size() - 4), "\x1b[0m");
  }
}

TEST(QrCode, OfNothingOrTooMuchIsNothing) {
  EXPECT_EQ(qr_code("", QrLook::blocks), "");
  EXPECT_EQ(qr_code(std::string(4000, 'x'), QrLook::blocks), "");
}

// C-012, C-028
TEST(QrCode, SaysNoUrlWithASecretInIt) { EXPECT_EQ(pairing_text("https://a.local/", "ABC"), "https://a.local/\nABC"); }

}  // namespace
}  // namespace s2::paired
