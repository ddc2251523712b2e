// Values over time.

#include "span.hpp"

#include <s2/devices.hpp>

namespace s2::devices {
namespace {

// The step a moment lies in, counted from the start; may lie outside the series.
std::int64_t index_of(const Series& series, Time moment) {
  const double steps = seconds_between(series.start, moment) * 1e3 / static_cast<double>(series.step.count());
  return static_cast<std::int64_t>(std::floor(steps + 1e-12));
}

}  // namespace

double Series::at(Time moment) const {
  if (values.empty()) return 0;
  if (step <= Duration{0} || moment < start) return values.front();
  const auto last = static_cast<std::int64_t>(values.size()) - 1;
  return values[static_cast<std::size_t>(std::clamp<std::int64_t>(index_of(*this, moment), 0, last))];
}

double Series::mean(Time from, Time until) const {
  const double length = seconds_between(from, until);
  if (values.empty() || step <= Duration{0} || length <= 0) return at(from);
  const Time end = start + step * static_cast<std::int64_t>(values.size());
  double sum = 0;
  if (from < start) sum += values.front() * seconds_between(from, std::min(start, until));
  if (until > end) sum += values.back() * seconds_between(std::max(end, from), until);
  // Each step is found from its number, not by adding up, so that no step is met twice.
  for (auto i = std::max<std::int64_t>(index_of(*this, std::max(from, start)), 0);
       i < static_cast<std::int64_t>(values.size()); ++i) {
    const Time begins = std::max(from, start + step * i);
    const Time ends = std::min(until, start + step * (i + 1));
    if (begins >= until) break;
    if (begins < ends) sum += values[static_cast<std::size_t>(i)] * seconds_between(begins, ends);
  }
  return sum / length;
}

}  // namespace s2::devices
