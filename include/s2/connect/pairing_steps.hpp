#pragma once
// The steps of a pairing client through one attempt, as a table. Source: digest, 5.2.

#include <cstdint>
#include <span>

namespace s2::connect {

/// Where a client stands.
enum class PairingStep : std::uint8_t {
  index,        ///< asks for the version index (step 0)
  request,      ///< requestPairing (1)
  pause,        ///< waits, because the server is busy
  details,      ///< requestConnectionDetails (6A) or postConnectionDetails (6B)
  finalise,     ///< finalizePairing with success (9); the pairing stands in the store as provisional
  calling_off,  ///< finalizePairing without success
  done,         ///< paired
  undecided,    ///< the answer to 9 is lost; the first session decides (C-177)
  failed,       ///< not paired
};

/// What comes of a step.
enum class PairingTurn : std::uint8_t {
  understood,           ///< the index names a version we speak
  not_understood,       ///< what came is not what S2 Connect says, or names none
  response_right,       ///< the server knows the token (C-155)
  response_wrong,       ///< it does not
  unfit,                ///< an answer that cannot be used, with an id to call the attempt off by (C-153, C-154)
  nameless,             ///< the same without an id
  nothing_to_announce,  ///< we would serve the sessions, and have no URL
  refused,              ///< 400, 401, 403 or another status that ends the attempt
  busy,                 ///< 503 or 429
  busy_too_often,       ///< the same, once more than is worth while
  accepted,             ///< the details are exchanged, and the pairing is stored as provisional
  cannot_store,         ///< our store failed
  confirmed,            ///< 204 to step 9, and the pairing is stored
  no_answer,            ///< the connection failed
  distrusted,           ///< its TLS did: another certificate, or none to be trusted
  ambiguous,            ///< a repeated success is not known to the server: lost, or done before
  timer,                ///< a pause is over
  out_of_time,          ///< the 15 s are over (C-181)
  cancelled,            ///< our user has changed his mind
};

/// One row: at this step, for this turn, this is the next step. A turn without a row changes nothing.
struct PairingStepRow {
  PairingStep from;  ///< where the client stands
  PairingTurn turn;  ///< what comes of it
  PairingStep to;    ///< where it stands then
};

/// The table.
std::span<const PairingStepRow> pairing_steps();

/// The row for a step and a turn; nullptr when there is none.
const PairingStepRow* find_pairing_step(PairingStep from, PairingTurn turn);

}  // namespace s2::connect
