// Messages that wait for their answer.

#include "unanswered.hpp"

#include <s2/base/limits.hpp>

#include <utility>

namespace s2::rules {

void Unanswered::push(const Waiting& message) {
  if (size() == Limits::unanswered) remove(0);
  waiting_.push() = message;
  ids_.push() = digest_of(message.message_id);
}

const Waiting* Unanswered::settle(const Id& message_id) {
  if (size() == 0) return nullptr;
  const IdDigest wanted = digest_of(message_id);
  for (std::size_t i = 0; i < size(); ++i) {
    if (ids_[i] != wanted) continue;
    std::swap(settled_, waiting_[i]);
    remove(i);
    return &settled_;
  }
  return nullptr;
}

const Waiting* Unanswered::overdue(Time then) {
  if (told_ == size() || then < waiting_[told_].time) return nullptr;
  return &waiting_[told_++];
}

void Unanswered::remove(std::size_t index) {
  if (index < told_) --told_;
  waiting_.erase(index);
  ids_.erase(index);
}

}  // namespace s2::rules
