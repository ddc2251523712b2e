// The steps of a pairing client. Source: digest, 5.2; repetitions by C-177 and C-183.

#include <s2/connect/pairing_steps.hpp>

namespace s2::connect {
namespace {

using enum PairingStep;
using enum PairingTurn;

constexpr PairingStepRow rows[] = {
    {index, understood, request},
    {index, not_understood, failed},
    {index, no_answer, failed},
    {index, distrusted, failed},
    {index, cancelled, failed},

    {request, response_right, details},
    {request, response_wrong, calling_off},
    {request, unfit, calling_off},
    {request, nameless, failed},
    {request, nothing_to_announce, calling_off},
    {request, refused, failed},
    {request, busy, pause},
    {request, busy_too_often, failed},
    {request, no_answer, failed},
    {request, distrusted, failed},
    {request, cancelled, failed},

    {pause, timer, request},
    {pause, cancelled, failed},

    {details, accepted, finalise},
    {details, not_understood, calling_off},
    {details, cannot_store, calling_off},
    {details, refused, failed},     // the id is dead (C-187)
    {details, no_answer, details},  // the same request again
    {details, distrusted, calling_off},
    {details, out_of_time, calling_off},
    {details, cancelled, calling_off},

    {finalise, confirmed, done},
    {finalise, refused, failed},
    {finalise, no_answer, finalise},  // the same request again (C-177)
    {finalise, distrusted, finalise},
    {finalise, ambiguous, undecided},
    {finalise, out_of_time, undecided},
    {finalise, cannot_store, undecided},  // the server has it; the provisional pairing is ours

    {calling_off, understood, failed},
    {calling_off, no_answer, failed},
    {calling_off, distrusted, failed},
    {calling_off, out_of_time, failed},
};

}  // namespace

std::span<const PairingStepRow> pairing_steps() { return rows; }

const PairingStepRow* find_pairing_step(PairingStep from, PairingTurn turn) {
  for (const PairingStepRow& row : rows) {
    if (row.from == from && row.turn == turn) return &row;
  }
  return nullptr;
}

}  // namespace s2::connect
