// Instructions and their reported status.

#include "instruction_book.hpp"

#include <s2/base/limits.hpp>
#include <s2/rules.hpp>

namespace s2::session {

void InstructionBook::add(const Id& id, const Id& message_id, ControlType control_type) {
  const auto [entry, is_new] = entries_.insert_or_assign(id, Entry{message_id, control_type, {}});
  by_message_.insert_or_assign(message_id, id);
  if (!is_new) return;
  order_.push_back(id);
  if (order_.size() <= Limits::remembered_instructions) return;
  if (const Entry* oldest = find(order_.front())) by_message_.erase(oldest->message_id);
  entries_.erase(order_.front());
  order_.pop_front();
}

void InstructionBook::forget_message(const Id& message_id) {
  const auto found = by_message_.find(message_id);
  if (found == by_message_.end()) return;
  entries_.erase(found->second);
  std::erase(order_, found->second);
  by_message_.erase(found);
}

InstructionBook::Entry* InstructionBook::find(const Id& id) {
  const auto found = entries_.find(id);
  return found == entries_.end() ? nullptr : &found->second;
}

InstructionBook::Entry* InstructionBook::find_by_message(const Id& message_id) {
  const auto found = by_message_.find(message_id);
  return found == by_message_.end() ? nullptr : find(found->second);
}

std::optional<Finding> misfit(std::optional<InstructionStatus> reported, InstructionStatus next) {
  if (may_follow(reported, next)) return std::nullopt;
  const Rule* rule = find_rule(is_final(*reported) ? "INST-004" : "INST-005");
  return Finding{std::string(rule->id), rule->severity, "/status_type", std::string(name_of(next)),
                 std::string(name_of(next)) + " cannot follow " + std::string(name_of(*reported))};
}

}  // namespace s2::session
