#include "replay/curve.hpp"

#include <algorithm>

namespace s2::app {

void Curve::merge(Bucket& into, const Bucket& from) {
  if (from.low.value < into.low.value) into.low = from.low;
  if (from.high.value > into.high.value) into.high = from.high;
  into.last = from.last;
}

std::size_t Curve::place_of(Time time) const {
  return static_cast<std::size_t>((time - buckets_.front().first.time) / width_);
}

// Neighbours share buckets at least twice as wide as before.
void Curve::widen() {
  const Duration span = buckets_.back().last.time - buckets_.front().first.time;
  width_ = std::max({width_ * 2, span / static_cast<Duration::rep>(capacity / 2), Duration(1)});
  std::vector<Bucket> wider;
  wider.reserve(capacity);
  for (const Bucket& bucket : buckets_) {
    if (wider.empty() || place_of(wider.back().first.time) != place_of(bucket.first.time)) {
      wider.push_back(bucket);
    } else {
      merge(wider.back(), bucket);
    }
  }
  buckets_ = std::move(wider);
}

void Curve::add(Time time, double value) {
  ++added_;
  if (!buckets_.empty()) time = std::max(time, buckets_.back().last.time);
  const Sample sample{time, value};
  const Bucket alone{sample, sample, sample, sample};
  if (!buckets_.empty() && thinned() && place_of(buckets_.back().first.time) == place_of(time)) {
    return merge(buckets_.back(), alone);
  }
  buckets_.push_back(alone);
  if (buckets_.size() > capacity) widen();
}

std::vector<Sample> Curve::samples() const {
  std::vector<Sample> samples;
  for (const Bucket& bucket : buckets_) {
    const bool falls_first = bucket.low.time <= bucket.high.time;
    for (const Sample& sample :
         {bucket.first, falls_first ? bucket.low : bucket.high, falls_first ? bucket.high : bucket.low, bucket.last}) {
      const bool is_new = samples.empty() || samples.back().time != sample.time || samples.back().value != sample.value;
      if (is_new) samples.push_back(sample);
    }
  }
  return samples;
}

void Course::put(const std::vector<Piece>& pieces) {
  if (pieces.empty()) return;
  const Time from = pieces.front().from;
  std::erase_if(pieces_, [&](const Piece& piece) { return piece.from >= from; });
  if (!pieces_.empty()) pieces_.back().until = std::min(pieces_.back().until, from);
  for (const Piece& piece : pieces) {
    if (pieces_.size() == capacity) {
      full_ = true;
      return;
    }
    if (piece.until > piece.from) pieces_.push_back(piece);
  }
}

}  // namespace s2::app
