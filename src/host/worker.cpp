// A thread and its loop.

#include "worker.hpp"

#include <utility>

namespace s2::host {

void Worker::start(std::shared_ptr<Door> door) {
  door_ = std::move(door);
  thread_ = std::thread([this] { loop_.run(); });
}

void Worker::stop() {
  if (!thread_.joinable()) return;
  loop_.post([this] {
    std::exchange(door_, nullptr)->tear_down();
    loop_.stop();
  });
  thread_.join();
}

}  // namespace s2::host
