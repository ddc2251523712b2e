// What is awaited in a conversation, and until when.

#include "rows.hpp"

namespace s2::rules {

Wait* Waits::open(Wait wait) {
  if (all_.size() == Limits::awaited) return nullptr;
  if (all_.empty()) next_ = wait.due;
  count(wait);
  all_.push_back(std::move(wait));
  return &all_.back();
}

Wait* Waits::find(Awaited what, const Id& subject, const IdDigest* actuator) {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Wait& wait) {
    return wait.what == what && (!actuator || wait.actuator == *actuator) && wait.subject == subject;
  });
  return found == all_.end() ? nullptr : &*found;
}

void Waits::recount() {
  settled_by_ = {};
  if (all_.empty()) {
    std::vector<Wait>().swap(all_);
    return;
  }
  next_ = all_.front().due;
  for (const Wait& wait : all_) count(wait);
}

void Waits::count(const Wait& wait) {
  next_ = std::min(next_, wait.due);
  settled_by_ |= wait.what == Awaited::repetition ? KindSet{wait.kind} : row_of(wait.what).settled_by;
}

}  // namespace s2::rules
