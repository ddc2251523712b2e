#pragma once
// Sentences: what happens between strangers, for people and for programs.

#include <s2/connect.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace s2::paired {

/// Something that happened.
struct Told {
  /// How it weighs.
  enum class Weight : std::uint8_t {
    good,    ///< what was wanted
    plain,   ///< worth knowing
    notice,  ///< worth a thought
    bad,     ///< what was wanted did not come about
  };
  Weight weight = Weight::plain;  ///< see above
  std::string_view event;         ///< stable word, e.g. "paired", for programs
  std::string id;                 ///< of a problem, e.g. "S2CPP-CODE-WRONG"; may be empty
  std::string text;               ///< a sentence without secrets, harmless for terminals; no full stop
};

/// Each of the events as a sentence; empty for what goes without saying.
std::optional<Told> told(const connect::PairingEvent& event);
/// See above.
std::optional<Told> told(const connect::SessionServerEvent& event);
/// See above.
std::optional<Told> told(const connect::SessionClientEvent& event);

/// Whether it says no more than that a session has ended: whoever held the session knows.
bool is_end_of_session(const connect::SessionClientEvent& event);

/// Whether it says why there is no session now, or will be none.
bool is_obstacle(const connect::SessionClientEvent& event);

/// A sentence with its id behind it, for people: "the code is … [S2CPP-CODE-WRONG]".
std::string line_of(const Told& told);

/// The word for how far a pairing has come: "paired", "undecided", "unpairing".
std::string_view word_of(connect::PairingState state);

}  // namespace s2::paired
