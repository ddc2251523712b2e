#pragma once
// Database and Statement: SQLite with owners and errors as values.

#include <s2/base/result.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2::store {

/// A failure of the store, "S2CPP-STORE".
Unexpected<Finding> fault(std::string text);

/// An open SQLite file.
class Database {
 public:
  /// Opens a file; `flags` are SQLITE_OPEN_….
  static Result<Database> open(const std::string& path, int flags);

  /// Runs a text of several statements that yield nothing.
  Result<void> run(const char* sql);
  /// The inside.
  sqlite3* handle() const { return handle_.get(); }
  /// What SQLite says went wrong last, as a failure of ours.
  Unexpected<Finding> last_fault() const;

 private:
  struct Close {
    void operator()(sqlite3* it) const { sqlite3_close_v2(it); }
  };
  explicit Database(std::string path, sqlite3* handle) : path_(std::move(path)), handle_(handle) {}
  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// Everything between its making and commit(), or nothing.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database), begun_(database.run("BEGIN IMMEDIATE")) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  /// Whether it began.
  const Result<void>& begun() const { return begun_; }
  /// Makes it last. Until then nothing has changed, and nothing has if it fails.
  Result<void> commit();

 private:
  Database& database_;
  Result<void> begun_;
  bool done_ = false;
};

/// A statement with its parameters; a failure is kept until step() is asked.
class Statement {
 public:
  Statement(Database& database, const char* sql);

  /// Sets the next parameter. Bytes are stored as such, text as text.
  Statement& bind(std::int64_t number);
  Statement& bind_text(std::string_view text);
  Statement& bind_bytes(std::string_view bytes);
  Statement& bind_bytes(const void* data, std::size_t size) {
    return bind_bytes({static_cast<const char*>(data), size});
  }
  Statement& bind_nothing();

  /// Goes to the next row; false when there is none.
  Result<bool> step();
  /// Runs a statement that yields nothing.
  Result<void> run();

  /// A column of the row, from 0.
  std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  /// Text or bytes; empty for neither.
  std::string bytes(int column) const;
  /// Whether it holds bytes, not text.
  bool is_bytes(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_BLOB; }
  /// Whether it holds nothing.
  bool is_nothing(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* it) const { sqlite3_finalize(it); }
  };
  Statement& bound(int outcome);

  Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int parameters_ = 0;
  bool failed_ = false;
};

}  // namespace s2::store
