#pragma once
// Windows: objects that replace each other along the clock, with those that are only scheduled.

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace s2 {

/// System descriptions and leakage behaviours: one is in force, others are scheduled by their valid_from. T has the
/// members message_id and valid_from. Source: rule catalogue, C.7.
template <class T>
class Windows {
 public:
  /// What is held.
  using Value = T;
  /// An object and the moment it begins to count.
  struct Item {
    T value;    ///< as it was sent
    Time from;  ///< valid_from, or the reception when that was later or at most the skew tolerance earlier
  };

  /// Takes in a newly received object. A valid_from at most `skew` ahead counts as now. Of two that begin at the same
  /// moment the later received replaces the earlier. Beyond `limit` scheduled ones the one furthest ahead is dropped.
  void take(const T& value, Time now, Duration skew, std::size_t limit) {
    const Time from = value.valid_from <= now + skew ? now : value.valid_from;
    advance(now);
    if (from == now) {
      current_.assign(1, Item{value, from});
      return;
    }
    const auto place = std::lower_bound(scheduled_.begin(), scheduled_.end(), from,
                                        [](const Item& item, Time when) { return item.from < when; });
    if (place != scheduled_.end() && place->from == from) {
      *place = Item{value, from};
    } else {
      scheduled_.insert(place, Item{value, from});
    }
    if (scheduled_.size() > limit) scheduled_.pop_back();
  }

  /// Lets what was scheduled come into force. Every other member looks at the state of the last advance().
  void advance(Time now) {
    while (!scheduled_.empty() && scheduled_.front().from <= now) {
      current_.assign(1, std::move(scheduled_.front()));
      scheduled_.erase(scheduled_.begin());
    }
  }

  /// What statuses and timers are judged against: the one in force, or the next scheduled one when none is (OM-023).
  const T* in_force() const {
    if (!current_.empty()) return &current_.front().value;
    return scheduled_.empty() ? nullptr : &scheduled_.front().value;
  }

  /// What will be in force at a moment, as far as is known; the next scheduled one when nothing will be.
  const T* at(Time when) const {
    const T* found = in_force();
    for (const Item& item : scheduled_) {
      if (item.from <= when) found = &item.value;
    }
    return found;
  }

  /// Since when the one in force counts; nullptr when none is in force.
  const Item* current() const { return current_.empty() ? nullptr : &current_.front(); }
  /// Those to come, earliest first.
  std::span<const Item> scheduled() const { return scheduled_; }
  /// Whether anything is in force or scheduled.
  bool known() const { return in_force() != nullptr; }

  /// Withdraws the object that came with this message; false when there is none. No older one comes back.
  bool revoke(const Id& message_id) {
    const auto is_it = [&](const Item& item) { return item.value.message_id == message_id; };
    return std::erase_if(current_, is_it) + std::erase_if(scheduled_, is_it) > 0;
  }

  /// Forgets everything.
  void clear() {
    current_.clear();
    scheduled_.clear();
  }

 private:
  std::vector<Item> current_;    // none or one
  std::vector<Item> scheduled_;  // earliest first
};

/// Forecasts and targets: the newest message replaces earlier ones from its start_time on. T has the member start_time.
/// Source: rule catalogue, C.7.
template <class T>
class Courses {
 public:
  /// Takes in a newly received course; of more than `limit` the oldest is forgotten.
  void take(const T& value, std::size_t limit) {
    std::erase_if(courses_, [&](const T& older) { return older.start_time >= value.start_time; });
    courses_.push_back(value);
    if (courses_.size() > limit) courses_.erase(courses_.begin());
  }

  /// The course that counts at a moment; nullptr before the first. It may have ended already.
  const T* at(Time when) const {
    const T* found = nullptr;
    for (const T& course : courses_) {
      if (course.start_time <= when) found = &course;
    }
    return found;
  }

  /// The newest one; nullptr when there was none.
  const T* newest() const { return courses_.empty() ? nullptr : &courses_.back(); }
  /// All that still count somewhere, by start_time.
  std::span<const T> all() const { return courses_; }
  /// Forgets everything.
  void clear() { courses_.clear(); }

 private:
  std::vector<T> courses_;  // oldest first; every one starts later than the one before
};

}  // namespace s2
