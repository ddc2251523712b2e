// Published power constraints.

#include "fake_battery.hpp"

#include <planner/bounds.hpp>
#include <planner/pebc_book.hpp>

#include <gtest/gtest.h>

namespace s2::planner {
namespace {

using test::at;

pebc::PowerConstraints offer(std::string_view id, Time from, std::optional<Time> until = {}) {
  return {Id{"m"}, Id(id), from, until, pebc::PowerEnvelopeConsequenceType::vanish, {}};
}

TEST(PebcBook, TheNewestThatCoversTheMomentCounts) {
  PebcBook book;
  book.take(offer("always", at(0)));
  book.take(offer("noon", at(12), at(13)));
  EXPECT_EQ(book.in_force(at(11, 59))->id, Id{"always"});
  EXPECT_EQ(book.in_force(at(12))->id, Id{"noon"});
  EXPECT_EQ(book.in_force(at(13))->id, Id{"always"});
}

TEST(PebcBook, ARevokedOfferLetsTheEarlierOneApply) {
  PebcBook book;
  book.take(offer("always", at(0)));
  book.take(offer("newer", at(0)));
  book.revoke(Id{"newer"});
  EXPECT_EQ(book.in_force(at(1))->id, Id{"always"});
}

TEST(PebcBook, TheSameIdReplaces) {
  PebcBook book;
  book.take(offer("one", at(0)));
  book.take(offer("one", at(5)));
  EXPECT_EQ(book.in_force(at(1)), nullptr);
  EXPECT_EQ(book.size(), 1U);
}

TEST(PebcBook, KeepsABoundedNumber) {
  PebcBook book;
  for (std::size_t n = 0; n <= Bounds::constraints; ++n) book.take(offer("o" + std::to_string(n), at(0)));
  EXPECT_EQ(book.size(), Bounds::constraints);
}

}  // namespace
}  // namespace s2::planner
