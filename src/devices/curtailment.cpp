#include "curtailment.hpp"

#include <algorithm>
#include <cmath>

namespace s2::devices {

void Curtailment::want(double limit_w) {
  wanted_w_ = std::clamp(limit_w, 0.0, peak_w_);
  if (lag_ <= Duration{0}) limit_w_ = wanted_w_;
}

void Curtailment::run(double seconds) {
  if (lag_ <= Duration{0}) return;
  constexpr double arrived_w = 1;  // a lag never quite arrives; an inverter does
  const double remaining = (limit_w_ - wanted_w_) * std::exp(-seconds * 1e3 / static_cast<double>(lag_.count()));
  limit_w_ = std::abs(remaining) < arrived_w ? wanted_w_ : wanted_w_ + remaining;
}

double Curtailment::output(double available_w) const { return std::clamp(available_w, 0.0, limit_w_); }

}  // namespace s2::devices
