// Watches are descriptors of Asio's, timeouts are timers of the loop.

#include "poll.hpp"

#include <transport/loop.hpp>

#include <boost/asio/posix/stream_descriptor.hpp>

#include <sys/time.h>
#include <unistd.h>

#include <memory>

namespace s2::transport::dnssd {
namespace {

using Descriptor = boost::asio::posix::stream_descriptor;

// What Avahi has words for; the kernel also says that a descriptor was closed.
constexpr int events_of_avahi = AVAHI_WATCH_IN | AVAHI_WATCH_OUT | AVAHI_WATCH_ERR | AVAHI_WATCH_HUP;

// One descriptor that is waited for. It is Avahi's, and Asio closes what it has: so it gets a copy.
struct Watch : std::enable_shared_from_this<Watch> {
  Watch(Loop& loop, int watched) : descriptor(loop.parts().context, ::dup(watched)), number(watched) {}

  void want(AvahiWatchEvent events) {
    wanted = events;
    if ((wanted & AVAHI_WATCH_IN) != 0) wait(Descriptor::wait_read, waits_to_read);
    if ((wanted & AVAHI_WATCH_OUT) != 0) wait(Descriptor::wait_write, waits_to_write);
  }

  void wait(Descriptor::wait_type what, bool& waits) {
    if (std::exchange(waits, true) || !descriptor.is_open()) return;
    descriptor.async_wait(what, [self = shared_from_this(), &waits](const boost::system::error_code& error) {
      waits = false;
      if (!error && self->watch != nullptr) self->look();
    });
  }

  // Both waits end at the same time when the other side hangs up, so what there is to tell is asked of the kernel.
  void look() {
    pollfd one{.fd = number, .events = static_cast<short>(wanted), .revents = 0};
    if (::poll(&one, 1, 0) > 0) {
      happened = static_cast<AvahiWatchEvent>(one.revents & events_of_avahi);
      callback(watch, number, happened, user);
      happened = AvahiWatchEvent{};
    }
    if (watch != nullptr) want(wanted);  // else it was freed from inside
  }

  Descriptor descriptor;
  int number;
  AvahiWatch* watch = nullptr;  // nullptr once it is freed
  AvahiWatchCallback callback = nullptr;
  void* user = nullptr;
  AvahiWatchEvent wanted{};
  AvahiWatchEvent happened{};
  bool waits_to_read = false;
  bool waits_to_write = false;
};

}  // namespace
}  // namespace s2::transport::dnssd

// Avahi leaves these two to whoever provides its loop.

struct AvahiWatch {
  std::shared_ptr<s2::transport::dnssd::Watch> watch;
};

struct AvahiTimeout {
  s2::transport::Loop& loop;
  AvahiTimeoutCallback callback;
  void* user;
  std::uint64_t timer = 0;
};

namespace s2::transport::dnssd {
namespace {

// Avahi counts by the wall clock.
Duration until(const timeval& moment) {
  timeval now{};
  gettimeofday(&now, nullptr);
  const auto seconds = std::int64_t{moment.tv_sec} - now.tv_sec;
  const auto micros = std::int64_t{moment.tv_usec} - now.tv_usec;
  return Duration{seconds * 1000 + (micros + 999) / 1000};
}

AvahiWatch* new_watch(const AvahiPoll* api, int number, AvahiWatchEvent events, AvahiWatchCallback callback,
                      void* user) {
  auto& loop = *static_cast<Loop*>(api->userdata);
  auto made = std::make_unique<AvahiWatch>(AvahiWatch{std::make_shared<Watch>(loop, number)});
  made->watch->watch = made.get();
  made->watch->callback = callback;
  made->watch->user = user;
  made->watch->want(events);
  return made.release();
}

void update_watch(AvahiWatch* watch, AvahiWatchEvent events) { watch->watch->want(events); }

AvahiWatchEvent events_of(AvahiWatch* watch) { return watch->watch->happened; }

void free_watch(AvahiWatch* watch) {
  const std::unique_ptr<AvahiWatch> owned(watch);
  boost::system::error_code ignored;
  owned->watch->descriptor.close(ignored);
  owned->watch->watch = nullptr;
}

void update_timeout(AvahiTimeout* timeout, const timeval* moment) {
  timeout->loop.cancel(std::exchange(timeout->timer, 0));
  if (moment == nullptr) return;
  timeout->timer = timeout->loop.after(until(*moment), [timeout] {
    timeout->timer = 0;
    timeout->callback(timeout, timeout->user);
  });
}

AvahiTimeout* new_timeout(const AvahiPoll* api, const timeval* moment, AvahiTimeoutCallback callback, void* user) {
  auto made = std::make_unique<AvahiTimeout>(AvahiTimeout{*static_cast<Loop*>(api->userdata), callback, user});
  update_timeout(made.get(), moment);
  return made.release();
}

void free_timeout(AvahiTimeout* timeout) {
  const std::unique_ptr<AvahiTimeout> owned(timeout);
  owned->loop.cancel(owned->timer);
}

}  // namespace

Poll::Poll(Loop& loop) {
  api_.userdata = &loop;
  api_.watch_new = new_watch;
  api_.watch_update = update_watch;
  api_.watch_get_events = events_of;
  api_.watch_free = free_watch;
  api_.timeout_new = new_timeout;
  api_.timeout_update = update_timeout;
  api_.timeout_free = free_timeout;
}

}  // namespace s2::transport::dnssd
