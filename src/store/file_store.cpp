// A store in a file.

#include "layout.hpp"
#include "rows.hpp"
#include "sealing.hpp"

#include <s2/connect/limits.hpp>
#include <s2/store.hpp>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace s2::store {
namespace {

using connect::NodeId;
using connect::Pair;
using connect::Pairing;
using connect::Tombstone;

// A value that shows whether the right key is at hand.
constexpr const char* seal_mark = "s2cpp.seal";

// The right to write a store: one program at a time has it. A file of its own, because closing any other descriptor of
// the database would take SQLite's locks away.
class Claim {
 public:
  static Result<Claim> make(const std::string& path) {
    const std::string lock = path + ".lock";
    Claim claim(::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (claim.file_ < 0) return fault("the store " + path + ": cannot write " + lock + ": " + std::strerror(errno));
    if (::flock(claim.file_, LOCK_EX | LOCK_NB) == 0) return claim;
    return fault("the store " + path + ": another program has it open; stop it first");
  }

  Claim(Claim&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  Claim& operator=(Claim&&) = delete;
  ~Claim() {
    if (file_ >= 0) ::close(file_);
  }

 private:
  explicit Claim(int file) : file_(file) {}
  int file_;
};

// A file for its owner alone (C-296).
Result<void> make_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return fault("the store " + path + ": " + std::strerror(errno));
  const bool done = ::fchmod(file, S_IRUSR | S_IWUSR) == 0;
  ::close(file);
  if (done) return {};
  return fault("the store " + path + " belongs to another user; give the file to the user of this program");
}

class FileStore final : public connect::Store {
 public:
  FileStore(Claim claim, Database database, std::string key)
      : claim_(std::move(claim)), database_(std::move(database)), sealing_(std::move(key)) {}

  // The first opening decides whether secrets are sealed, and with which key.
  Result<void> check_key() {
    auto mark = value(seal_mark);  // which needs the key of a store that is sealed
    if (!mark) return Unexpected{std::move(mark).error()};
    if (mark->has_value() || !sealing_.is_on()) return {};
    Statement any(database_, "SELECT 1 FROM pairing UNION SELECT 1 FROM value");
    auto row = any.step();
    if (!row) return Unexpected{std::move(row).error()};
    if (*row) return fault("the store was begun without a key; open it without one, or begin a new one");
    return set_value(seal_mark, seal_mark);
  }

  Result<void> put(const Pairing& pairing) override {
    return at_once([&] { return set(pairing); });
  }

  Result<void> replace(const Pairing& pairing, const Pair& old, bool tombstone) override {
    return at_once([&]() -> Result<void> {
      if (auto done = tombstone ? bury({old, pairing.since}) : give_up(old); !done) return done;
      return set(pairing);
    });
  }

  Result<void> remove(const Pair& pair, std::optional<Tombstone> tombstone) override {
    return at_once([&]() -> Result<void> {
      if (auto done = take_out(pair); !done || !tombstone) return done;
      return bury(*tombstone);
    });
  }

  Result<void> drop_provisional(const Pair& pair) override { return erase(database_, pair, Which::provisional); }

  Result<std::optional<Pairing>> find(const Pair& pair) override {
    return read(database_, sealing_, pair, Which::settled);
  }

  Result<std::optional<Pairing>> provisional(const Pair& pair) override {
    return read(database_, sealing_, pair, Which::provisional);
  }

  Result<std::vector<Pairing>> of(const NodeId& own) override { return read_all(database_, sealing_, own); }

  Result<std::vector<Pairing>> all() override { return read_all(database_, sealing_, std::nullopt); }

  Result<std::vector<Pair>> begun_by(const NodeId& own) override { return read_begun_by(database_, own); }

  Result<std::vector<connect::Pin>> pins_of(const std::string& host) override { return read_pins(database_, host); }

  Result<bool> is_unpaired(const Pair& pair) override {
    Statement row(database_, "SELECT 1 FROM tombstone WHERE own=? AND peer=?");
    return bind_pair(row, pair).step();
  }

  Result<void> forget_tombstones(Time before) override {
    Statement rows(database_, "DELETE FROM tombstone WHERE (since_s, since_ns) < (?, ?)");
    return bind_time(rows, before).run();
  }

  Result<std::optional<std::string>> value(const std::string& name) override {
    Statement rows(database_, "SELECT value, sealed FROM value WHERE name=?");
    auto row = rows.bind_text(name).step();
    if (!row) return Unexpected{std::move(row).error()};
    if (!*row) return std::optional<std::string>();
    if (rows.number(1) == 0) return std::optional(rows.bytes(0));
    if (!sealing_.is_on()) return fault("the store is sealed; give its key");
    auto opened = sealing_.open(rows.bytes(0), name);
    if (!opened) return Unexpected{std::move(opened).error()};
    return std::optional(std::move(*opened));
  }

