#pragma once
// Curtailment: the power limit inside a photovoltaic inverter. Knows nothing of S2.

#include <s2/base/time.hpp>

#include <cstdint>

namespace s2::devices {

/// A limit on production that does not jump: it moves to where it is wanted with a first-order lag.
class Curtailment {
 public:
  /// No limit below the rating; `lag` is the time constant.
  Curtailment(double peak_w, Duration lag) : peak_w_(peak_w), lag_(lag), wanted_w_(peak_w), limit_w_(peak_w) {}

  /// Sets where the limit is to go, W, positive.
  void want(double limit_w);
  /// Takes the limit away.
  void release() { want(peak_w_); }
  /// Lets time pass.
  void run(double seconds);

  /// The limit that was asked for, W.
  double wanted() const { return wanted_w_; }
  /// What comes out when the sun allows `available_w`, W, positive.
  double output(double available_w) const;

 private:
  double peak_w_;
  Duration lag_;
  double wanted_w_;
  double limit_w_;
};

}  // namespace s2::devices
