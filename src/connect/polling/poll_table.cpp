// Long-polling at the client. Source: digest, 5.3.

#include <s2/connect/poll_client.hpp>

namespace s2::connect {
namespace {

using enum PollStage;
using enum PollCause;

constexpr PollRow rows[] = {
    {idle, available, index},

    {index, understood, polling},
    {index, incompatible, stopped},
    {index, not_offered, stopped},
    {index, unavailable, waiting},
    {index, gone, idle},
    {index, advertised_anew, index},

    {polling, served, polling},
    {polling, unavailable, waiting},
    {polling, not_offered, stopped},
    {polling, outside, barred},
    {polling, gone, idle},

    {waiting, timer, index},  // whatever made the server fail may have changed its versions
    {waiting, gone, idle},
    {waiting, advertised_anew, index},

    {stopped, advertised_anew, index},
    {stopped, gone, idle},

    {barred, subnet_changed, idle},
};

}  // namespace

std::span<const PollRow> poll_table() { return rows; }

const PollRow* find_poll_row(PollStage from, PollCause cause) {
  for (const PollRow& row : rows) {
    if (row.from == from && row.cause == cause) return &row;
  }
  return nullptr;
}

}  // namespace s2::connect
