// Published power constraints.

#include "pebc_book.hpp"

#include "bounds.hpp"

#include <algorithm>

namespace s2::planner {

void PebcBook::take(const pebc::PowerConstraints& message) {
  revoke(message.id);
  constraints_.push_back(message);
  if (constraints_.size() > Bounds::constraints) constraints_.pop_front();
}

void PebcBook::revoke(const Id& id) {
  std::erase_if(constraints_, [&](const pebc::PowerConstraints& known) { return known.id == id; });
}

const pebc::PowerConstraints* PebcBook::in_force(Time now) const {
  // PEBC-011 is judged by the device's clock; an offer that just began for us may not have begun for it, so nothing is
  // based on one before its time has come.
  const auto newest = std::find_if(constraints_.rbegin(), constraints_.rend(), [&](const auto& known) {
    return known.valid_from <= now && (!known.valid_until || now < *known.valid_until);
  });
  return newest == constraints_.rend() ? nullptr : &*newest;
}

}  // namespace s2::planner
