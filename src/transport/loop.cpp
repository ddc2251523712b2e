// The loop: an Asio io_context on one thread.

#include "loop.hpp"

#include "span.hpp"

#include <boost/asio/post.hpp>

#include <csignal>
#include <utility>

namespace s2::transport {
namespace {

// Lets Asio's handler catch the signal once only, so that a second one ends the process although the loop is stuck.
void catch_only_once(int signal) {
  struct sigaction action {};
  sigaction(signal, nullptr, &action);
  action.sa_flags |= static_cast<int>(SA_RESETHAND);
  sigaction(signal, &action, nullptr);
}

}  // namespace

Loop::Loop() : parts_(std::make_unique<Parts>()) {}

Loop::~Loop() {
  // Callbacks may own connections and timers of this loop: they go while both still stand, out of the table so that a
  // cancel() from one of them finds nothing.
  const auto timers = std::move(parts_->timers);
  const auto interrupted = std::move(parts_->interrupted);
}

void Loop::run() {
  parts_->context.restart();
  while (!parts_->stopping && parts_->context.run_one() > 0) {
  }
  parts_->stopping = false;
}

bool Loop::run_one(Duration patience) {
  Parts& parts = *parts_;
  parts.context.restart();
  const auto end = std::chrono::steady_clock::now() + bounded_span(patience);
  do {
    parts.nothings = 0;
    const bool ran = patience > Duration{0} ? parts.context.run_one_until(end) > 0 : parts.context.poll_one() > 0;
    if (!ran) return false;
  } while (parts.nothings > 0);
  return true;
}

std::size_t Loop::poll() {
  Parts& parts = *parts_;
  parts.context.restart();
  parts.nothings = 0;
  const std::size_t ran = parts.context.poll();
  return ran - std::exchange(parts.nothings, 0);
}

void Loop::stop() { parts_->stopping = true; }

std::uint64_t Loop::after(Duration span, std::function<void()> callback) {
  Parts& parts = *parts_;
  const std::uint64_t handle = ++parts.last_timer;
  boost::asio::steady_timer clock(parts.context, bounded_span(span));
  auto& timer = parts.timers.emplace(handle, Parts::Timer{std::move(clock), std::move(callback)}).first->second;
  timer.clock.async_wait([&parts, handle](const boost::system::error_code&) {
    // Whether it is still wanted is seen from the map alone: it may have been cancelled after it expired.
    const auto found = parts.timers.extract(handle);
    if (found.empty()) {
      ++parts.nothings;
    } else {
      found.mapped().callback();
    }
  });
  return handle;
}

void Loop::cancel(std::uint64_t timer) { parts_->timers.erase(timer); }

void Loop::post(std::function<void()> callback) { boost::asio::post(parts_->context, std::move(callback)); }

void Loop::on_interrupt(std::function<void()> callback) {
  Parts& parts = *parts_;
  const bool waiting = static_cast<bool>(parts.interrupted);
  parts.interrupted = std::move(callback);
  if (waiting) return;
  for (const int signal : {SIGINT, SIGTERM}) {
    parts.signals.add(signal);
    catch_only_once(signal);
  }
  parts.signals.async_wait([&parts](const boost::system::error_code& error, int) {
    if (error) return;
    parts.signals.clear();
    std::exchange(parts.interrupted, nullptr)();
  });
}

}  // namespace s2::transport
