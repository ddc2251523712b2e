#include "parties.hpp"

#include <gtest/gtest.h>

namespace s2 {
namespace {

using tests::Parties;

// Both sides, a device that says what it can do, and that obeys.
struct Home : Parties {
  Home() {
    rm->describe(tests::description());
    rm->status(tests::running(0.5));
    rm->on<frbc::Instruction>([](const frbc::Instruction&, const Order& order) {
      order.accept();
      order.started();
      order.succeeded();
    });
  }
  Resource device_of_cem() { return cem->resources().front(); }
};

TEST(EnergyManager, SelectsWhatItPrefersOfWhatIsOffered) {
  Home home;
  home.cem->prefer({ControlType::demand_driven_based_control, ControlType::power_envelope_based_control});
  ControlType active = ControlType::no_selection;
  home.cem->on_control_type([&](Resource, ControlType type) { active = type; });
  home.connect();
  EXPECT_EQ(active, ControlType::power_envelope_based_control);
}

TEST(EnergyManager, SelectsNothingByItselfUnlessTold) {
  Home home;
  home.cem->prefer({});
  std::string name;
  home.cem->on_details([&](const Resource& resource, const ResourceManagerDetails& details) {
    name = resource.name() + ' ' + details.resource_id.str();
    resource.select(ControlType::fill_rate_based_control);
  });
  home.connect();
  EXPECT_EQ(name, "/battery resource-1");
  EXPECT_EQ(home.device_of_cem().control_type(), ControlType::fill_rate_based_control);
}

TEST(EnergyManager, ChangedDetailsAreSelectedFromAgain) {
  Home home;
  home.connect();
  auto details = tests::resource();
  details.available_control_types = {ControlType::power_envelope_based_control};
  home.cem->prefer({ControlType::fill_rate_based_control, ControlType::power_envelope_based_control});
  home.rm->describe(details);
  home.settle();
  EXPECT_EQ(home.device_of_cem().control_type(), ControlType::power_envelope_based_control);
}

TEST(EnergyManager, AnInstructionTellsItsWholeLife) {
  Home home;
  home.connect();
  std::string told;
  auto wish = tests::instruction(Id());
  wish.execution_time = {};
  const auto given = home.device_of_cem().instruct(wish);
  given.then([&](const Acknowledgement& answer) { told += answer.ok() ? "ok " : "not ok "; });
  given.on_accepted([&] { told += "accepted "; }).on_started([&] { told += "started "; });
  given.on_succeeded([&] { told += "succeeded"; });
  EXPECT_FALSE(given.id().empty());
  home.settle();
  EXPECT_EQ(told, "ok accepted started succeeded");
  told.clear();
  given.on_succeeded([&] { told = "known already"; });
  EXPECT_EQ(told, "known already");
}

TEST(EnergyManager, ARefusalHereThereAndLaterIsOneRejection) {
  Home home;
  home.connect();
  std::vector<std::string> reasons;
  const auto note = [&](const std::string& why) { reasons.push_back(why); };
  auto unknown = tests::instruction(Id("held-back"));
  unknown.operation_mode = Id("no-such-mode");
  const auto held_back = home.device_of_cem().instruct(unknown).on_rejected(note);
  EXPECT_EQ(held_back.status(), Delivery::held_back);
  home.rm->on<frbc::Instruction>([](const frbc::Instruction&, const Order& order) { order.reject("not today"); });
  const auto later = home.device_of_cem().instruct(tests::instruction(Id("rejected"))).on_rejected(note);
  home.settle();
  EXPECT_TRUE(later.ok());
  EXPECT_EQ(held_back.life(), Life::rejected);
  EXPECT_EQ(later.life(), Life::rejected);
  ASSERT_EQ(reasons.size(), 2U);
  EXPECT_NE(reasons[0].find("operation mode"), std::string::npos) << reasons[0];
}

TEST(EnergyManager, WhatALostSessionLeavesIsLost) {
  Home home;
  home.rm->on<frbc::Instruction>([](const frbc::Instruction&, const Order& order) { order.accept(); });
  home.connect();
  const Resource resource = home.device_of_cem();
  const auto given = resource.instruct(tests::instruction(Id("wish")));
  home.settle();
  EXPECT_EQ(given.life(), Life::accepted);
  bool told = false;
  given.on(Life::lost, [&] { told = true; });
  home.cut();
  EXPECT_TRUE(told);
  EXPECT_FALSE(resource.connected());
  EXPECT_TRUE(home.cem->resources().empty());
  EXPECT_EQ(resource.select(ControlType::no_selection).status(), Delivery::lost);
  EXPECT_EQ(resource.instruct(tests::instruction(Id("late"))).life(), Life::lost);
  EXPECT_EQ(resource.registry(), nullptr);
}

TEST(EnergyManager, KnowsItsDevicesApart) {
  Home one;
  one.connect();
  Dialogue other = one.cem->open("/other");
  const auto all = one.cem->resources();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].name(), "/battery");
  EXPECT_EQ(all[1].name(), "/other");
  EXPECT_FALSE(all[0] == all[1]);
}

TEST(EnergyManager, MayBeDestroyedInItsOwnHandler) {
  Home home;
  std::optional<Resource> kept;
  home.cem->on<frbc::SystemDescription>([&](Resource resource, const auto&) {
    kept = resource;
    resource.instruct(tests::instruction(Id("wish"))).on_change([](const Instructed&) { FAIL() << "nobody is there"; });
    home.cem.reset();
  });
  home.connect();
  ASSERT_TRUE(kept);
  EXPECT_FALSE(kept->connected());
  EXPECT_TRUE(home.device->ended());
}

TEST(EnergyManager, MayBeDestroyedWhenAnAnswerComes) {
  Home home;
  home.connect();
  home.device_of_cem().instruct(tests::instruction(Id("wish"))).then([&](const Acknowledgement&) { home.cem.reset(); });
  home.settle();
  EXPECT_TRUE(home.device->ended());
}

TEST(EnergyManager, ForgetsTheOldestOfTooManyInstructions) {
  Home home;
  home.rm->on<frbc::Instruction>([](const frbc::Instruction&, const Order&) {});
  home.connect();
  std::vector<Instructed> given;
  for (std::size_t i = 0; i <= Limits::open_instructions; ++i) {
    auto wish = tests::instruction(Id("wish-" + std::to_string(i)));
    given.push_back(home.device_of_cem().instruct(wish));
    if (i + 1 == Limits::open_instructions) {
      EXPECT_EQ(given.front().life(), Life::sent);
    }
  }
  EXPECT_EQ(given.front().life(), Life::lost);
  EXPECT_EQ(given[1].life(), Life::sent);
}

}  // namespace
}  // namespace s2
