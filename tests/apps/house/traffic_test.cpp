#include <house/traffic.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

constexpr Duration patience{10'000};

// Two watched ends of one connection.
class TrafficTest : public testing::Test {
 protected:
  TrafficTest() {
    auto [one, other] = transport::connect_in_memory(loop_);
    traffic_.opening(one->path());
    one_ = traffic_.watch(std::move(one));
    EXPECT_FALSE(traffic_.quiet());  // half open
    other_ = traffic_.watch(std::move(other));
    EXPECT_TRUE(traffic_.quiet());
    one_->handle({.on_frame = [](std::string_view) {}, .on_closed = [](const transport::Closed&) {}});
    other_->handle({.on_frame = [this](std::string_view frame) { received_ += frame; },
                    .on_closed = [](const transport::Closed&) {}});
  }

  transport::Loop loop_;
  Traffic traffic_;
  std::unique_ptr<transport::Connection> one_;
  std::unique_ptr<transport::Connection> other_;
  std::string received_;
};

TEST_F(TrafficTest, IsNotQuietWhileAFrameIsUnderWay) {
  one_->send("a");
  one_->send("b");
  EXPECT_FALSE(traffic_.quiet());
  ASSERT_TRUE(traffic_.settle(loop_, patience));
  EXPECT_TRUE(traffic_.quiet());
  EXPECT_EQ(received_, "ab");
}

TEST_F(TrafficTest, IsNotQuietWhileAConnectionCloses) {
  one_->close(1000, "over");
  EXPECT_FALSE(traffic_.quiet());
  EXPECT_TRUE(traffic_.settle(loop_, patience));
}

TEST_F(TrafficTest, AFrameThatIsLostWithItsConnectionIsNotWaitedFor) {
  one_->send("a");
  other_.reset();
  EXPECT_TRUE(traffic_.settle(loop_, patience));
}

TEST_F(TrafficTest, AConnectionThatCouldNotBeOpenedIsNotWaitedFor) {
  traffic_.opening("/nobody");
  EXPECT_FALSE(traffic_.quiet());
  traffic_.failed("/nobody");
  EXPECT_TRUE(traffic_.quiet());
}

TEST_F(TrafficTest, SaysWhenNothingMovesAnyMore) {
  traffic_.opening("/nobody");
  EXPECT_FALSE(traffic_.settle(loop_, Duration(1)));
}

}  // namespace
}  // namespace s2::house
