// What an appliance wants to say.

#include <devices/outbox.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

TEST(Outbox, HandsOutEachMessageOnceAndInOrder) {
  Outbox outbox;
  outbox.say(PowerMeasurement{});
  outbox.report(Id("instruction"), InstructionStatus::accepted, Time{});
  const auto messages = outbox.take();
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(kind_of(messages[0]), Kind::PowerMeasurement);
  EXPECT_EQ(kind_of(messages[1]), Kind::InstructionStatusUpdate);
  EXPECT_TRUE(outbox.take().empty());
}

TEST(Outbox, DropsWhatAChangeOfControlTypeHasOvertaken) {
  Outbox outbox;
  outbox.say(frbc::StorageStatus{});
  outbox.say(PowerMeasurement{});
  outbox.report(Id("instruction"), InstructionStatus::accepted, Time{});
  outbox.keep_allowed(Phase::connected);
  const auto messages = outbox.take();
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(kind_of(messages[0]), Kind::PowerMeasurement);
}

TEST(Outbox, KeepsWhatMayStillBeSaid) {
  Outbox outbox;
  outbox.say(frbc::StorageStatus{});
  outbox.keep_allowed(Phase::frbc);
  EXPECT_EQ(outbox.take().size(), 1u);
}

}  // namespace
}  // namespace s2::devices
