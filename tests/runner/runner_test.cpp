#include <s2/energy_manager.hpp>
#include <s2/resource_manager.hpp>
#include <s2/runner.hpp>

#include <session/pair.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

// A device and an energy manager in one program, over a real WebSocket.
class RunnerTest : public ::testing::Test {
 protected:
  RunnerTest() {
    cem_.emplace(runner_.surroundings());
    rm_.emplace(tests::resource(), runner_.surroundings());
    cem_->prefer({ControlType::fill_rate_based_control});
    rm_->describe(tests::description());
    rm_->on<frbc::Instruction>([](const frbc::Instruction&, const Order& order) { order.succeeded(); });
    runner_.after(20s, [this] {
      ADD_FAILURE() << "nothing happened for too long";
      runner_.loop().stop();
    });
    url_ = runner_.listen(*cem_, "ws://127.0.0.1:0").value();
  }

  Runner runner_;
  std::optional<EnergyManager> cem_;
  std::optional<ResourceManager> rm_;
  std::string url_;
};

TEST_F(RunnerTest, ADeviceIsSteeredAndBothEndInGoodOrder) {
  std::vector<EndReason> ends;
  cem_->on_ended([&](Resource, const Ended& ended) { ends.push_back(ended.reason); });
  rm_->on_ended([&](const Ended& ended) { ends.push_back(ended.reason); });
  cem_->on<frbc::SystemDescription>([&](const Resource& device, const auto&) {
    EXPECT_EQ(device.name(), "/battery");
    auto wish = tests::instruction(Id());
    device.instruct(wish).on_succeeded([&] { runner_.stop(); });
  });
  runner_.connect(*rm_, url_ + "battery");
  EXPECT_EQ(runner_.run(), 0);
  EXPECT_EQ(ends.size(), 2U);
}

TEST_F(RunnerTest, ADeviceThatIsAskedToReconnectComesBackAtOnce) {
  int visits = 0;
  cem_->on<frbc::SystemDescription>([&](const Resource& device, const auto&) {
    if (++visits == 2) return runner_.stop();
    device.end(SessionRequestType::reconnect, "a short break");
  });
  runner_.connect(*rm_, url_);
  EXPECT_EQ(runner_.run(), 0);
  EXPECT_EQ(visits, 2);
}

TEST_F(RunnerTest, WhatIsStatedBetweenEventsGoesOutByItself) {
  int levels = 0;
  runner_.every(5ms, [&] { rm_->status(tests::fill_level(50 + levels)); });
  cem_->on<frbc::StorageStatus>([&](Resource, const auto&) {
    if (++levels == 3) runner_.stop();
  });
  runner_.connect(*rm_, url_);
  EXPECT_EQ(runner_.run(), 0);
  EXPECT_GE(levels, 3);
}

TEST_F(RunnerTest, AUrlThatIsNoneIsGivenUp) {
  std::string told;
  runner_.on_note([&](const std::string& sentence) { told += sentence; });
  Runner other;
  other.on_note([&](const std::string& sentence) { told += sentence; });
  other.connect(*rm_, "no URL");
  EXPECT_EQ(other.run(), 1);
  EXPECT_FALSE(told.empty());
}

TEST_F(RunnerTest, TwoOfOneRoleGiveUp) {
  EnergyManager second(runner_.surroundings());
  runner_.connect(second, url_);
  second.on_ended([&](Resource, const Ended& ended) {
    EXPECT_EQ(ended.reason, EndReason::same_role);
    runner_.after(0ms, [&] { runner_.stop(); });
  });
  EXPECT_EQ(runner_.run(), 1);
}

TEST_F(RunnerTest, APartyThatGoesInAHandlerEndsItsConnection) {
  cem_->on_ended([&](Resource, const Ended& ended) {
    EXPECT_EQ(ended.reason, EndReason::asked_by_peer);
    runner_.stop();
  });
  rm_->on_control_type([&](ControlType) { rm_.reset(); });
  runner_.connect(*rm_, url_);
  EXPECT_EQ(runner_.run(), 0);
}

TEST(Runner, MayBeDestroyedBeforeWhatItCarries) {
  std::optional<Runner> runner(std::in_place);
  EnergyManager cem(runner->surroundings());
  ResourceManager rm(tests::resource(), runner->surroundings());
  const auto url = runner->listen(cem, "ws://127.0.0.1:0").value();
  runner->connect(rm, url);
  for (int i = 0; i < 1000 && !rm.connected(); ++i) runner->loop().run_one(10ms);
  EXPECT_TRUE(rm.connected());
  runner.reset();
  EXPECT_FALSE(rm.connected());
  EXPECT_TRUE(cem.resources().empty());
}

}  // namespace
}  // namespace s2
