// What the fuses leave for a steered device.

#include "fuse.hpp"

#include "bounds.hpp"

#include <algorithm>

namespace s2::planner {

Fuse::Fuse(double total_w, int phases)
    : total_w_(std::max(0.0, total_w)),
      limit_w_(total_w_ * (1 - Threshold::fuse_reserve)),
      three_phases_(phases == 3) {}

double Fuse::most(const Flow& rest, const Wiring& wiring) const {
  const double in_all = limit_w_ - rest.total;
  if (!three_phases_) return in_all;
  return std::min(in_all, (limit_w_ / 3 - rest.heaviest()) / wiring.worst_share());
}

double Fuse::least(const Flow& rest, const Wiring& wiring) const {
  const double in_all = -limit_w_ - rest.total;
  if (!three_phases_) return in_all;
  return std::max(in_all, (-limit_w_ / 3 - rest.lightest()) / wiring.worst_share());
}

}  // namespace s2::planner
