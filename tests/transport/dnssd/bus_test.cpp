// A connection to the bus that waits for nobody.

#include "daemon_scene.hpp"

#include <transport/dnssd/bus.hpp>

namespace s2::transport::dnssd {
namespace {

using testing::HasSubstr;

class BusTest : public DaemonTest {};

const BusMethod some_method = {
    .destination = "org.freedesktop.Avahi", .path = "/", .interface = "org.freedesktop.Avahi.Server", .member = "Wait"};

TEST(Bus, WithoutOneItIsToldWhatToDo) {
  setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
  Loop loop;
  const auto bus = Bus::open(loop, {.on_signal = [](auto*) {}});
  ASSERT_FALSE(bus);
  EXPECT_EQ(bus.error().rule, "S2CPP-DNSSD");
  EXPECT_THAT(bus.error().text, HasSubstr("Is the package dbus installed"));
  unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
}

TEST_F(BusTest, AnErrorIsAnAnswer) {
  PrivateBus private_bus;
  Loop loop;
  const auto bus = Bus::open(loop, {.on_signal = [](auto*) {}}).value();
  std::string name;
  bus->ask(bus->call(some_method), [&](auto answer) { name = answer ? "an answer" : answer.error().name; });
  EXPECT_TRUE(until(loop, [&] { return !name.empty(); }));
  EXPECT_EQ(name, "org.freedesktop.DBus.Error.ServiceUnknown");
}

// The bus would refuse what is more than it grants.
TEST_F(BusTest, CallsWaitForTheirTurn) {
  PrivateBus private_bus;
  Loop loop;
  FakeAvahi avahi(loop);
  const auto bus = Bus::open(loop, {.on_signal = [](auto*) {}}).value();
  std::size_t answers = 0;
  std::size_t errors = 0;
  for (std::size_t i = 0; i < 10 * Bus::calls_at_once; ++i) {
    bus->ask(bus->call(some_method), [&](auto answer) { ++(answer ? answers : errors); });
  }
  ASSERT_TRUE(until(loop, [&] { return answers + errors == 10 * Bus::calls_at_once; }));
  EXPECT_EQ(errors, 0U);
}

TEST_F(BusTest, AsManyCallsWaitAsTheLimitSaysAndNotOneMore) {
  PrivateBus private_bus;
  Loop loop;
  FakeAvahi mute(loop);
  mute.answers = false;
  const auto bus = Bus::open(loop, {.on_signal = [](auto*) {}}).value();
  std::size_t answers = 0;
  std::string last;
  const auto ask = [&] {
    bus->ask(bus->call(some_method), [&](auto answer) {
      ++answers;
      last = answer ? "an answer" : answer.error().text;
    });
  };
  for (std::size_t i = 0; i < Bus::calls_max; ++i) ask();
  ASSERT_TRUE(until(loop, [&] { return mute.count("Wait") == Bus::calls_at_once; }));
  EXPECT_EQ(answers, 0U);
  ask();
  ASSERT_TRUE(until(loop, [&] { return answers == 1; }));
  EXPECT_EQ(last, "too many calls wait for an answer");
}

TEST_F(BusTest, ItsEndIsToldOnce) {
  PrivateBus private_bus;
  Loop loop;
  int ends = 0;
  const auto bus = Bus::open(loop, {.on_signal = [](auto*) {}, .on_end = [&](const auto&) { ++ends; }}).value();
  bool is_answered = false;
  bus->ask(bus->call(some_method), [&](auto) { is_answered = true; });
  ASSERT_TRUE(until(loop, [&] { return is_answered; }));
  private_bus.stop();
  ASSERT_TRUE(until(loop, [&] { return ends > 0; }));
  std::string why;
  bus->ask(bus->call(some_method), [&](auto answer) { why = answer.error().text; });
  loop.run();  // ends, since nothing is waited for any more
  EXPECT_NE(why, "");
  EXPECT_EQ(ends, 1);
}

}  // namespace
}  // namespace s2::transport::dnssd
