// JSON pointers.

#include <model/path.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

TEST(Path, TheMessageItselfIsTheEmptyPointer) { EXPECT_EQ(pointer_of(Path{}), ""); }

TEST(Path, MembersAndItemsFollowEachOther) {
  const Path message;
  const Path elements{&message, "elements"};
  const Path third{&elements, {}, 2};
  EXPECT_EQ(pointer_of(Path{&third, "duration"}), "/elements/2/duration");
}

TEST(Path, NamesAreEscapedAsRfc6901Says) {
  const Path message;
  EXPECT_EQ(pointer_of(Path{&message, "a/b~c"}), "/a~1b~0c");
  EXPECT_EQ(pointer_of(Path{&message, std::string_view("", 0)}), "/");
}

}  // namespace
}  // namespace s2
