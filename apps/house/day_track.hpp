#pragma once
// DayTrack: how a day went, sample by sample, for displays and plots.

#include <house/bill.hpp>

#include <s2/base/time.hpp>

#include <vector>

namespace s2::house {

/// Means over one slot of the day.
struct Slot {
  Powers powers;             ///< mean powers, W
  double price_eur_kwh = 0;  ///< mean market price, EUR/kWh
  double fill_percent = 0;   ///< the battery's state of charge at the end of the slot, %
};

/// Collects short samples into slots of equal length from the day's begin on.
class DayTrack {
 public:
  /// Slots of this length.
  DayTrack(Time start, Duration slot) : start_(start), slot_(slot) {}

  /// A sample that held over `span` until `now`; samples follow each other.
  void add(Time now, Duration span, const Powers& powers, double price_eur_kwh, double fill_percent);

  /// The slots so far, the first at the day's begin; the last may still be open.
  const std::vector<Slot>& slots() const { return slots_; }
  /// Length of a slot.
  Duration slot() const { return slot_; }
  /// The day's begin.
  Time start() const { return start_; }

 private:
  Time start_;
  Duration slot_;
  std::vector<Slot> slots_;
  double weight_ = 0;  // of the open slot, ms
};

}  // namespace s2::house
