// JSON pointers that are written one after the other.

#include <rules/pointer_writer.hpp>

#include <gtest/gtest.h>

#include <deque>

namespace s2::rules {
namespace {

class APointerWriter : public testing::Test {
 protected:
  APointerWriter() { places.push_back({}); }

  const Path& member(const Path& of, std::string_view name) { return places.emplace_back(Path{&of, name}); }
  const Path& item(const Path& of, std::size_t index) { return places.emplace_back(Path{&of, {}, index}); }
  const Path& message() { return places.front(); }

  std::deque<Path> places;
  PointerWriter writer;
};

TEST_F(APointerWriter, WritesWhatPointerOfWrites) {
  const Path& list = member(message(), "list");
  const Path& first = item(list, 0);
  const Path& last = item(list, 18'446'744'073'709'551'615U);
  const Path& odd = member(last, "a/b~c");
  const Path* const order[] = {&message(),
                               &list,
                               &odd,
                               &last,
                               &first,
                               &member(first, "a"),
                               &member(first, "ab"),
                               &member(member(first, "a"), "b"),
                               &message(),
                               &first};
  for (const Path* place : order) EXPECT_EQ(writer.write(*place), pointer_of(*place));
  EXPECT_EQ(writer.write(odd), "/list/18446744073709551615/a~1b~0c");
}

TEST_F(APointerWriter, TellsAnItemFromAMemberOfTheSamePlace) {
  EXPECT_EQ(writer.write(item(message(), 0)), "/0");
  EXPECT_EQ(writer.write(member(message(), "")), "/");
  EXPECT_EQ(writer.write(item(message(), 0)), "/0");
}

TEST_F(APointerWriter, WritesPathsOfAnyNumberOfSteps) {
  const Path* place = &message();
  for (std::size_t steps = 1; steps <= PointerWriter::steps_max + 2; ++steps) {
    place = &item(*place, steps);
    EXPECT_EQ(writer.write(*place), pointer_of(*place)) << steps;
  }
  EXPECT_EQ(writer.write(places[2]), "/1/2");
}

TEST_F(APointerWriter, WritesPointersOfAnyLength) {
  const std::string name(PointerWriter::bytes_max / 2 - 1, 'x');
  const Path& short_enough = member(message(), name);
  const Path& longer = item(member(short_enough, name), 7);
  EXPECT_EQ(writer.write(short_enough), pointer_of(short_enough));
  EXPECT_EQ(writer.write(longer), pointer_of(longer));
  EXPECT_EQ(writer.write(short_enough), pointer_of(short_enough));
}

}  // namespace
}  // namespace s2::rules
