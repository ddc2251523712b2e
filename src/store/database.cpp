// SQLite with owners and errors as values.

#include "database.hpp"

namespace s2::store {
namespace {

// How long another process may hold the file for a moment.
constexpr int patience_ms = 2000;

// What a person can do about it.
std::string advice(int error, const std::string& said) {
  switch (error & 0xFF) {
    case SQLITE_CANTOPEN:
      return "it cannot be opened; is the folder there, and may this user write in it?";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "it may not be written; give the file to the user of this program";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program has it open; stop it first";
    case SQLITE_FULL:
      return "the disk is full; make room";
    case SQLITE_NOTADB:
      return "it is no store; choose another file";
    case SQLITE_CORRUPT:
      return "it is damaged; put a backup in its place";
    default:
      return said;
  }
}

}  // namespace

Unexpected<Finding> fault(std::string text) {
  return {
      Finding{.rule = "S2CPP-STORE", .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)}};
}

Result<Database> Database::open(const std::string& path, int flags) {
  sqlite3* handle = nullptr;
  const int outcome = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Database database(path, handle);
  if (outcome != SQLITE_OK) return fault("the store " + path + ": " + advice(outcome, sqlite3_errstr(outcome)));
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, patience_ms);
  return database;
}

Result<void> Database::run(const char* sql) {
  if (sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return last_fault();
  return {};
}

Unexpected<Finding> Database::last_fault() const {
  return fault("the store " + path_ + ": " + advice(sqlite3_errcode(handle()), sqlite3_errmsg(handle())));
}

Transaction::~Transaction() {
  if (begun_ && !done_) static_cast<void>(database_.run("ROLLBACK"));
}

Result<void> Transaction::commit() {
  auto outcome = database_.run("COMMIT");
  done_ = outcome.has_value();
  return outcome;
}

Statement::Statement(Database& database, const char* sql) : database_(database) {
  sqlite3_stmt* made = nullptr;
  failed_ = sqlite3_prepare_v2(database.handle(), sql, -1, &made, nullptr) != SQLITE_OK;
  statement_.reset(made);
}

Statement& Statement::bound(int outcome) {
  failed_ = failed_ || outcome != SQLITE_OK;
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  return bound(sqlite3_bind_int64(statement_.get(), ++parameters_, number));
}

Statement& Statement::bind_text(std::string_view text) {
  return bound(
      sqlite3_bind_text(statement_.get(), ++parameters_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT));
}

Statement& Statement::bind_bytes(std::string_view bytes) {
  // Without a place in memory it would be nothing instead of no bytes.
  const char* data = bytes.data() ? bytes.data() : "";
  return bound(
      sqlite3_bind_blob(statement_.get(), ++parameters_, data, static_cast<int>(bytes.size()), SQLITE_TRANSIENT));
}

Statement& Statement::bind_nothing() { return bound(sqlite3_bind_null(statement_.get(), ++parameters_)); }

Result<bool> Statement::step() {
  if (failed_) return database_.last_fault();
  const int outcome = sqlite3_step(statement_.get());
  if (outcome == SQLITE_ROW) return true;
  if (outcome == SQLITE_DONE) return false;
  return database_.last_fault();
}

Result<void> Statement::run() {
  auto outcome = step();
  if (!outcome) return Unexpected{std::move(outcome).error()};
  return {};
}

std::string Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return data ? std::string(static_cast<const char*>(data), static_cast<std::size_t>(size)) : std::string();
}

}  // namespace s2::store
