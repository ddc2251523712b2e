#pragma once
// Flow: messages one way, by a schedule that waits for nobody.

#include "aim.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <vector>

namespace s2::bench {

/// So many messages at a steady rate. Each counts from when it was due, so that what delays its sending is not
/// overlooked. Messages of a session arrive in their order, so the n-th that arrives is the n-th that was sent. One
/// thread sends, another one receives; latencies() is for when both have ended.
class Flow {
 public:
  /// Has not begun.
  Flow(std::size_t messages, double per_s) : per_s_(per_s), arrivals_(messages) {}

  /// The first message is due now. Only the first call counts.
  void begin() {
    if (sent_ == 0) began_ = Clock::now();
  }
  /// Whether another one is due.
  bool is_due() const { return !is_complete() && Clock::now() >= due(sent_); }
  /// It was sent.
  void count() { ++sent_; }
  /// How many were sent.
  std::size_t sent() const { return sent_; }
  /// Whether all were sent.
  bool is_complete() const { return sent_ == arrivals_.size(); }

  /// One has arrived.
  void arrived() {
    const std::size_t number = arrived_;
    if (number < arrivals_.size()) arrivals_[number] = Clock::now();
    ++arrived_;
  }
  /// Whether all have arrived.
  bool has_arrived() const { return arrived_ >= arrivals_.size(); }

  /// How long each took.
  Times latencies() const {
    Times took;
    for (std::size_t i = 0; i < arrivals_.size(); ++i) {
      took.add(std::chrono::duration<double, std::milli>(arrivals_[i] - due(i)).count());
    }
    return took;
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point due(std::size_t number) const {
    const std::chrono::duration<double> offset(static_cast<double>(number) / per_s_);
    return began_ + std::chrono::duration_cast<Clock::duration>(offset);
  }

  double per_s_;
  Clock::time_point began_;
  std::size_t sent_ = 0;
  std::vector<Clock::time_point> arrivals_;
  std::atomic<std::size_t> arrived_ = 0;
};

}  // namespace s2::bench
