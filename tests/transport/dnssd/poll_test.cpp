// Avahi's watches and timeouts on our loop.

#include "../peers.hpp"

#include <transport/dnssd/poll.hpp>

#include <gtest/gtest.h>
#include <sys/time.h>
#include <unistd.h>

namespace s2::transport::dnssd {
namespace {

struct Pipe {
  Pipe() { EXPECT_EQ(pipe(ends), 0); }
  ~Pipe() {
    close(ends[0]);
    close(ends[1]);
  }
  void put() const { EXPECT_EQ(write(ends[1], "x", 1), 1); }
  int ends[2]{};
};

// Counts, and reads a byte each time.
struct Reader {
  int calls = 0;
  AvahiWatchEvent last{};
  static void read(AvahiWatch*, int number, AvahiWatchEvent events, void* user) {
    auto& self = *static_cast<Reader*>(user);
    ++self.calls;
    self.last = events;
    char byte = 0;
    EXPECT_EQ(::read(number, &byte, 1), 1);
  }
};

timeval in(Duration span) {
  timeval now{};
  gettimeofday(&now, nullptr);
  const auto micros = std::int64_t{now.tv_usec} + span.count() * 1000;
  now.tv_sec += micros / 1'000'000;
  now.tv_usec = micros % 1'000'000;
  return now;
}

TEST(Poll, AWatchTellsAsLongAsThereIsSomething) {
  Loop loop;
  const Poll poll(loop);
  const AvahiPoll& api = *poll.api();
  const Pipe pipe;
  Reader reader;
  AvahiWatch* const watch = api.watch_new(&api, pipe.ends[0], AVAHI_WATCH_IN, &Reader::read, &reader);
  pipe.put();
  pipe.put();
  ASSERT_TRUE(until(loop, [&] { return reader.calls == 2; }));
  EXPECT_EQ(reader.last, AVAHI_WATCH_IN);
  EXPECT_EQ(api.watch_get_events(watch), 0) << "only from inside";
  api.watch_update(watch, AvahiWatchEvent{});
  pipe.put();
  for (int i = 0; i < 10; ++i) loop.run_one(Duration{1});
  EXPECT_EQ(reader.calls, 2) << "nobody wants to know";
  api.watch_update(watch, AVAHI_WATCH_IN);
  ASSERT_TRUE(until(loop, [&] { return reader.calls == 3; }));
  api.watch_free(watch);
  pipe.put();
  loop.run();
  EXPECT_EQ(reader.calls, 3);
}

// As D-Bus does: one watch to read and one to write.
TEST(Poll, TwoMayWatchTheSame) {
  Loop loop;
  const Poll poll(loop);
  const AvahiPoll& api = *poll.api();
  const Pipe pipe;
  Reader reader;
  int writable = 0;
  const auto count_once = [](AvahiWatch*, int, AvahiWatchEvent, void* user) { ++*static_cast<int*>(user); };
  AvahiWatch* const one = api.watch_new(&api, pipe.ends[0], AVAHI_WATCH_IN, &Reader::read, &reader);
  AvahiWatch* const other = api.watch_new(&api, pipe.ends[0], AvahiWatchEvent{}, count_once, &writable);
  AvahiWatch* const out = api.watch_new(&api, pipe.ends[1], AVAHI_WATCH_OUT, count_once, &writable);
  pipe.put();
  ASSERT_TRUE(until(loop, [&] { return reader.calls == 1 && writable > 0; }));
  for (AvahiWatch* const watch : {one, other, out}) api.watch_free(watch);
}

TEST(Poll, AWatchMayBeFreedFromInside) {
  Loop loop;
  const Poll poll(loop);
  const AvahiPoll& api = *poll.api();
  const Pipe pipe;
  struct Once {
    const AvahiPoll& api;
    int calls = 0;
  } once{api};
  const auto free = [](AvahiWatch* watch, int, AvahiWatchEvent, void* user) {
    auto& self = *static_cast<Once*>(user);
    ++self.calls;
    self.api.watch_free(watch);
  };
  api.watch_new(&api, pipe.ends[0], AVAHI_WATCH_IN, free, &once);
  pipe.put();
  loop.run();
  EXPECT_EQ(once.calls, 1);
}

TEST(Poll, ATimeoutComesOnceAndMayBeSetAgain) {
  Loop loop;
  const Poll poll(loop);
  const AvahiPoll& api = *poll.api();
  int calls = 0;
  const auto count = [](AvahiTimeout*, void* user) { ++*static_cast<int*>(user); };
  const timeval soon = in(Duration{5});
  AvahiTimeout* const timeout = api.timeout_new(&api, &soon, count, &calls);
  loop.run();
  EXPECT_EQ(calls, 1);
  const timeval past = in(Duration{-5'000});
  api.timeout_update(timeout, &past);
  loop.run();
  EXPECT_EQ(calls, 2) << "what is over comes at once";
  const timeval late = in(Duration{3'600'000});
  api.timeout_update(timeout, &late);
  api.timeout_update(timeout, nullptr);
  loop.run();
  EXPECT_EQ(calls, 2);
  api.timeout_update(timeout, &soon);
  api.timeout_free(timeout);
  loop.run();
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace s2::transport::dnssd
