#pragma once
// Timeline: values over spans of time, replaced from a moment on by newer ones, as forecasts are.

#include "bounds.hpp"

#include <s2/base/time.hpp>

#include <algorithm>
#include <vector>

namespace s2::planner {

/// Seconds from one moment to a later one; negative when it is earlier.
inline double seconds_between(Time from, Time until) { return static_cast<double>((until - from).count()) / 1000.0; }

/// Values that hold over spans, in order of time and without overlap; at most Bounds::timeline_spans of them.
template <class Value>
class Timeline {
 public:
  /// A value and when it holds.
  struct Span {
    Time from;    ///< begin
    Time until;   ///< end, exclusive
    Value value;  ///< what holds
  };

  /// What a message says: consecutive elements from its start replace everything from there on (rule catalogue, C.7).
  /// `value_of` turns an element into a value.
  template <class Elements, class ValueOf>
  void replace(Time start, const Elements& elements, Time now, ValueOf value_of) {
    std::erase_if(spans_, [&](const Span& span) { return span.from >= start || span.until <= now; });
    if (!spans_.empty()) spans_.back().until = std::min(spans_.back().until, start);
    for (const auto& element : elements) {
      if (spans_.size() == Bounds::timeline_spans) return;
      const Time until = start + element.duration;
      if (until > now) spans_.push_back({start, until, value_of(element)});
      start = until;
    }
  }

  /// The value that holds at a moment; nullptr when none does.
  const Value* at(Time moment) const {
    const auto after = std::upper_bound(spans_.begin(), spans_.end(), moment,
                                        [](Time wanted, const Span& span) { return wanted < span.from; });
    if (after == spans_.begin() || std::prev(after)->until <= moment) return nullptr;
    return &std::prev(after)->value;
  }

  /// Calls `visit(value, seconds)` for every value that holds within a span, with how long it does.
  template <class Visit>
  void within(Time from, Time until, Visit visit) const {
    for (const auto& span : spans_) {
      if (span.from >= until) return;
      const double seconds = seconds_between(std::max(from, span.from), std::min(until, span.until));
      if (seconds > 0) visit(span.value, seconds);
    }
  }

  /// Forgets everything.
  void clear() { spans_.clear(); }
  /// How many spans are kept.
  std::size_t size() const { return spans_.size(); }

 private:
  std::vector<Span> spans_;
};

}  // namespace s2::planner
