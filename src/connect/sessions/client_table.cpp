// The table of communication clients.

#include "client_table.hpp"

namespace s2::connect::sessions {
namespace {

using enum SessionStage;
using enum Cause;

constexpr Stages alive{idle, waiting, asking_versions, initiating, confirming, connecting, connected, not_accepted};
constexpr Stages everywhere{idle,      waiting,       asking_versions, initiating, confirming,   connecting,
                            connected, telling_later, asking_first,    unpairing,  not_accepted, unpaired};
constexpr Stages talking{asking_versions, initiating, confirming};

constexpr Row table[] = {
    // Every attempt begins with what the store says.
    {{idle, waiting, telling_later}, due, loading, Step::load},
    {{loading}, is_paired, asking_versions, Step::ask_versions},
    {{loading}, is_unpairing, asking_first, Step::ask_versions},
    {{loading}, is_gone, unpaired, Step::none},
    {{loading}, failed, waiting, Step::delay},

    // Session initiation.
    {{asking_versions}, agreed, initiating, Step::initiate},
    {{initiating}, token_refused, initiating, Step::initiate},
    {{initiating}, pairing_dropped, loading, Step::load},
    {{initiating}, all_refused, not_accepted, Step::tell_refused},
    {{initiating}, no_longer_paired, unpaired, Step::clean_up},
    {{unpaired}, due, unpaired, Step::clean_up},
    {{initiating}, accepted, confirming, Step::confirm},
    {{confirming}, confirmed, connecting, Step::tell_ready},
    {talking, failed, waiting, Step::delay},

    // The WebSocket.
    {{connecting}, opened, connected, Step::none},
    {{connecting}, failed, waiting, Step::delay},
    {{connecting}, due, waiting, Step::delay},
    {{connected}, lost, waiting, Step::delay},
    {{connected}, asked_back, waiting, Step::return_now},

    // Unpairing.
    {alive, given_up, asking_first, Step::ask_versions},
    {{asking_first}, agreed, unpairing, Step::unpair},
    {{unpairing}, token_refused, unpairing, Step::unpair},
    {{asking_first, unpairing}, failed, telling_later, Step::delay},
    {everywhere, removed, unpaired, Step::none},

    // The user pairs again.
    {everywhere, renewed, loading, Step::load},
};

}  // namespace

std::span<const Row> rows() { return table; }

const Row* find_row(SessionStage from, Cause cause) {
  for (const Row& row : table) {
    if (row.cause == cause && row.from.contains(from)) return &row;
  }
  return nullptr;
}

}  // namespace s2::connect::sessions