  Result<void> set_value(const std::string& name, std::string_view value) override {
    Statement row(database_, "INSERT OR REPLACE INTO value VALUES (?,?,?)");
    row.bind_text(name);
    if (sealing_.is_on()) {
      row.bind_bytes(sealing_.seal(value, name)).bind(1);
    } else {
      row.bind_bytes(value).bind(0);
    }
    return row.run();
  }

 private:
  // All of it or nothing.
  template <class Change>
  Result<void> at_once(Change change) {
    Transaction all(database_);
    if (!all.begun()) return all.begun();
    if (auto done = change(); !done) return done;
    return all.commit();
  }

  Result<void> set(const Pairing& pairing) {
    if (pairing.state != connect::PairingState::provisional) {
      if (auto done = erase(database_, pairing.pair, Which::provisional); !done) return done;
      Statement row(database_, "DELETE FROM tombstone WHERE own=? AND peer=?");
      if (auto done = bind_pair(row, pairing.pair).run(); !done) return done;
    }
    return write(database_, sealing_, pairing);
  }

  Result<void> give_up(const Pair& pair) {
    Statement row(database_, "UPDATE pairing SET state=? WHERE own=? AND peer=? AND provisional=0");
    row.bind(static_cast<std::int64_t>(connect::PairingState::unpairing));
    return bind_pair(row, pair).run();
  }

  Result<void> take_out(const Pair& pair) {
    if (auto done = erase(database_, pair, Which::provisional); !done) return done;
    return erase(database_, pair, Which::settled);
  }

  Result<void> bury(const Tombstone& tombstone) {
    if (auto done = take_out(tombstone.pair); !done) return done;
    Statement row(database_, "INSERT OR REPLACE INTO tombstone VALUES (?,?,?,?)");
    if (auto done = bind_time(bind_pair(row, tombstone.pair), tombstone.since).run(); !done) return done;
    Statement oldest(database_,
                     "DELETE FROM tombstone WHERE (own, peer) IN (SELECT own, peer FROM tombstone "
                     "ORDER BY since_s DESC, since_ns DESC LIMIT -1 OFFSET ?)");
    return oldest.bind(static_cast<std::int64_t>(connect::Limits::tombstones)).run();
  }

  Claim claim_;  // first: the file is let go of last
  Database database_;
  Sealing sealing_;
};

}  // namespace

Result<std::unique_ptr<connect::Store>> open_file(const std::string& path, const FileOptions& options) {
  if (!options.key.empty() && options.key.size() != Sealing::key_bytes) {
    return fault("a key of a store has 32 bytes; this one has " + std::to_string(options.key.size()));
  }
  auto claim = Claim::make(path);
  if (!claim) return Unexpected{std::move(claim).error()};
  if (auto made = make_private(path); !made) return Unexpected{std::move(made).error()};
  auto database = Database::open(path, SQLITE_OPEN_READWRITE);
  if (!database) return Unexpected{std::move(database).error()};
  if (auto ready = prepare(*database); !ready) return Unexpected{std::move(ready).error()};
  auto store = std::make_unique<FileStore>(std::move(*claim), std::move(*database), options.key);
  if (auto right = store->check_key(); !right) return Unexpected{std::move(right).error()};
  return std::unique_ptr<connect::Store>(std::move(store));
}

Result<void> back_up(const std::string& path, const std::string& copy) {
  // Made here, so that nobody else can read it for a moment.
  const int file = ::open(copy.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return fault("the copy " + copy + ": " + std::strerror(errno));
  ::close(file);
  const auto fail = [&](Finding finding) -> Result<void> {
    ::unlink(copy.c_str());
    return Unexpected{std::move(finding)};
  };
  auto from = Database::open(path, SQLITE_OPEN_READWRITE);
  if (!from) return fail(std::move(from).error());
  auto to = Database::open(copy, SQLITE_OPEN_READWRITE);
  if (!to) return fail(std::move(to).error());
  sqlite3_backup* backup = sqlite3_backup_init(to->handle(), "main", from->handle(), "main");
  if (!backup) return fail(to->last_fault().error);
  const int outcome = sqlite3_backup_step(backup, -1);
  sqlite3_backup_finish(backup);
  return outcome == SQLITE_DONE ? Result<void>() : fail(from->last_fault().error);
}

}  // namespace s2::store
