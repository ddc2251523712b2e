// The life of a pairing attempt at the pairing server. Source: digest, 5.1.

#include <s2/connect/pairing_attempt.hpp>

namespace s2::connect {
namespace {

using enum PairingStage;
using enum PairingCause;

constexpr PairingRow rows[] = {
    {delaying, second_over, PairingReply::challenge, awaiting_response},

    {awaiting_response, response_right, PairingReply::details, details_done},
    {awaiting_response, response_wrong, PairingReply::forbidden, failed},
    {awaiting_response, wrong_step, PairingReply::refused, failed},
    {awaiting_response, no_session_url, PairingReply::refused, failed},
    {awaiting_response, called_off, PairingReply::finished, failed},
    {awaiting_response, unreadable, PairingReply::refused, awaiting_response},
    {awaiting_response, superseded, PairingReply::nothing, failed},
    {awaiting_response, expired, PairingReply::nothing, failed},

    {details_done, details_again, PairingReply::stored, details_done},
    {details_done, wrong_step, PairingReply::refused, failed},
    {details_done, finalised, PairingReply::finished, done},
    {details_done, store_failed, PairingReply::error, failed},
    {details_done, called_off, PairingReply::finished, failed},
    {details_done, unreadable, PairingReply::refused, details_done},
    {details_done, expired, PairingReply::nothing, failed},

    {done, details_again, PairingReply::stored, done},
    {done, finalised_again, PairingReply::finished, done},
    {failed, finalised_again, PairingReply::finished, failed},  // a repeated success = false
};

}  // namespace

std::span<const PairingRow> pairing_table() { return rows; }

const PairingRow* find_pairing_row(PairingStage from, PairingCause cause) {
  for (const PairingRow& row : rows) {
    if (row.from == from && row.cause == cause) return &row;
  }
  return nullptr;
}

}  // namespace s2::connect
