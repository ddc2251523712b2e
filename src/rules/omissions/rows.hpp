#pragma once
// Rows: for each rule about an omission what opens a wait, what settles it, how long it takes, and who owes it.

#include "wait.hpp"

#include <s2/omissions.hpp>

#include <span>
#include <string>

namespace s2::rules {

/// What happens besides messages.
enum class Event : std::uint8_t {
  started,    ///< the connection is open
  answered,   ///< a message was answered
  activated,  ///< another control type is in force
};

/// What happens, for an opener.
struct Scene {
  const Registry& registry;        ///< afterwards
  const OmissionTimes& times;      ///< how long things may take
  Waits& waits;                    ///< what is awaited
  Time now;                        ///< when
  EnergyManagementRole sender{};   ///< of the message
  const Message* message{};        ///< that took effect; nullptr otherwise
  const Id& message_id;            ///< of the message that took effect, was answered, or selected a control type
  Kind kind{};                     ///< its type
  ReceptionStatusValues status{};  ///< what it was answered with

  /// Awaits something about a subject; nullptr when there is no room. `extra` comes on top of the time of the row,
  /// which counts from `from`.
  Wait* await(Awaited what, const Id& subject, Time from, Duration extra = {}) const;
  /// The same from `now` on.
  Wait* await(Awaited what, const Id& subject = {}) const { return await(what, subject, now); }
};

/// How a wait stands when its time is over.
enum class Still : std::uint8_t {
  owed,     ///< it did not happen
  settled,  ///< it did, or is not needed any longer
  later,    ///< it takes longer than was to be foreseen
};

/// Who has to act.
enum class Owes : std::uint8_t { rm, cem, sender, receiver };

/// One rule about an omission.
struct Row {
  Awaited what;                               ///< in the order of the table
  std::string_view rule;                      ///< its id
  Duration OmissionTimes::*within = nullptr;  ///< how long it may take; nullptr: found at once
  Owes owes = Owes::rm;                       ///< by whom, seen from the message that opens it
  bool ends_with_control_type = false;        ///< it is forgotten when that changes
  std::optional<Event> event = {};            ///< what opens it besides messages
  KindSet opened_by{};                        ///< the types of messages that open it
  void (*open)(const Scene&) = nullptr;       ///< … and how
  KindSet settled_by{};                       ///< the types of messages that may settle it
  bool (*settles)(const Message&, const Wait&, const OmissionTimes&) = nullptr;  ///< … and whether one does; nullptr:
                                                                                 ///< as `still` says, or else it does
  Still (*still)(Wait&, const Registry&) = nullptr;             ///< how it stands in the end; nullptr: it is owed
  std::string (*says)(const Wait&, const Registry&) = nullptr;  ///< the sentence
};

/// The table.
std::span<const Row> omission_rows();
/// One row.
inline const Row& row_of(Awaited what) { return omission_rows()[static_cast<std::size_t>(what)]; }

// --- session_waits.cpp: handshake, answers, details, selection, end ---
void await_handshake(const Scene& scene);
Still handshake_still(Wait& wait, const Registry& registry);
std::string handshake_says(const Wait& wait, const Registry& registry);
void await_repetition(const Scene& scene);
bool is_repetition(const Message& message, const Wait& wait, const OmissionTimes& times);
std::string repetition_says(const Wait& wait, const Registry& registry);
void await_details(const Scene& scene);
Still details_still(Wait& wait, const Registry& registry);
std::string details_say(const Wait& wait, const Registry& registry);
void note_early(const Scene& scene);
std::string early_says(const Wait& wait, const Registry& registry);
void await_close(const Scene& scene);
std::string close_says(const Wait& wait, const Registry& registry);
void await_description(const Scene& scene);
std::string description_says(const Wait& wait, const Registry& registry);

// --- instruction_waits.cpp: what becomes of instructions ---
void await_report(const Scene& scene);
bool is_report(const Message& message, const Wait& wait, const OmissionTimes& times);
Still report_still(Wait& wait, const Registry& registry);
std::string report_says(const Wait& wait, const Registry& registry);
void await_end(const Scene& scene);
bool is_end(const Message& message, const Wait& wait, const OmissionTimes& times);
Still end_still(Wait& wait, const Registry& registry);
std::string end_says(const Wait& wait, const Registry& registry);
void await_end_of_revoked(const Scene& scene);
std::string end_of_revoked_says(const Wait& wait, const Registry& registry);

// --- instructed_modes.cpp: modes that were asked for ---
void note_crowd(const Scene& scene);
std::string crowd_says(const Wait& wait, const Registry& registry);
void await_instructed_mode(const Scene& scene);
bool shows_instructed_mode(const Message& message, const Wait& wait, const OmissionTimes& times);
Still instructed_mode_still(Wait& wait, const Registry& registry);
std::string instructed_mode_says(const Wait& wait, const Registry& registry);

// --- mode_waits.cpp: what an RM tells of modes, timers and demand ---
void await_timers(const Scene& scene);
bool is_timer(const Message& message, const Wait& wait, const OmissionTimes& times);
std::string timer_says(const Wait& wait, const Registry& registry);
void await_statuses(const Scene& scene);
Still status_still(Wait& wait, const Registry& registry);
std::string status_says(const Wait& wait, const Registry& registry);
void await_demand(const Scene& scene);
Still demand_still(Wait& wait, const Registry& registry);
std::string demand_says(const Wait& wait, const Registry& registry);

/// A span in words: "60 s", "1500 ms".
std::string in_words(Duration span);
/// "RM" or "CEM".
std::string_view in_words(EnergyManagementRole role);
/// How long a wait has taken at its deadline.
inline std::string waited(const Wait& wait) { return in_words(wait.due - wait.since); }

}  // namespace s2::rules
