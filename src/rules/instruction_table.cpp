// The life of an instruction: which reported status may follow which. Rule catalogue, C.8.

#include <s2/rules.hpp>

#include <iterator>

namespace s2 {
namespace {

using Set = std::uint8_t;
constexpr Set one(InstructionStatus status) { return static_cast<Set>(1u << static_cast<unsigned>(status)); }
template <class... More>
constexpr Set of(InstructionStatus status, More... more) {
  return static_cast<Set>((one(status) | ... | one(more)));
}

using enum InstructionStatus;

struct Row {
  InstructionStatus reported;
  Set next;
};

// A final status may be repeated; the repetition means nothing.
constexpr Row rows[] = {
    {new_, of(accepted, rejected, revoked, started, succeeded, aborted)},
    {accepted, of(started, succeeded, revoked, aborted)},
    {rejected, of(rejected)},
    {revoked, of(revoked)},
    {started, of(succeeded, aborted, revoked)},
    {succeeded, of(succeeded)},
    {aborted, of(aborted)},
};

constexpr bool one_row_per_status() {
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    if (static_cast<std::size_t>(rows[i].reported) != i) return false;
  }
  return true;
}
static_assert(one_row_per_status());

const Row& row_of(InstructionStatus status) { return rows[static_cast<std::size_t>(status)]; }

}  // namespace

bool may_follow(std::optional<InstructionStatus> from, InstructionStatus to) {
  return !from || (row_of(*from).next & one(to));
}

bool is_final(InstructionStatus status) { return row_of(status).next == one(status); }

}  // namespace s2
