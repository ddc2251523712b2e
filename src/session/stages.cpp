// The life of a session: one table for both roles. Rule catalogue, C.1, C.2, C.6, C.12.

#include <s2/session/stages.hpp>

#include <array>

namespace s2 {
namespace {

using enum Stage;
using enum Cause;

constexpr Senders both{true, true};
constexpr Senders cem{true, false};
constexpr Senders rm{false, true};

constexpr Stages handshake{negotiating, agreeing};
constexpr Stages open{connected, controlled};
constexpr Stages going{negotiating, agreeing, connected, controlled};
constexpr Stages leaving{closing, failing};
constexpr Stages alive{negotiating, agreeing, connected, controlled, closing, failing};

constexpr StageRow rows[] = {
    // The handshake of a bare session.
    {{negotiating}, version_selected, cem, agreeing, Step::none, {}},
    {{agreeing}, version_confirmed, cem, connected, Step::initialise, {}},
    {{negotiating}, version_confirmed, rm, connected, Step::initialise, {}},
    {{negotiating}, no_common_version, cem, closing, Step::ask_to_end, EndReason::no_common_version},
    {{agreeing}, version_refused, cem, closing, Step::ask_to_end, EndReason::no_common_version},
    {{negotiating}, version_refused, rm, closing, Step::ask_to_end, EndReason::no_common_version},
    {handshake, same_role, both, closing, Step::ask_to_end, EndReason::same_role},
    {handshake, handshake_timeout, both, ended, Step::finish, EndReason::handshake_timeout},

    // Control types.
    {open, steered, both, controlled, Step::none, {}},
    {open, released, both, connected, Step::none, {}},

    // The end.
    {going, ended_by_us, both, closing, Step::ask_to_end, EndReason::asked_by_us},
    {going, ended_by_peer, both, ended, Step::finish, EndReason::asked_by_peer},
    {leaving, ended_by_peer, both, ended, Step::finish, {}},
    {going, connection_lost, both, ended, Step::finish, EndReason::peer_gone},
    {leaving, connection_lost, both, ended, Step::finish, {}},
    {leaving, close_timeout, both, ended, Step::finish, {}},
    {going, failed, both, failing, Step::none, EndReason::permanent_error},
    {alive, permanent_error, both, ended, Step::finish, EndReason::permanent_error},
    {alive, not_drained, both, ended, Step::finish, EndReason::not_drained},
};

constexpr std::array<std::string_view, stage_count> stage_names = {"negotiating", "agreeing", "connected", "controlled",
                                                                   "closing",     "failing",  "ended"};

constexpr std::array<std::string_view, cause_count> cause_names = {
    "version selected",  "version confirmed", "version refused", "no common version", "same role",
    "handshake timeout", "steered",           "released",        "ended by us",       "ended by peer",
    "connection lost",   "close timeout",     "failed",          "permanent error",   "frames not taken"};

}  // namespace

std::span<const StageRow> stage_table() { return rows; }

const StageRow* find_stage_row(Stage from, Cause cause, EnergyManagementRole role) {
  for (const StageRow& row : rows) {
    if (row.cause == cause && row.from.contains(from) && row.roles.contains(role)) return &row;
  }
  return nullptr;
}

std::string_view name_of(Stage stage) { return stage_names[static_cast<std::size_t>(stage)]; }

std::string_view name_of(Cause cause) { return cause_names[static_cast<std::size_t>(cause)]; }

std::string stage_diagram() {
  std::string text = "stateDiagram-v2\n  [*] --> negotiating: bare WebSocket\n  [*] --> connected: S2 Connect\n";
  for (std::size_t i = 0; i < stage_count; ++i) {
    const auto from = static_cast<Stage>(i);
    for (const StageRow& row : rows) {
      if (!row.from.contains(from) || (row.to == from && row.step == Step::none)) continue;
      const std::string side = row.roles.cem && row.roles.rm ? "" : row.roles.cem ? "CEM: " : "RM: ";
      text += "  " + std::string(name_of(from)) + " --> " + std::string(name_of(row.to)) + ": " + side +
              std::string(name_of(row.cause)) + "\n";
    }
  }
  return text + "  ended --> [*]\n";
}

std::string_view name_of(EndReason reason) {
  constexpr std::string_view names[] = {"asked_by_us", "asked_by_peer",     "peer_gone",       "no_common_version",
                                        "same_role",   "handshake_timeout", "permanent_error", "not_drained"};
  return names[static_cast<std::size_t>(reason)];
}

}  // namespace s2
