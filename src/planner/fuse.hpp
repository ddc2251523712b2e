#pragma once
// Fuse: how much power a steered device may take or give without anything melting.

#include "flow.hpp"

namespace s2::planner {

/// The fuses of a home, one per phase and all alike. Whatever is known of the phases is used, and what is not known is
/// assumed to be as bad as it can be.
class Fuse {
 public:
  /// Fuses that carry `total_w` together over this many phases (1 or 3); a reserve is kept free.
  Fuse(double total_w, int phases);

  /// The largest power a device of this wiring may have beside the rest; negative when it would have to feed in to
  /// keep the fuse.
  double most(const Flow& rest, const Wiring& wiring) const;
  /// The lowest power it may have beside the rest; positive when it would have to draw to keep the fuse.
  double least(const Flow& rest, const Wiring& wiring) const;
  /// What it carries in total, W.
  double total_w() const { return total_w_; }

 private:
  double total_w_;
  double limit_w_;
  bool three_phases_;
};

}  // namespace s2::planner
