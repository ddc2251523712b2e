#pragma once
// The life of a pairing attempt at the pairing server, as a table. Source: digest, 5.1.

#include <cstdint>
#include <span>

namespace s2::connect {

/// How far an attempt has come.
enum class PairingStage : std::uint8_t {
  delaying,           ///< requestPairing was accepted, its mandatory second runs
  awaiting_response,  ///< the id is issued
  details_done,       ///< R_s was right (7A, 7B)
  done,               ///< paired; the id only repeats answers
  failed,             ///< the id is dead
};

/// What happens to an attempt.
enum class PairingCause : std::uint8_t {
  second_over,      ///< its mandatory second is over (C-147)
  response_right,   ///< the details operation of its branch, with the right R_s
  response_wrong,   ///< the same with a wrong one
  wrong_step,       ///< the other branch's operation, another body in a repeated step, success too early (C-182)
  no_session_url,   ///< branch A, and we have nothing to announce
  details_again,    ///< the same details request again (C-183)
  finalised,        ///< success, and the pairing is stored
  store_failed,     ///< success, and it could not be stored
  called_off,       ///< no success
  finalised_again,  ///< the same finalizePairing again (C-183)
  unreadable,       ///< a body that does not parse (C-185)
  superseded,       ///< a newer attempt for the same node gets its answer (C-298)
  expired,          ///< its 15 s are over (C-180)
};

/// What the peer is told.
enum class PairingReply : std::uint8_t {
  nothing,    ///< nobody asked
  challenge,  ///< 200 to requestPairing
  details,    ///< 200 with connection details (A), 204 (B)
  stored,     ///< the answer given before
  finished,   ///< 204
  refused,    ///< 400
  forbidden,  ///< 403
  error,      ///< 500
};

/// One row: in this stage, for this cause, this reply and this next stage. Where there is no row, a bearer gets 401 and
/// nothing changes.
struct PairingRow {
  PairingStage from;   ///< where the attempt stands
  PairingCause cause;  ///< what happens
  PairingReply reply;  ///< what the peer is told
  PairingStage to;     ///< where it stands then
};

/// The table.
std::span<const PairingRow> pairing_table();

/// The row for a stage and a cause; nullptr when there is none.
const PairingRow* find_pairing_row(PairingStage from, PairingCause cause);

}  // namespace s2::connect
