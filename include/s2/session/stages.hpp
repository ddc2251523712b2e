#pragma once
// Stages: the life of a session as one table, the same for both roles.

#include <s2/codec.hpp>
#include <s2/model/message.hpp>
#include <s2/session/events.hpp>

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace s2 {

/// How far a session has come. What may be said in connected and controlled is a matter of the state table of messages
/// (Phase); this is about beginning and end. Source: rule catalogue, C.1, C.2, C.6 and C.12.
enum class Stage : std::uint8_t {
  negotiating,  ///< bare: the version is not agreed
  agreeing,     ///< bare, CEM: a version was selected, and the RM has not said that it follows
  connected,    ///< initialised, no control type that can be steered by is active
  controlled,   ///< a control type is active
  closing,      ///< we asked to end and wait for the peer to close
  failing,      ///< we cannot go on; the next message of the peer is answered with PERMANENT_ERROR (REC-012)
  ended,        ///< over
};

/// Number of stages.
inline constexpr std::size_t stage_count = 7;

/// What moves a session from one stage to another.
enum class Cause : std::uint8_t {
  version_selected,   ///< we, the CEM, selected a version
  version_confirmed,  ///< RM: it accepted the HandshakeResponse; CEM: the RM did, or sent its details
  version_refused,    ///< the RM did not accept the version, or was told one it did not offer (HS-008)
  no_common_version,  ///< the CEM finds none (HS-011)
  same_role,          ///< both sides have the same role (HS-003)
  handshake_timeout,  ///< HS-015
  steered,            ///< a control type became active
  released,           ///< none is active any more
  ended_by_us,        ///< our application wants to end
  ended_by_peer,      ///< the peer's SessionRequest came
  connection_lost,    ///< nothing can be sent or received any more
  close_timeout,      ///< the peer did not close after our SessionRequest (SR-003)
  failed,             ///< our application cannot recover (REC-012)
  permanent_error,    ///< PERMANENT_ERROR was sent or received (REC-007)
  not_drained,        ///< nobody takes our frames
};

/// Number of causes.
inline constexpr std::size_t cause_count = 15;

/// What a session does on its way to another stage.
enum class Step : std::uint8_t {
  none,        ///< nothing more
  initialise,  ///< reports Initialised; an RM sends its details
  ask_to_end,  ///< sends a SessionRequest and waits for the peer to close
  finish,      ///< reports Ended
};

/// Several stages.
class Stages {
 public:
  /// These stages.
  constexpr Stages(std::initializer_list<Stage> stages) {
    for (const Stage stage : stages) bits_ |= 1U << static_cast<unsigned>(stage);
  }
  /// Whether a stage is among them.
  constexpr bool contains(Stage stage) const { return (bits_ >> static_cast<unsigned>(stage) & 1U) != 0; }

 private:
  unsigned bits_ = 0;
};

/// One row: in these stages, for these roles, this cause leads to another stage.
struct StageRow {
  Stages from;                      ///< where it applies
  Cause cause;                      ///< what happens
  Senders roles;                    ///< to whom
  Stage to;                         ///< where it leads
  Step step;                        ///< what is done on the way
  std::optional<EndReason> reason;  ///< why a session ends that goes to its end this way; empty: as it was asked for
};

/// The table. A cause without a row for a stage changes nothing there.
std::span<const StageRow> stage_table();

/// The row for a cause; nullptr when it changes nothing.
const StageRow* find_stage_row(Stage from, Cause cause, EnergyManagementRole role);

/// Name of a stage for people, e.g. "controlled".
std::string_view name_of(Stage stage);
/// Name of a cause for people, e.g. "version selected".
std::string_view name_of(Cause cause);

/// The table as a Mermaid state diagram, for the documents.
std::string stage_diagram();

}  // namespace s2
