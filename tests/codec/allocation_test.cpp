// In steady state messages without lists are read and written without a heap allocation.

#include "allocations.hpp"

#include <s2/codec.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

using tests::allocations;

constexpr std::string_view frames[] = {
    R"({"message_type":"FRBC.StorageStatus","message_id":"6d9f2a3e-9f0e-4f7e-8f7b-1c2d3e4f5a6b","present_fill_level":41.5})",
    R"({"message_type":"FRBC.Instruction","message_id":"6d9f2a3e-9f0e-4f7e-8f7b-1c2d3e4f5a6b",)"
    R"("id":"6d9f2a3e-9f0e-4f7e-8f7b-1c2d3e4f5a6c","actuator_id":"a1","operation_mode":"o1",)"
    R"("operation_mode_factor":0.123456789,"execution_time":"2024-08-24T14:15:22.125Z","abnormal_condition":false})",
    R"({"message_type":"ReceptionStatus","subject_message_id":"6d9f2a3e-9f0e-4f7e-8f7b-1c2d3e4f5a6b",)"
    R"("status":"INVALID_CONTENT","diagnostic_label":"a text that is too long for a short string of the library"})",
};

TEST(Allocation, AMessageWithoutListsIsReadIntoAReusedOneWithoutAllocating) {
  for (const auto frame : frames) {
    Decoder decoder;
    Message message;
    std::vector<Finding> notes;
    ASSERT_TRUE(decoder.decode_into(message, notes, frame, Profile::v1_0_0));
    const std::size_t before = allocations();
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(decoder.decode_into(message, notes, frame, Profile::v1_0_0));
    EXPECT_EQ(allocations(), before) << frame;
  }
}

TEST(Allocation, WritingIntoAReusedBufferDoesNotAllocate) {
  for (const auto frame : frames) {
    const auto decoded = decode(frame, Profile::v1_0_0);
    ASSERT_TRUE(decoded);
    std::string out;
    ASSERT_TRUE(encode_to(out, decoded->message, Profile::v1_0_0));
    const std::size_t before = allocations();
    for (int i = 0; i < 100; ++i) {
      out.clear();
      ASSERT_TRUE(encode_to(out, decoded->message, Profile::v1_0_0));
    }
    EXPECT_EQ(allocations(), before) << frame;
    EXPECT_EQ(out, frame);
  }
}

TEST(Allocation, PeekingDoesNotAllocate) {
  Decoder decoder;
  ASSERT_TRUE(decoder.peek(frames[0]));
  const std::size_t before = allocations();
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(decoder.peek(frames[0]));
  EXPECT_EQ(allocations(), before);
}

}  // namespace
}  // namespace s2
