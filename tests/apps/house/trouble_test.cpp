#include <house/trouble.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

constexpr Duration minute = std::chrono::minutes(1);

class TroubleBookTest : public testing::Test {
 protected:
  static Time at(int minutes) { return Time{} + minute * minutes; }
  static planner::Order order() { return {}; }
  static Event instruction(const char* id) {
    frbc::Instruction message;
    message.id = Id(id);
    return Received{message, {}};
  }
  void steered(const char* rm, int minutes) {
    book_.on_event(EnergyManagementRole::rm, rm, ControlTypeChanged{ControlType::fill_rate_based_control}, at(minutes));
  }

  TroubleBook book_{{{.kind = Trouble::Kind::cut, .rm = "battery", .begins = minute * 10, .lasts = minute * 5},
                     {.kind = Trouble::Kind::restart, .rm = "", .begins = minute * 60, .lasts = minute}},
                    Time{},
                    2};
};

TEST_F(TroubleBookTest, OrdersCountWhileATroubleLastsAndAWhileAfterwards) {
  for (const int minutes : {9, 10, 15, 25, 26}) book_.on_order("battery", order(), at(minutes));
  book_.on_order("pv", order(), at(12));
  EXPECT_EQ(book_.costs()[0].planned_again, 3U);
  book_.on_order("pv", order(), at(61));
  EXPECT_EQ(book_.costs()[1].planned_again, 1U);
}

TEST_F(TroubleBookTest, ATroubleIsOverWhenTheLastDeviceConcernedIsSteeredAgain) {
  steered("pv", 11);
  EXPECT_FALSE(book_.costs()[0].back_after);
  steered("battery", 16);
  EXPECT_EQ(book_.costs()[0].back_after, minute * 6);
  steered("battery", 62);
  EXPECT_FALSE(book_.costs()[1].back_after);
  steered("pv", 63);
  EXPECT_EQ(book_.costs()[1].back_after, minute * 3);
}

TEST_F(TroubleBookTest, AnInstructionThatIsHandedOverAgainWouldBeDoneTwice) {
  book_.on_event(EnergyManagementRole::rm, "battery", instruction("a"), at(1));
  book_.on_event(EnergyManagementRole::rm, "pv", instruction("a"), at(12));
  book_.on_event(EnergyManagementRole::rm, "battery", instruction("b"), at(12));
  EXPECT_EQ(book_.costs()[0].done_twice, 0U);
  book_.on_event(EnergyManagementRole::rm, "battery", instruction("a"), at(13));
  EXPECT_EQ(book_.costs()[0].done_twice, 1U);
}

TEST_F(TroubleBookTest, ExcusesWhatATroubleBringsWithItAndNothingElse) {
  const auto finding = [](const char* rule) { return Finding{rule, Severity::warning, "", "", ""}; };
  EXPECT_TRUE(book_.brings("battery", finding("REC-002"), at(11)));
  EXPECT_FALSE(book_.brings("battery", finding("REC-002"), at(40)));
  EXPECT_FALSE(book_.brings("pv", finding("REC-002"), at(11)));
  EXPECT_FALSE(book_.brings("battery", finding("FRBC-008"), at(11)));
}

}  // namespace
}  // namespace s2::house
