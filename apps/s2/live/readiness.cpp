#include "live/readiness.hpp"

#include <fcntl.h>
#include <sys/poll.h>
#include <unistd.h>

#include <cerrno>
#include <thread>
#include <utility>

namespace s2::app {

// The thread sleeps in poll() on a pipe of ours and, when asked to, on the descriptor.
struct Readiness::Parts : std::enable_shared_from_this<Readiness::Parts> {
  Parts(transport::Loop& its_loop, int its_file, std::function<void()> its_on_ready)
      : loop(its_loop), file(its_file), on_ready(std::move(its_on_ready)) {
    works = ::pipe2(orders, O_CLOEXEC) == 0;
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    if (!works) return;
    ::close(orders[0]);
    ::close(orders[1]);
  }

  void order(char word) const {
    while (::write(orders[1], &word, 1) < 0 && errno == EINTR) {
    }
  }

  void watch() const {
    bool wanted = false;
    for (;;) {
      pollfd both[] = {{orders[0], POLLIN, 0}, {wanted ? file : -1, POLLIN, 0}};
      if (::poll(both, 2, -1) < 0 && errno != EINTR) return;
      if (both[0].revents != 0) {
        char word = 0;
        if (::read(orders[0], &word, 1) == 1 && word == 'q') return;
        wanted = true;
      } else if (both[1].revents != 0) {
        wanted = false;
        loop.post([weak = weak_from_this()] {
          const auto parts = weak.lock();
          if (!parts) return;
          if (const auto call = parts->on_ready) call();  // a copy: the callback may destroy the original
        });
      }
    }
  }

  transport::Loop& loop;
  int file;
  std::function<void()> on_ready;
  bool works = false;
  int orders[2] = {-1, -1};
  std::thread thread;
};

Readiness::Readiness(transport::Loop& loop, int file, std::function<void()> on_ready)
    : parts_(std::make_shared<Parts>(loop, file, std::move(on_ready))) {
  if (parts_->works) parts_->thread = std::thread([parts = parts_.get()] { parts->watch(); });
}

Readiness::~Readiness() {
  parts_->on_ready = nullptr;
  if (!parts_->works) return;
  parts_->order('q');
  parts_->thread.join();
}

void Readiness::wait() {
  if (parts_->works) parts_->order('w');
}

}  // namespace s2::app
