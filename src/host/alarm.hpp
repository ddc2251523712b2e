#pragma once
// Alarm: wakes an engine at its deadline.

#include <s2/transport/loop.hpp>
#include <s2/transport/system.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace s2::host {

/// One timer of a loop by the clock of this machine, which the engines go by.
class Alarm {
 public:
  /// Calls this when it goes off.
  Alarm(transport::Loop& loop, std::function<void()> ring) : loop_(loop), ring_(std::move(ring)) {}
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;
  ~Alarm() { set(std::nullopt); }

  /// Goes off at this moment, soon when that is over, or not at all; whatever was set before is forgotten.
  void set(std::optional<Time> due) {
    if (due == due_) return;
    if (timer_ != 0) loop_.cancel(std::exchange(timer_, 0));
    due_ = due;
    if (!due) return;
    // Spans are cut to whole milliseconds; one more, so that it is not too early.
    const Duration span = std::max(*due - transport::system_now() + Duration(1), Duration(1));
    timer_ = loop_.after(span, [this] {
      timer_ = 0;
      due_.reset();
      ring_();
    });
  }

 private:
  transport::Loop& loop_;
  std::function<void()> ring_;
  std::optional<Time> due_;
  std::uint64_t timer_ = 0;
};

}  // namespace s2::host
