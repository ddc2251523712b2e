#pragma once
// The loop: timers and sockets on one thread.

#include <s2/base/time.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace s2::transport {

/// One thread's loop: timers and sockets take turns in it. Outlives every server and connection made with it; what is
/// still under way when it is destroyed is dropped without a call.
class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Runs until stop() or until there is nothing left to wait for: no timer, no socket, no interrupt.
  void run();
  /// Waits at most `patience` for something to happen and handles one thing; false when nothing did. Does not wait when
  /// there is nothing to wait for.
  bool run_one(Duration patience);
  /// Handles everything that is ready without waiting; returns how much that was.
  std::size_t poll();
  /// Makes run() return; when it is not running, the next run() returns at once.
  void stop();
  /// Calls back once after a real-time span (at once, but not from inside this call, when it is not positive); returns
  /// a handle for cancel().
  std::uint64_t after(Duration span, std::function<void()> callback);
  /// Forgets a timer; unknown handles are ignored.
  void cancel(std::uint64_t timer);
  /// Calls back from the loop, soon. The one member that may be called from other threads.
  void post(std::function<void()> callback);
  /// Calls back once when SIGINT or SIGTERM arrives; the process is not ended by it. A second signal ends it the
  /// default way, even when the loop is stuck. Asking again replaces the callback.
  void on_interrupt(std::function<void()> callback);

  /// The loop's inside, for the transports.
  struct Parts;
  /// See Parts.
  Parts& parts() { return *parts_; }

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace s2::transport
