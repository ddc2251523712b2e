#include <house/text.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

TEST(Printable, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(printable("Wärmepumpe 3 kW – ok €", 100), "Wärmepumpe 3 kW – ok €");
}

TEST(Printable, LetsNobodySteerTheTerminal) {
  EXPECT_EQ(printable("\x1b[2Jgone\r\nfake line\x7f", 100), "?[2Jgone??fake line?");
  EXPECT_EQ(printable("\xc2\x9b"
                      "31m",
                      100),
            "?31m");  // the one-character form of ESC [
}

TEST(Printable, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(printable("a\xff"
                      "b\xc3",
                      100),
            "a?b?");
  EXPECT_EQ(printable("\xc0\xaf\xed\xa0\x80", 100), "?????");
}

TEST(Printable, CutsBetweenCharacters) {
  EXPECT_EQ(printable("äää", 4), "ää…");
  EXPECT_EQ(printable("äää", 6), "äää");
  EXPECT_EQ(printable("ääää", 7), "äää…");
}

TEST(Fit, FillsAndCutsToTheColumn) {
  EXPECT_EQ(fit("€", 3), "€  ");
  EXPECT_EQ(fit_right("€", 3), "  €");
  EXPECT_EQ(fit("abcdef", 4), "abc…");
  EXPECT_EQ(fit("abcdef", 0), "");
  EXPECT_EQ(columns(fit("ÄÖÜäöü", 4)), 4U);
}

}  // namespace
}  // namespace s2::house
