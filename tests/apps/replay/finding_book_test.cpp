// Findings kept and counted.

#include <replay/finding_book.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

TEST(FindingBook, TheFirstFindingsAreKeptAndAllAreCounted) {
  FindingBook book;
  const std::size_t all = FindingBook::kept + 5;
  for (std::size_t i = 0; i < all; ++i) {
    Spotted place;
    place.line = i + 1;
    book.add(place,
             {i % 2 == 0 ? "GEN-001" : "TIME-008", i % 2 == 0 ? Severity::error : Severity::warning, "", "", ""});
  }
  EXPECT_EQ(book.spotted().size(), FindingBook::kept);
  EXPECT_EQ(book.errors() + book.warnings(), all);
  EXPECT_EQ(book.left_out(), 5U);
  EXPECT_EQ(book.by_rule().find("GEN-001")->second.errors, (all + 1) / 2);
  EXPECT_EQ(book.spotted()[1].finding.rule, "TIME-008");
  EXPECT_EQ(book.spotted()[1].line, 2U);
}

}  // namespace
}  // namespace s2::app
