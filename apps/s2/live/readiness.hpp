#pragma once
// Readiness: tells a loop that a descriptor can be read.

#include <s2/transport.hpp>

#include <functional>
#include <memory>

namespace s2::app {

/// Watches one descriptor from a thread of its own, because a loop watches sockets only. Destroyed before the loop.
class Readiness {
 public:
  /// A watch that is not waiting. `on_ready` is called from the loop.
  Readiness(transport::Loop& loop, int file, std::function<void()> on_ready);
  ~Readiness();
  Readiness(const Readiness&) = delete;
  Readiness& operator=(const Readiness&) = delete;

  /// Calls back once when the descriptor can be read or has ended.
  void wait();

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

}  // namespace s2::app
