#pragma once
// Worker: a thread with a loop of its own, and the door that it tends.

#include "door.hpp"

#include <s2/transport/loop.hpp>

#include <memory>
#include <thread>

namespace s2::host {

/// Carries what comes through a door in a thread beside that of the host.
class Worker {
 public:
  Worker() = default;
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  /// See stop().
  ~Worker() { stop(); }

  /// The loop; before start() the host's thread may use it.
  transport::Loop& loop() { return loop_; }
  /// Begins. The door stands on the loop.
  void start(std::shared_ptr<Door> door);
  /// Closes the door, lets its sessions go and waits for the thread.
  void stop();

 private:
  transport::Loop loop_;
  std::shared_ptr<Door> door_;
  std::thread thread_;
};

}  // namespace s2::host
