// Pairings as they stand in the tables.

#include "rows.hpp"

#include <s2/connect/body.hpp>

#include <algorithm>

namespace s2::store {
namespace {

using connect::Pair;
using connect::Pairing;

constexpr const char* columns =
    "SELECT own, peer, provisional, state, own_role, communicates_as, peer_node, peer_endpoint, own_node, own_endpoint,"
    " session_url, pin_host, pin_root, pin_der, since_s, since_ns FROM pairing ";

std::string_view text_of(const connect::NodeId& id) {
  return {reinterpret_cast<const char*>(id.uuid.data()), id.uuid.size()};
}

std::int64_t number_of(Which which) { return which == Which::provisional ? 1 : 0; }

Which which_of(const Pairing& pairing) {
  return pairing.state == connect::PairingState::provisional ? Which::provisional : Which::settled;
}

// A sealed token opens for its pair alone.
std::string place_of(const Pair& pair) { return std::string(text_of(pair.own)) + std::string(text_of(pair.peer)); }

Statement& bind_key(Statement& statement, const Pair& pair, Which which) {
  return bind_pair(statement, pair).bind(number_of(which));
}

Time time_at(const Statement& row, int column) {
  return {row.number(column), static_cast<std::uint32_t>(row.number(column + 1))};
}

Result<void> write_tokens(Database& database, const Sealing& sealing, const Pairing& pairing) {
  std::int64_t place = 0;
  for (const connect::AccessToken& token : pairing.tokens) {
    Statement row(database, "INSERT INTO token VALUES (?,?,?,?,?,?,?,?)");
    bind_key(row, pairing.pair, which_of(pairing)).bind(place++);
    if (sealing.is_on()) {
      row.bind_bytes(sealing.seal(token.token.reveal(), place_of(pairing.pair)));
    } else {
      row.bind_text(token.token.reveal());
    }
    row.bind(token.pending ? 1 : 0);
    if (auto done = bind_time(row, token.since).run(); !done) return done;
  }
  return {};
}

Result<void> read_tokens(Database& database, const Sealing& sealing, Pairing& pairing) {
  Statement rows(database,
                 "SELECT token, pending, since_s, since_ns FROM token WHERE own=? AND peer=? AND provisional=? "
                 "ORDER BY place");
  bind_key(rows, pairing.pair, which_of(pairing));
  for (;;) {
    auto row = rows.step();
    if (!row) return Unexpected{std::move(row).error()};
    if (!*row) return {};
    Result<std::string> token = rows.bytes(0);
    if (rows.is_bytes(0)) token = sealing.open(*token, place_of(pairing.pair));
    if (!token) return Unexpected{std::move(token).error()};
    pairing.tokens.push_back({connect::Secret(*token), rows.number(1) != 0, time_at(rows, 2)});
    connect::wipe({reinterpret_cast<std::uint8_t*>(token->data()), token->size()});
  }
}

template <class T>
bool read_json(const Statement& row, int column, T& into) {
  auto read = connect::decode<T>(row.bytes(column));
  if (read) into = std::move(*read);
  return read.has_value();
}

template <class E>
bool read_enum(const Statement& row, int column, E last, E& into) {
  const std::int64_t number = row.number(column);
  if (number < 0 || number > static_cast<std::int64_t>(last)) return false;
  into = static_cast<E>(number);
  return true;
}

template <std::size_t N>
bool read_bytes(const Statement& row, int column, std::array<std::uint8_t, N>& into) {
  const std::string bytes = row.bytes(column);
  if (bytes.size() == N) std::copy(bytes.begin(), bytes.end(), into.begin());
  return bytes.size() == N;
}

// A pin in three columns from this one on.
bool read_pin(const Statement& row, int column, std::optional<connect::Pin>& into) {
  if (row.is_nothing(column)) return true;
  connect::Pin pin{.host = row.bytes(column), .root = {}, .root_der = row.bytes(column + 2)};
  if (!read_bytes(row, column + 1, pin.root.bytes)) return false;
  into = std::move(pin);
  return true;
}

Unexpected<Finding> damaged() { return fault("a pairing in the store is damaged; put a backup in its place"); }

// Calls for every row; false from it ends with damaged().
template <class Take>
Result<void> each_row(Statement& rows, Take take) {
  for (;;) {
    auto row = rows.step();
    if (!row) return Unexpected{std::move(row).error()};
    if (!*row) return {};
    if (!take()) return damaged();
  }
}

// A row as a pairing, without its tokens. What we have not written ourselves is damage.
Result<Pairing> pairing_in(const Statement& row) {
  Pairing pairing;
  const bool whole = read_bytes(row, 0, pairing.pair.own.uuid) && read_bytes(row, 1, pairing.pair.peer.uuid) &&
                     read_enum(row, 3, connect::PairingState::unpairing, pairing.state) &&
                     read_enum(row, 4, connect::Role::rm, pairing.own_role) &&
                     read_enum(row, 5, connect::CommunicationRole::server, pairing.communicates_as) &&
                     read_json(row, 6, pairing.peer_node) && read_json(row, 7, pairing.peer_endpoint) &&
                     read_json(row, 8, pairing.own_node) && read_json(row, 9, pairing.own_endpoint) &&
                     read_pin(row, 11, pairing.pin);
  if (!whole) return damaged();
  pairing.session_url = row.bytes(10);
  pairing.since = time_at(row, 14);
  return pairing;
}

Result<std::vector<Pairing>> collect(Database& database, const Sealing& sealing, Statement& rows) {
  std::vector<Pairing> found;
  for (;;) {
    auto row = rows.step();
    if (!row) return Unexpected{std::move(row).error()};
    if (!*row) break;
    auto pairing = pairing_in(rows);
    if (!pairing) return Unexpected{std::move(pairing).error()};
    found.push_back(std::move(*pairing));
  }
  for (Pairing& pairing : found) {
    if (auto done = read_tokens(database, sealing, pairing); !done) return Unexpected{std::move(done).error()};
  }
  return found;
}

}  // namespace

Statement& bind_pair(Statement& statement, const Pair& pair) {
  return statement.bind_bytes(text_of(pair.own)).bind_bytes(text_of(pair.peer));
}

Statement& bind_time(Statement& statement, Time time) {
  return statement.bind(time.seconds).bind(std::int64_t{time.nanoseconds});
}

Result<void> write(Database& database, const Sealing& sealing, const Pairing& pairing) {
  if (auto done = erase(database, pairing.pair, which_of(pairing)); !done) return done;
  Statement row(database, "INSERT INTO pairing VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  bind_key(row, pairing.pair, which_of(pairing))
      .bind(static_cast<std::int64_t>(pairing.state))
      .bind(static_cast<std::int64_t>(pairing.own_role))
      .bind(static_cast<std::int64_t>(pairing.communicates_as))
      .bind_text(connect::encode(pairing.peer_node))
      .bind_text(connect::encode(pairing.peer_endpoint))
      .bind_text(connect::encode(pairing.own_node))
      .bind_text(connect::encode(pairing.own_endpoint))
      .bind_text(pairing.session_url);
  if (pairing.pin) {
    const auto& root = pairing.pin->root.bytes;
    row.bind_text(pairing.pin->host).bind_bytes(root.data(), root.size()).bind_bytes(pairing.pin->root_der);
  } else {
    row.bind_nothing().bind_nothing().bind_nothing();
  }
  if (auto done = bind_time(row, pairing.since).run(); !done) return done;
  return write_tokens(database, sealing, pairing);
}

Result<void> erase(Database& database, const Pair& pair, Which which) {
  Statement row(database, "DELETE FROM pairing WHERE own=? AND peer=? AND provisional=?");
  return bind_key(row, pair, which).run();
}

Result<std::optional<Pairing>> read(Database& database, const Sealing& sealing, const Pair& pair, Which which) {
  const std::string sql = std::string(columns) + "WHERE own=? AND peer=? AND provisional=?";
  Statement rows(database, sql.c_str());
  bind_key(rows, pair, which);
  auto found = collect(database, sealing, rows);
  if (!found) return Unexpected{std::move(found).error()};
  return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Result<std::vector<Pairing>> read_all(Database& database, const Sealing& sealing,
                                      const std::optional<connect::NodeId>& own) {
  const std::string sql = std::string(columns) + (own ? "WHERE own=? " : "") + "ORDER BY own, peer, provisional";
  Statement rows(database, sql.c_str());
  if (own) rows.bind_bytes(text_of(*own));
  return collect(database, sealing, rows);
}

Result<std::vector<Pair>> read_begun_by(Database& database, const connect::NodeId& own) {
  Statement rows(database, "SELECT DISTINCT peer FROM pairing WHERE own=? AND communicates_as=? ORDER BY peer");
  rows.bind_bytes(text_of(own)).bind(static_cast<std::int64_t>(connect::CommunicationRole::client));
  std::vector<Pair> found;
  auto done = each_row(rows, [&] {
    found.push_back({own, {}});
    return read_bytes(rows, 0, found.back().peer.uuid);
  });
  if (!done) return Unexpected{std::move(done).error()};
  return found;
}

Result<std::vector<connect::Pin>> read_pins(Database& database, const std::string& host) {
  Statement rows(database, "SELECT pin_host, pin_root, pin_der FROM pairing WHERE pin_host=? ORDER BY own, peer");
  rows.bind_text(host);
  std::vector<connect::Pin> found;
  auto done = each_row(rows, [&] {
    std::optional<connect::Pin> pin;
    if (!read_pin(rows, 0, pin) || !pin) return false;
    found.push_back(*std::move(pin));
    return true;
  });
  if (!done) return Unexpected{std::move(done).error()};
  return found;
}

}  // namespace s2::store
