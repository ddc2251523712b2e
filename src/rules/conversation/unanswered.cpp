// Messages that wait for their answer.

#include "unanswered.hpp"

#include <s2/base/limits.hpp>

#include <utility>

namespace s2::rules {

void Unanswered::push(const Waiting& message) {
  if (size_ == Limits::unanswered) remove(0);
  if (size_ == ring_.size()) grow();
  const std::size_t at = (first_ + size_) & (ring_.size() - 1);
  ring_[at] = message;
  ids_[at] = digest_of(message.message_id);
  ++size_;
}

const Waiting* Unanswered::settle(const Id& message_id) {
  if (size_ == 0) return nullptr;
  const IdDigest wanted = digest_of(message_id);
  for (std::size_t i = 0; i < size_; ++i) {
    if (ids_[place(i)] != wanted) continue;
    std::swap(settled_, ring_[place(i)]);
    remove(i);
    return &settled_;
  }
  return nullptr;
}

const Waiting* Unanswered::overdue(Time then) {
  if (told_ == size_ || then < ring_[place(told_)].time) return nullptr;
  return &ring_[place(told_++)];
}

void Unanswered::grow() {
  std::vector<Waiting> ring(ring_.empty() ? 4 : 2 * ring_.size());
  std::vector<IdDigest> ids(ring.size());
  for (std::size_t i = 0; i < size_; ++i) {
    ring[i] = std::move(ring_[place(i)]);
    ids[i] = ids_[place(i)];
  }
  ring_ = std::move(ring);
  ids_ = std::move(ids);
  first_ = 0;
}

// Closes the gap from the side that is nearer.
void Unanswered::remove(std::size_t index) {
  if (index < told_) --told_;
  const auto move = [this](std::size_t to, std::size_t from) {
    std::swap(ring_[place(to)], ring_[place(from)]);
    ids_[place(to)] = ids_[place(from)];
  };
  if (index < size_ / 2) {
    for (std::size_t i = index; i > 0; --i) move(i, i - 1);
    first_ = place(1);
  } else {
    for (std::size_t i = index; i + 1 < size_; ++i) move(i, i + 1);
  }
  --size_;
}

}  // namespace s2::rules
