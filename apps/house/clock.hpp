#pragma once
// Clock: the time of a house and the alarms set in it. The house never asks the machine; it is given one of these.

#include <s2/base/time.hpp>

#include <cstdint>
#include <functional>
#include <optional>

namespace s2::house {

/// Tells the time of a house and calls back at moments of it. For one thread.
class Clock {
 public:
  /// Names a callback that was asked for.
  using Timer = std::uint64_t;

  virtual ~Clock() = default;

  /// The time of the house; never goes back.
  virtual Time now() const = 0;

  /// Calls back once, at `due` or as soon after as possible, never from inside this call.
  virtual Timer at(Time due, std::function<void()> callback) = 0;

  /// Forgets a callback; one that was called or cancelled already is ignored.
  virtual void cancel(Timer timer) = 0;
};

/// At most one callback at a time, forgotten when its owner goes. The clock outlives it.
class Alarm {
 public:
  /// An alarm that is not set.
  explicit Alarm(Clock& clock) : clock_(clock) {}
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;
  ~Alarm() { clear(); }

  /// Sets it anew; what was set before is forgotten.
  void set(Time due, std::function<void()> callback) {
    clear();
    due_ = due;
    timer_ = clock_.at(due, [this, call = std::move(callback)] {
      due_.reset();
      call();
    });
  }

  /// Forgets what was set.
  void clear() {
    if (due_) clock_.cancel(timer_);
    due_.reset();
  }

  /// When it rings; empty when it is not set.
  std::optional<Time> due() const { return due_; }

 private:
  Clock& clock_;
  Clock::Timer timer_ = 0;
  std::optional<Time> due_;
};

}  // namespace s2::house
