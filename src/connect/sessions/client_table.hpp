#pragma once
// The life of a communication client as a table. Source: digest, 5.4.

#include <s2/connect/session_client.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace s2::connect::sessions {

/// What happens to a communication client.
enum class Cause : std::uint8_t {
  due,               ///< it is time
  is_paired,         ///< the store has a pairing
  is_unpairing,      ///< the store has one that the user gave up
  is_gone,           ///< the store has none
  agreed,            ///< a version of the API was chosen
  token_refused,     ///< 401, and there is another token
  pairing_dropped,   ///< 401 to a provisional pairing, which was dropped
  all_refused,       ///< 401, and there is no other token
  no_longer_paired,  ///< NoLongerPaired
  accepted,          ///< initiateSession was answered, and the pending token is stored
  confirmed,         ///< confirmAccessToken was answered
  opened,            ///< the WebSocket is open
  lost,              ///< the session ended
  asked_back,        ///< the session ended with RECONNECT
  failed,            ///< anything else went wrong
  given_up,          ///< the user unpairs, and that is stored
  removed,           ///< the server was told, or does not know us, and the pairing was taken out
  renewed,           ///< paired anew
};

/// How many causes there are.
inline constexpr std::size_t cause_count = 18;

/// How many stages there are.
inline constexpr std::size_t stage_count = 13;

/// What is done on the way.
enum class Step : std::uint8_t {
  none,          ///< nothing
  load,          ///< look into the store
  ask_versions,  ///< GET the version index
  initiate,      ///< POST initiateSession with the next token
  confirm,       ///< POST confirmAccessToken
  unpair,        ///< POST unpair with the next token
  tell_ready,    ///< a WebSocket may be opened
  tell_refused,  ///< the user has to pair again
  clean_up,      ///< take the pairing out of the store, as soon as that is possible
  delay,         ///< wait, longer every time
  return_now,    ///< come back without delay, if that is not asked for all the time
};

/// A set of stages.
class Stages {
 public:
  constexpr Stages(std::initializer_list<SessionStage> stages) {
    for (const SessionStage stage : stages) bits_ |= 1U << static_cast<unsigned>(stage);
  }
  /// Whether a stage is one of them.
  constexpr bool contains(SessionStage stage) const { return (bits_ >> static_cast<unsigned>(stage) & 1U) != 0; }

 private:
  std::uint32_t bits_ = 0;
};

/// A row: what happens where, and what follows.
struct Row {
  Stages from;
  Cause cause;
  SessionStage to;
  Step step;
};

/// The table. What is not listed changes nothing.
std::span<const Row> rows();

/// The row for what happens in a stage; nullptr when nothing follows.
const Row* find_row(SessionStage from, Cause cause);

}  // namespace s2::connect::sessions
