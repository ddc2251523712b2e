#include <house/steered_end.hpp>

#include <house/virtual_clock.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

// A device and an energy manager on one wire.
class SteeredEndTest : public testing::Test {
 protected:
  SteeredEndTest() {
    auto [one, other] = transport::connect_in_memory(loop_);
    device_ = std::make_unique<SteeredEnd>(std::move(one), wire_, clock_, true);
    manager_ = std::make_unique<SteeredEnd>(std::move(other), wire_, clock_, false);
    device_->handle({.on_frame = [this](std::string_view frame) { at_device_ += frame; },
                     .on_closed = [this](const transport::Closed& closed) { codes_.push_back(closed.code); }});
    manager_->handle({.on_frame = [this](std::string_view frame) { at_manager_ += frame; },
                      .on_closed = [this](const transport::Closed& closed) { codes_.push_back(closed.code); }});
  }

  void settle() {
    while (loop_.poll() > 0) {
    }
  }

  transport::Loop loop_;
  VirtualClock clock_{Time{}};
  std::shared_ptr<Wire> wire_ = std::make_shared<Wire>();
  std::unique_ptr<SteeredEnd> device_;
  std::unique_ptr<SteeredEnd> manager_;
  std::string at_device_;
  std::string at_manager_;
  std::vector<std::uint16_t> codes_;
};

TEST_F(SteeredEndTest, AHealthyWireHandsEverythingOn) {
  device_->send("a");
  manager_->send("b");
  settle();
  EXPECT_EQ(at_manager_, "a");
  EXPECT_EQ(at_device_, "b");
}

TEST_F(SteeredEndTest, WhatASlowDeviceSaysComesLateAndInOrder) {
  wire_->late = Duration(4'000);
  device_->send("a");
  wire_->late = Duration(0);
  device_->send("b");
  manager_->send("c");
  settle();
  EXPECT_EQ(at_manager_, "");
  EXPECT_EQ(at_device_, "c");
  ASSERT_TRUE(clock_.ring_next());
  EXPECT_EQ(clock_.now(), (Time{4, 0}));
  settle();
  EXPECT_EQ(at_manager_, "ab");
}

TEST_F(SteeredEndTest, ADeadWireLosesEverythingAndTellsNobodyUntilItTears) {
  wire_->dead = true;
  device_->send("a");
  manager_->send("b");
  settle();
  EXPECT_EQ(at_manager_ + at_device_, "");
  EXPECT_TRUE(codes_.empty());
  wire_->tear();
  EXPECT_EQ(codes_, (std::vector<std::uint16_t>{1006, 1006}));
  device_->send("after");
  device_->close(1000, "after");
}

TEST_F(SteeredEndTest, AnEndMayGoWhenItIsToldOfTheLoss) {
  device_->handle({.on_frame = {}, .on_closed = [this](const transport::Closed&) { device_.reset(); }});
  wire_->tear();
  EXPECT_EQ(device_, nullptr);
  EXPECT_TRUE(wire_->ends.empty());
}

}  // namespace
}  // namespace s2::house
