// Instructions that wait for their time.

#include "conversation.hpp"

#include <devices/agenda.hpp>

#include <gtest/gtest.h>

namespace s2::devices {
namespace {

frbc::Instruction instruction(std::string_view name, std::string_view clock) {
  frbc::Instruction out;
  out.id = named_id(name);
  out.message_id = named_id(std::string(name) + "/message");
  out.execution_time = at(clock);
  return out;
}

TEST(Agenda, HandsOutWhatIsDueInOrderOfArrival) {
  Agenda<frbc::Instruction> agenda;
  agenda.add(instruction("later", "12:00:00"));
  agenda.add(instruction("second", "10:30:00"));
  agenda.add(instruction("first", "10:00:00"));
  EXPECT_EQ(agenda.next_due(), at("10:00:00"));
  EXPECT_TRUE(agenda.take_due(at("09:59:59")).empty());
  const auto due = agenda.take_due(at("11:00:00"));
  ASSERT_EQ(due.size(), 2u);
  EXPECT_EQ(due[0].instruction.id, named_id("second"));
  EXPECT_EQ(due[1].instruction.id, named_id("first"));
  EXPECT_LT(due[0].arrival, due[1].arrival);
  EXPECT_EQ(agenda.next_due(), at("12:00:00"));
}

TEST(Agenda, GivesUpAnInstruction) {
  Agenda<frbc::Instruction> agenda;
  agenda.add(instruction("a", "12:00:00"));
  agenda.add(instruction("b", "13:00:00"));
  agenda.remove(named_id("a"));
  EXPECT_EQ(agenda.next_due(), at("13:00:00"));
  agenda.remove(named_id("unknown"));
  agenda.remove(named_id("b"));
  EXPECT_FALSE(agenda.next_due());
}

TEST(Agenda, IsFullAtItsLimit) {
  Agenda<frbc::Instruction> agenda;
  for (std::size_t i = 0; i < DeviceLimits::pending_instructions; ++i) {
    EXPECT_FALSE(agenda.is_full());
    agenda.add(instruction("same", "12:00:00"));
  }
  EXPECT_TRUE(agenda.is_full());
  agenda.clear();
  EXPECT_FALSE(agenda.is_full());
}

}  // namespace
}  // namespace s2::devices
