#include <house/device_host.hpp>

#include "plain_device.hpp"

#include <house/traffic.hpp>
#include <house/virtual_clock.hpp>

#include <gmock/gmock.h>

namespace s2::house {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Time begin{1'700'000'000, 0};

// A device, and an energy manager that the test plays itself, joined without sockets.
class DeviceHostTest : public testing::Test {
 protected:
  struct Notes : Watcher {
    std::vector<std::string> sentences;
    void on_note(const std::string&, std::string_view sentence, Time) override { sentences.emplace_back(sentence); }
  };

  // The energy manager's end of one connection.
  struct Manager {
    CemSession session;
    std::unique_ptr<Link> link;
    std::vector<Event> events;
  };

  DeviceHostTest() {
    auto device = std::make_unique<PlainDevice>("resource-1");
    device_ = device.get();
    host_.emplace(
        std::move(device), [this](transport::Connected connected) { dial(std::move(connected)); }, clock_,
        seeded_ids(1, "rm"), [] { return 1.0; }, notes_,
        DeviceHostOptions{.name = "device", .step = Duration(1000), .session = {}});
  }

  void dial(transport::Connected connected) {
    attempts_.push_back(clock_.now());
    if (!reachable_) {
      loop_.post([connected = std::move(connected)] {
        connected(Unexpected{Finding{"S2CPP-CONNECT", Severity::error, "", "", "nobody is there"}});
      });
      return;
    }
    auto [ours, theirs] = transport::connect_in_memory(loop_);
    auto manager = std::make_unique<Manager>(Manager{CemSession(options_, seeded_ids(2, "cem"), clock_.now()), {}, {}});
    Manager& it = *manager;
    it.link = std::make_unique<Link>(it.session, std::move(theirs), clock_, notes_, "device",
                                     Link::Owner{.on_event = [&it](const Event& event) { it.events.push_back(event); },
                                                 .on_closed = [](const transport::Closed&) {}});
    it.link->start();
    managers_.push_back(std::move(manager));
    loop_.post([connected = std::move(connected), end = std::make_shared<decltype(ours)>(std::move(ours))] {
      connected(std::move(*end));
    });
  }

  // Lets everything happen that is due until a moment.
  void live_until(Time end) {
    for (;;) {
      while (loop_.poll() > 0) {
      }
      const auto next = clock_.next();
      if (!next || *next > end) return;
      clock_.ring_next();
    }
  }

  Manager& manager() { return *managers_.back(); }

