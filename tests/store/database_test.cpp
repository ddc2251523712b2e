// SQLite with owners and errors as values.

#include "folder.hpp"

#include <store/database.hpp>

#include <gmock/gmock.h>

namespace s2::store {
namespace {

using testing::HasSubstr;

constexpr int read_write = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

TEST(Database, WhatIsBoundComesBack) {
  const Folder folder;
  auto database = Database::open(folder.file(), read_write);
  ASSERT_TRUE(database) << database.error().text;
  ASSERT_TRUE(database->run("CREATE TABLE t (a, b, c, d)"));
  const std::string bytes("\0\xFF", 2);
  ASSERT_TRUE(Statement(*database, "INSERT INTO t VALUES (?,?,?,?)")
                  .bind(-5)
                  .bind_text("Küche")
                  .bind_bytes(bytes)
                  .bind_nothing()
                  .run());
  Statement row(*database, "SELECT * FROM t");
  ASSERT_TRUE(row.step().value());
  EXPECT_EQ(row.number(0), -5);
  EXPECT_EQ(row.bytes(1), "Küche");
  EXPECT_FALSE(row.is_bytes(1));
  EXPECT_EQ(row.bytes(2), bytes);
  EXPECT_TRUE(row.is_bytes(2));
  EXPECT_TRUE(row.is_nothing(3));
  EXPECT_FALSE(row.step().value());
}

TEST(Database, NoBytesAreBytesAllTheSame) {
  const Folder folder;
  auto database = Database::open(folder.file(), read_write).value();
  ASSERT_TRUE(database.run("CREATE TABLE t (a BLOB NOT NULL)"));
  EXPECT_TRUE(Statement(database, "INSERT INTO t VALUES (?)").bind_bytes({}).run());
}

TEST(Database, ATransactionIsAllOrNothing) {
  const Folder folder;
  auto database = Database::open(folder.file(), read_write).value();
  ASSERT_TRUE(database.run("CREATE TABLE t (a)"));
  {
    Transaction all(database);
    ASSERT_TRUE(all.begun());
    ASSERT_TRUE(database.run("INSERT INTO t VALUES (1)"));
  }
  const auto count = [&] {
    Statement row(database, "SELECT count(*) FROM t");
    return row.step().value() ? row.number(0) : -1;
  };
  EXPECT_EQ(count(), 0);
  {
    Transaction all(database);
    ASSERT_TRUE(database.run("INSERT INTO t VALUES (1)"));
    EXPECT_TRUE(all.commit());
  }
  EXPECT_EQ(count(), 1);
}

TEST(Database, AFailureIsASentence) {
  const Folder folder;
  const auto missing = Database::open(folder.path + "/no/such.db", read_write);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().rule, "S2CPP-STORE");
  EXPECT_THAT(missing.error().text, HasSubstr("is the folder there"));
  auto other = Database::open(folder.write("text", std::string(5000, 'x')), SQLITE_OPEN_READWRITE);
  ASSERT_TRUE(other);
  EXPECT_THAT(other->run("PRAGMA user_version").error().text, HasSubstr("it is no store; choose another file"));
  EXPECT_THAT(Statement(*other, "SELECT nonsense").step().error().text, HasSubstr("no such column: nonsense"));
}

}  // namespace
}  // namespace s2::store
