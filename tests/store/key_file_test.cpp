// Keys from files.

#include "folder.hpp"

#include <s2/store.hpp>

#include <gmock/gmock.h>

namespace s2::store {
namespace {

using testing::HasSubstr;

TEST(KeyFile, HoldsTheBytesOrTheirDigits) {
  const Folder folder;
  const std::string key("0123456789\0bcdef0123456789abcd\xFE\xFF", 32);
  EXPECT_EQ(key_from_file(folder.write("raw", key)).value(), key);
  const std::string digits = "3031323334353637383900626364656630313233343536373839616263645aFf";
  const auto read = key_from_file(folder.write("hex", digits + "\n"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->size(), 32U);
  EXPECT_EQ(read->substr(0, 10), "0123456789");
  EXPECT_EQ(read->back(), '\xFF');
}

TEST(KeyFile, AnythingElseIsNone) {
  const Folder folder;
  EXPECT_THAT(key_from_file(folder.file("missing")).error().text, HasSubstr("No such file"));
  for (const std::size_t size : {0U, 31U, 33U, 63U, 65U, 1000U}) {
    EXPECT_THAT(key_from_file(folder.write("bad", std::string(size, 'a'))).error().text, HasSubstr("holds no key"));
  }
  EXPECT_FALSE(key_from_file(folder.write("bad", std::string(64, 'g'))));
}

}  // namespace
}  // namespace s2::store