  transport::Loop loop_;
  VirtualClock clock_{begin};
  Notes notes_;
  SessionOptions options_;
  bool reachable_ = true;
  std::vector<Time> attempts_;
  std::vector<std::unique_ptr<Manager>> managers_;
  PlainDevice* device_ = nullptr;
  std::optional<DeviceHost> host_;
};

TEST_F(DeviceHostTest, IntroducesItsDeviceAndSaysWhatItHasToSay) {
  host_->start();
  live_until(begin);
  ASSERT_NE(manager().session.details(), nullptr);
  EXPECT_EQ(manager().session.details()->resource_id, Id("resource-1"));
  device_->to_say.push_back(measurement(100, begin));
  live_until(begin + Duration(1000));
  const auto* received = std::get_if<Received>(&manager().events.back());
  ASSERT_NE(received, nullptr);
  EXPECT_EQ(kind_of(received->message), Kind::PowerMeasurement);
}

TEST_F(DeviceHostTest, TriesAgainAfterGrowingDelaysWhileThePhysicsGoesOn) {
  reachable_ = false;
  host_->start();
  live_until(begin + Duration(15'000));
  EXPECT_THAT(attempts_, ElementsAre(begin, begin + Duration(2000), begin + Duration(6000), begin + Duration(14'000)));
  EXPECT_THAT(notes_.sentences.front(), HasSubstr("nobody is there; trying again in 2.0 s"));
  EXPECT_EQ(device_->stepped_to, begin + Duration(15'000));
}

TEST_F(DeviceHostTest, ComesBackAtOnceWhenThePeerAsksForIt) {
  host_->start();
  live_until(begin + Duration(5000));
  manager().session.end(SessionRequestType::reconnect, "restarting", clock_.now());
  manager().link->pump();
  live_until(begin + Duration(5000));
  EXPECT_THAT(attempts_, ElementsAre(begin, begin + Duration(5000)));
  EXPECT_NE(manager().session.details(), nullptr);
}

TEST_F(DeviceHostTest, ComesBackAfterADelayWhenThePeerEndedTheSession) {
  host_->start();
  live_until(begin + Duration(5000));
  manager().session.end(SessionRequestType::terminate, "shutting down", clock_.now());
  manager().link->pump();
  live_until(begin + Duration(8000));
  EXPECT_THAT(attempts_, ElementsAre(begin, begin + Duration(7000)));
}

TEST_F(DeviceHostTest, WhatItsDeviceSaysWhileNobodyListensIsNotKept) {
  reachable_ = false;
  host_->start();
  device_->to_say.assign(10, measurement(100, begin));
  live_until(begin + Duration(1000));
  EXPECT_TRUE(device_->to_say.empty());
}

TEST_F(DeviceHostTest, AMessageThatMustNotBeSentIsHeldBackAndNoted) {
  struct Findings : Watcher {
    std::vector<Finding> all;
    void on_event(EnergyManagementRole, const std::string&, const Event& event, Time) override {
      if (const auto* noticed = std::get_if<Noticed>(&event)) all.push_back(noticed->finding);
    }
  } findings;
  auto device = std::make_unique<PlainDevice>("resource-1");
  device->to_say.push_back(measurement(100, begin));
  PlainDevice& plain = *device;
  DeviceHost host(
      std::move(device), [this](transport::Connected connected) { dial(std::move(connected)); }, clock_,
      seeded_ids(1, "rm"), [] { return 1.0; }, findings,
      DeviceHostOptions{.name = "device", .step = Duration(1000), .session = {}});
  host.start();
  live_until(begin);
  plain.to_say.push_back(frbc::StorageStatus{.message_id = {}, .present_fill_level = 5});
  live_until(begin + Duration(1000));
  ASSERT_EQ(findings.all.size(), 1U);
  EXPECT_THAT(findings.all.front().text, HasSubstr("FRBC.StorageStatus was not sent: "));
}

TEST_F(DeviceHostTest, StopsInGoodOrder) {
  bool stopped = false;
  host_->when_stopped([&] { stopped = true; });
  host_->start();
  live_until(begin);
  host_->stop("the device was stopped");
  EXPECT_FALSE(stopped);
  live_until(begin);
  EXPECT_TRUE(stopped);
  const auto* ended = std::get_if<Ended>(&manager().events.back());
  ASSERT_NE(ended, nullptr);
  EXPECT_EQ(ended->reason, EndReason::asked_by_peer);
  EXPECT_EQ(ended->request, SessionRequestType::terminate);
  live_until(begin + Duration(3'600'000));
  EXPECT_EQ(attempts_.size(), 1U);
}

TEST_F(DeviceHostTest, StopsWhileItWaitsForTheNextAttempt) {
  bool stopped = false;
  reachable_ = false;
  host_->when_stopped([&] { stopped = true; });
  host_->start();
  live_until(begin);
  host_->stop("the device was stopped");
  live_until(begin);
  EXPECT_TRUE(stopped);
}

TEST_F(DeviceHostTest, ComesBackWithGrowingDelaysToAPeerThatSpeaksNoCommonVersion) {
  options_.versions = {"9.9.9"};  // until somebody updates it
  host_->start();
  live_until(begin + Duration(15'000));
  EXPECT_THAT(attempts_, ElementsAre(begin, begin + Duration(2000), begin + Duration(6000), begin + Duration(14'000)));
}

TEST_F(DeviceHostTest, GivesUpOnAPeerThatIsADeviceToo) {
  RmSession other({}, PlainDevice("resource-2").details(), seeded_ids(3, "rm"), begin);
  std::optional<Link> link;
  const auto dial_other = [&](transport::Connected connected) {
    attempts_.push_back(clock_.now());
    auto [ours, theirs] = transport::connect_in_memory(loop_);
    link.emplace(other, std::move(theirs), clock_, notes_, "other",
                 Link::Owner{.on_event = [](const Event&) {}, .on_closed = [](const transport::Closed&) {}});
    link->start();
    loop_.post([connected = std::move(connected), end = std::make_shared<decltype(ours)>(std::move(ours))] {
      connected(std::move(*end));
    });
  };
  DeviceHost host(
      std::make_unique<PlainDevice>("resource-1"), dial_other, clock_, seeded_ids(1, "rm"), [] { return 1.0; }, notes_,
      DeviceHostOptions{.name = "device", .step = Duration(1000), .session = {}});
  host.start();
  live_until(begin + Duration(600'000));
  EXPECT_TRUE(host.gave_up());
  EXPECT_EQ(attempts_.size(), 1U);
}

}  // namespace
}  // namespace s2::house
