// The tables of a store.

#include "layout.hpp"

#include <array>

namespace s2::store {
namespace {

// "S2st", so that `file` and we can tell a store from other SQLite files.
constexpr std::int64_t application_id = 0x53327374;

// Step n brings layout n to layout n+1. A step that was published is never changed.
constexpr std::array<const char*, 2> steps = {
    "CREATE TABLE pairing ("
    "  own BLOB NOT NULL, peer BLOB NOT NULL,"                 // node ids, 16 bytes each
    "  provisional INTEGER NOT NULL,"                          // 1 stands beside the 0 of the same two
    "  state INTEGER NOT NULL,"                                // PairingState
    "  own_role INTEGER NOT NULL,"                             // Role
    "  communicates_as INTEGER NOT NULL,"                      // CommunicationRole
    "  peer_node TEXT NOT NULL, peer_endpoint TEXT NOT NULL,"  // JSON, as in the OpenAPI files
    "  own_node TEXT NOT NULL, own_endpoint TEXT NOT NULL,"
    "  session_url TEXT NOT NULL,"
    "  pin_host TEXT, pin_root BLOB, pin_der BLOB,"
    "  since_s INTEGER NOT NULL, since_ns INTEGER NOT NULL,"
    "  PRIMARY KEY (own, peer, provisional)) WITHOUT ROWID;"
    "CREATE TABLE token ("
    "  own BLOB NOT NULL, peer BLOB NOT NULL, provisional INTEGER NOT NULL, place INTEGER NOT NULL,"
    "  token NOT NULL,"  // TEXT, or BLOB when it is sealed
    "  pending INTEGER NOT NULL,"
    "  since_s INTEGER NOT NULL, since_ns INTEGER NOT NULL,"
    "  PRIMARY KEY (own, peer, provisional, place),"
    "  FOREIGN KEY (own, peer, provisional) REFERENCES pairing ON DELETE CASCADE) WITHOUT ROWID;"
    "CREATE TABLE tombstone ("
    "  own BLOB NOT NULL, peer BLOB NOT NULL, since_s INTEGER NOT NULL, since_ns INTEGER NOT NULL,"
    "  PRIMARY KEY (own, peer)) WITHOUT ROWID;"
    "CREATE INDEX tombstone_by_age ON tombstone (since_s, since_ns);"
    "CREATE TABLE value (name TEXT PRIMARY KEY, value BLOB NOT NULL, sealed INTEGER NOT NULL) WITHOUT ROWID;",
    "CREATE INDEX pairing_by_pin ON pairing (pin_host) WHERE pin_host IS NOT NULL;"
    "CREATE INDEX pairing_begun ON pairing (own, communicates_as, peer);"};

Result<std::int64_t> pragma(Database& database, const char* sql) {
  Statement asked(database, sql);
  auto row = asked.step();
  if (!row) return Unexpected{std::move(row).error()};
  return *row ? asked.number(0) : 0;
}

Result<void> migrate(Database& database, std::int64_t from) {
  Transaction all(database);
  if (!all.begun()) return all.begun();
  for (auto step = static_cast<std::size_t>(from); step < steps.size(); ++step) {
    if (auto done = database.run(steps[step]); !done) return done;
  }
  const std::string marks = "PRAGMA application_id=" + std::to_string(application_id) +
                            ";PRAGMA user_version=" + std::to_string(steps.size());
  if (auto done = database.run(marks.c_str()); !done) return done;
  return all.commit();
}

}  // namespace

int newest_layout() { return static_cast<int>(steps.size()); }

Result<void> prepare(Database& database) {
  if (auto done = database.run("PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                               "PRAGMA secure_delete=ON;PRAGMA trusted_schema=OFF");
      !done) {
    return done;
  }
  const auto layout = pragma(database, "PRAGMA user_version");
  if (!layout) return Unexpected{layout.error()};
  const auto owner = pragma(database, "PRAGMA application_id");
  if (!owner) return Unexpected{owner.error()};
  const auto tables = pragma(database, "SELECT count(*) FROM sqlite_schema");
  if (!tables) return Unexpected{tables.error()};
  if (*tables > 0 && *owner != application_id)
    return fault("the file is the database of another program; choose another");
  if (*layout > newest_layout()) {
    return fault("a newer version of this program wrote the store (layout " + std::to_string(*layout) +
                 ", this one knows " + std::to_string(newest_layout()) + "); update the program or use a backup");
  }
  if (*layout < newest_layout()) return migrate(database, *layout);
  return {};
}

}  // namespace s2::store
