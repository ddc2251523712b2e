// Our unanswered messages.

#include "ledger.hpp"

#include <s2/base/limits.hpp>

#include <algorithm>

namespace s2::session {

void Ledger::expect(Waiting message) { waiting_.push_back(std::move(message)); }

std::optional<Waiting> Ledger::settle(const Id& message_id) {
  const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const Waiting& waiting) { return waiting.message_id == message_id; });
  if (found == waiting_.end()) return std::nullopt;
  Waiting settled = std::move(*found);
  waiting_.erase(found);
  return settled;
}

std::vector<Waiting> Ledger::overdue(Time now) {
  std::vector<Waiting> late;
  for (auto& waiting : waiting_) {
    if (waiting.reported || waiting.due > now) continue;
    waiting.reported = true;
    late.push_back(waiting);
  }
  return late;
}

std::optional<Time> Ledger::next_due() const {
  // Every message waits equally long, so the first that was not reported is due first.
  const auto found =
      std::find_if(waiting_.begin(), waiting_.end(), [](const Waiting& waiting) { return !waiting.reported; });
  if (found == waiting_.end()) return std::nullopt;
  return found->due;
}

bool Ledger::is_selecting(ControlType control_type) const {
  return std::any_of(waiting_.begin(), waiting_.end(),
                     [=](const Waiting& waiting) { return waiting.selects == control_type; });
}

void Ledger::decide_selection(ControlType control_type) {
  for (auto& waiting : waiting_) {
    const bool is_last = waiting.selects == control_type;
    waiting.selects.reset();
    if (is_last) return;
  }
}

bool Ledger::make_room() {
  if (waiting_.size() < Limits::unanswered) return true;
  if (!waiting_.front().reported) return false;
  waiting_.pop_front();
  return true;
}

}  // namespace s2::session
