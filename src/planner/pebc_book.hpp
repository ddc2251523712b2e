#pragma once
// PebcBook: the limits a device offers since power envelope based control was selected.

#include <s2/base/time.hpp>
#include <s2/model/pebc.hpp>

#include <deque>

namespace s2::planner {

/// The constraints a device published. At one moment the newest received whose window covers it counts (rule
/// catalogue, C.7).
class PebcBook {
 public:
  /// Takes constraints; the same id again replaces what it said before.
  void take(const pebc::PowerConstraints& message);
  /// Constraints were withdrawn.
  void revoke(const Id& id);
  /// The constraints that count now; nullptr when there are none.
  const pebc::PowerConstraints* in_force(Time now) const;
  /// How many are kept.
  std::size_t size() const { return constraints_.size(); }

 private:
  std::deque<pebc::PowerConstraints> constraints_;  // oldest first
};

}  // namespace s2::planner
