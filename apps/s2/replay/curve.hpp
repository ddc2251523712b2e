#pragma once
// Curve: a measured course in bounded memory. Course: a planned one, piece by piece.

#include <s2/base/time.hpp>

#include <cstddef>
#include <vector>

namespace s2::app {

/// A value at a moment.
struct Sample {
  Time time;         ///< when
  double value = 0;  ///< in the unit of the curve
};

/// Takes any number of samples, in the order of time, and keeps the course they draw: beyond `capacity` buckets the
/// samples of neighbouring moments share one, which keeps its first, lowest, highest and last value.
class Curve {
 public:
  /// Buckets that are kept.
  static constexpr std::size_t capacity = 600;

  /// The next sample; one that is earlier than the last counts as the same moment.
  void add(Time time, double value);

  /// What to draw, in order; at most four samples a bucket.
  std::vector<Sample> samples() const;
  /// Whether nothing was added.
  bool empty() const { return buckets_.empty(); }
  /// How many were added.
  std::size_t added() const { return added_; }
  /// Whether samples share buckets.
  bool thinned() const { return width_ > Duration(0); }

 private:
  struct Bucket {
    Sample first;
    Sample low;
    Sample high;
    Sample last;
  };

  std::size_t place_of(Time time) const;
  void widen();
  static void merge(Bucket& into, const Bucket& from);

  std::vector<Bucket> buckets_;
  Duration width_{0};  // 0: a bucket for each sample
  std::size_t added_ = 0;
};

/// A value, or a band, that holds for a while.
struct Piece {
  Time from;        ///< begin
  Time until;       ///< end
  double low = 0;   ///< lower end of the band
  double high = 0;  ///< upper end; the same for a value
};

/// What was announced for the time to come: a later announcement replaces the earlier ones from its beginning on.
/// Beyond `capacity` pieces the latest are left out.
class Course {
 public:
  /// Pieces that are kept.
  static constexpr std::size_t capacity = 2000;

  /// Announces pieces, which follow each other.
  void put(const std::vector<Piece>& pieces);

  /// All pieces, in order.
  const std::vector<Piece>& pieces() const { return pieces_; }
  /// Whether pieces were left out.
  bool full() const { return full_; }

 private:
  std::vector<Piece> pieces_;
  bool full_ = false;
};

}  // namespace s2::app
