// The layout of a store, and files that have another one.

#include "folder.hpp"

#include <store/layout.hpp>

#include <gmock/gmock.h>

namespace s2::store {
namespace {

using testing::HasSubstr;

Database made(const Folder& folder) {
  return Database::open(folder.file(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE).value();
}

TEST(Layout, AnEmptyFileBecomesAStoreOfTheNewestLayout) {
  const Folder folder;
  Database database = made(folder);
  ASSERT_TRUE(prepare(database));
  Statement version(database, "PRAGMA user_version");
  ASSERT_TRUE(version.step().value());
  EXPECT_EQ(version.number(0), newest_layout());
  EXPECT_TRUE(prepare(database)) << "once more changes nothing";
}

TEST(Layout, EveryChangeIsWrittenAheadAndFlushed) {
  const Folder folder;
  Database database = made(folder);
  ASSERT_TRUE(prepare(database));
  Statement journal(database, "PRAGMA journal_mode");
  ASSERT_TRUE(journal.step().value());
  EXPECT_EQ(journal.bytes(0), "wal");
  Statement flushed(database, "PRAGMA synchronous");
  ASSERT_TRUE(flushed.step().value());
  EXPECT_EQ(flushed.number(0), 2) << "FULL";
}

TEST(Layout, AnOlderStoreBecomesTheNewest) {
  const Folder folder;
  Database database = made(folder);
  ASSERT_TRUE(prepare(database));
  ASSERT_TRUE(database.run("DROP INDEX pairing_by_pin;DROP INDEX pairing_begun;PRAGMA user_version=1"));
  ASSERT_TRUE(prepare(database));
  Statement index(database,
                  "SELECT count(*) FROM sqlite_schema WHERE type='index' AND name LIKE 'pairing\\_%' ESCAPE '\\'");
  ASSERT_TRUE(index.step().value());
  EXPECT_EQ(index.number(0), 2);
}

TEST(Layout, ANewerStoreIsLeftAlone) {
  const Folder folder;
  Database database = made(folder);
  ASSERT_TRUE(prepare(database));
  ASSERT_TRUE(database.run("PRAGMA user_version=1000"));
  const auto refused = prepare(database);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().text, HasSubstr("newer version of this program wrote the store (layout 1000"));
}

TEST(Layout, TheDatabaseOfAnotherProgramIsLeftAlone) {
  const Folder folder;
  Database database = made(folder);
  ASSERT_TRUE(database.run("CREATE TABLE bookmarks (url)"));
  const auto refused = prepare(database);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().text, HasSubstr("the database of another program"));
}

}  // namespace
}  // namespace s2::store
