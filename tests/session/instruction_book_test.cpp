// Instructions and their reported status.

#include <session/instruction_book.hpp>

#include <gtest/gtest.h>

namespace s2::session {
namespace {

constexpr ControlType frbc_type = ControlType::fill_rate_based_control;

TEST(InstructionBook, FindsAnInstructionByItsIdAndByItsMessage) {
  InstructionBook book;
  book.add(Id("i1"), Id("m1"), frbc_type);
  ASSERT_NE(book.find(Id("i1")), nullptr);
  EXPECT_EQ(book.find(Id("i1")), book.find_by_message(Id("m1")));
  EXPECT_EQ(book.find(Id("i1"))->control_type, frbc_type);
  EXPECT_FALSE(book.find(Id("i1"))->status);
  EXPECT_EQ(book.find(Id("m1")), nullptr);
  EXPECT_EQ(book.find_by_message(Id("i1")), nullptr);
}

TEST(InstructionBook, ForgetsARefusedInstruction) {
  InstructionBook book;
  book.add(Id("i1"), Id("m1"), frbc_type);
  book.forget_message(Id("m2"));
  EXPECT_EQ(book.size(), 1U);
  book.forget_message(Id("m1"));
  EXPECT_EQ(book.find(Id("i1")), nullptr);
  EXPECT_EQ(book.find_by_message(Id("m1")), nullptr);
  EXPECT_EQ(book.size(), 0U);
}

TEST(InstructionBook, RemembersItsLimitAndForgetsTheOldest) {
  InstructionBook book;
  const auto id = [](std::size_t i) { return Id("i-" + std::to_string(i)); };
  const auto message = [](std::size_t i) { return Id("m-" + std::to_string(i)); };
  for (std::size_t i = 0; i < Limits::remembered_instructions; ++i) book.add(id(i), message(i), frbc_type);
  EXPECT_NE(book.find(id(0)), nullptr);
  book.add(id(Limits::remembered_instructions), message(Limits::remembered_instructions), frbc_type);
  EXPECT_EQ(book.size(), Limits::remembered_instructions);
  EXPECT_EQ(book.find(id(0)), nullptr);
  EXPECT_EQ(book.find_by_message(message(0)), nullptr);
  EXPECT_NE(book.find(id(1)), nullptr);
}

TEST(InstructionBook, ForgettingIsFastHoweverFullItIs) {
  // A peer that refuses everything makes us forget one instruction per answer. With a linear search this test took
  // minutes.
  InstructionBook book;
  for (std::size_t i = 0; i < Limits::remembered_instructions - 1; ++i) {
    book.add(Id("i-" + std::to_string(i)), Id("m-" + std::to_string(i)), frbc_type);
  }
  for (std::size_t i = 0; i < 50'000; ++i) {
    book.add(Id("last"), Id("m"), frbc_type);
    book.forget_message(Id("m"));
  }
  EXPECT_EQ(book.size(), Limits::remembered_instructions - 1);
}

}  // namespace
}  // namespace s2::session
