#include <house/text.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

TEST(Printable, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(printable("Wärmepumpe 3 kW – ok €", 100), "Wärmepumpe 3 kW – ok €");
}

TEST(Printable, LetsNobodySteerTheTerminal) {
  EXPECT_EQ(printable("\x1b[2Jgone\r\nfake line", 100), "\uFFFD[2Jgone\uFFFD\uFFFDfake line");
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
  EXPECT_EQ(fit("ÄÖÜäöü", 4), "ÄÖÜ…");
}

}  // namespace
}  // namespace s2::house
