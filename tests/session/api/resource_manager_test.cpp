#include "parties.hpp"

#include <gtest/gtest.h>

namespace s2 {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using tests::Parties;

// The names of what the device has told its energy manager since the start, without acknowledgements.
struct Heard {
  explicit Heard(Parties& both) {
    both.cem->on<frbc::SystemDescription>([this](Resource, const auto&) { told.push_back("description"); });
    both.cem->on<frbc::StorageStatus>([this](Resource, const auto& m) {
      told.push_back("level");
      level = m.present_fill_level;
    });
    both.cem->on<frbc::ActuatorStatus>([this](Resource, const auto&) { told.push_back("mode"); });
    both.cem->on<PowerMeasurement>([this](Resource, const auto&) { told.push_back("power"); });
    both.cem->on<RevokeObject>([this](Resource, const auto&) { told.push_back("revoked"); });
  }
  std::vector<std::string> told;
  double level = 0;
};

// A device that has said all it has to say.
void state_everything(Parties& both) {
  both.rm->status(tests::fill_level(52));
  both.rm->status(tests::running(0.5));
  both.rm->describe(tests::description());
}

TEST(ResourceManager, WhatWasStatedIsSaidWhenItsControlTypeIsActiveTheDescriptionFirst) {
  Parties both;
  Heard heard(both);
  const auto level = both.rm->status(tests::fill_level(52));
  state_everything(both);
  EXPECT_EQ(level.status(), Delivery::overtaken);
  both.connect();
  EXPECT_EQ(heard.told, (std::vector<std::string>{"description", "level", "mode"}));
}

TEST(ResourceManager, MeasurementsAreSaidInEveryState) {
  Parties both;
  Heard heard(both);
  both.cem->prefer({});
  both.connect();
  PowerMeasurement measured;
  measured.values = {{CommodityQuantity::electric_power_l1, 200}};
  const auto said = both.rm->status(measured);
  EXPECT_EQ(said.status(), Delivery::waiting);
  both.settle();
  EXPECT_TRUE(said.ok());
  EXPECT_EQ(heard.told, std::vector<std::string>{"power"});
}

TEST(ResourceManager, AReconnectPublishesEverythingAgain) {
  Parties both;
  Heard heard(both);
  state_everything(both);
  both.connect();
  both.cut();
  heard.told.clear();
  both.rm->status(tests::fill_level(60));
  both.connect();
  EXPECT_EQ(heard.told, (std::vector<std::string>{"description", "mode", "level"}));
  EXPECT_EQ(heard.level, 60);
}

TEST(ResourceManager, SelectingAgainPublishesEverythingAgain) {
  Parties both;
  Heard heard(both);
  state_everything(both);
  both.connect();
  heard.told.clear();
  both.cem->resources().front().select(ControlType::no_selection);
  both.settle();
  EXPECT_EQ(both.rm->control_type(), ControlType::no_selection);
  both.cem->resources().front().select(ControlType::fill_rate_based_control);
  both.settle();
  EXPECT_EQ(heard.told.size(), 3U);
}

TEST(ResourceManager, AStatusBeforeItsDescriptionIsSaidAfterIt) {
  Parties both;
  Heard heard(both);
  both.connect();
  EXPECT_EQ(both.rm->status(tests::running(0.5)).status(), Delivery::held_back);
  both.rm->describe(tests::description());
  both.settle();
  EXPECT_EQ(heard.told, (std::vector<std::string>{"description", "mode"}));
}

TEST(ResourceManager, WhatWasWithdrawnIsRevokedAndNotSaidAgain) {
  Parties both;
  Heard heard(both);
  state_everything(both);
  both.connect();
  const auto withdrawn = both.rm->withdraw<frbc::SystemDescription>();
  both.settle();
  EXPECT_TRUE(withdrawn.ok());
  EXPECT_EQ(heard.told.back(), "revoked");
  both.cut();
  heard.told.clear();
  both.connect();
  EXPECT_EQ(heard.told, std::vector<std::string>{"level"}) << "a mode means nothing without its description";
}

// The energy manager has given one instruction, and the device has been handed it.
struct Given : Parties {
  std::optional<Order> order;
  std::optional<Instructed> instructed;
  std::vector<InstructionStatus> stopped;

  explicit Given(Duration ahead = 0ms) {
    state_everything(*this);
    rm->on<frbc::Instruction>([this](const frbc::Instruction&, Order given) { order = given; });
    rm->on_stop([this](const Order&, InstructionStatus status) { stopped.push_back(status); });
    connect();
    auto wish = tests::instruction(Id());
    wish.execution_time = clock + ahead;
    instructed = cem->resources().front().instruct(wish);
    settle();
  }
};

TEST(ResourceManager, AnInstructionComesWithWhatItMeans) {
  Given both;
  ASSERT_TRUE(both.order);
  EXPECT_EQ(both.order->power(), 500);
  EXPECT_EQ(both.order->begins(), both.clock);
  EXPECT_EQ(both.order->mode()->operations.size(), 1U);
  EXPECT_EQ(both.order->envelope(), nullptr);
}

TEST(ResourceManager, ReportsReachTheEnergyManagerInTheirOrder) {
  Given both;
  std::string lives;
  both.instructed->on_change([&](const Instructed& one) { lives += std::string(name_of(one.life())) + ' '; });
  both.order->accept();
  both.order->started();
  const auto last = both.order->succeeded();
  both.settle();
  EXPECT_EQ(lives, "accepted started succeeded ");
  EXPECT_TRUE(last.ok());
  EXPECT_TRUE(both.order->is_over());
  const auto late = both.order->started();
  EXPECT_EQ(late.status(), Delivery::held_back);
  EXPECT_EQ(late.why().rule, "INST-004");
}

TEST(ResourceManager, ARejectionGivesItsReasonToTheLog) {
  Given both;
  both.order->reject("the door is open");
  both.settle();
  EXPECT_EQ(both.instructed->life(), Life::rejected);
  EXPECT_TRUE(both.noted("S2CPP-REJECTED"));
}

TEST(ResourceManager, WithoutAHandlerAnInstructionIsRejected) {
  Parties both;
  state_everything(both);
  both.connect();
  const auto given = both.cem->resources().front().instruct(tests::instruction(Id("wish")));
  both.settle();
  EXPECT_EQ(given.life(), Life::rejected);
  EXPECT_TRUE(both.noted("S2CPP-NO-HANDLER"));
}

TEST(ResourceManager, AnOrderForLaterBeginsWhenItsTimeComes) {
  Given both(1h);
  bool begun = false;
  both.order->accept();
  both.order->at_begin([&] { begun = true; });
  both.wait(59min);
  EXPECT_FALSE(begun);
  both.wait(1min);
  EXPECT_TRUE(begun);
}

TEST(ResourceManager, AWithdrawnOrderDoesNotBegin) {
  Given both(1h);
  bool begun = false;
  both.order->at_begin([&] { begun = true; });
  both.cem->resources().front().revoke(*both.instructed);
  both.settle();
  EXPECT_EQ(both.stopped, std::vector{InstructionStatus::revoked});
  EXPECT_EQ(both.instructed->life(), Life::revoked);
  both.wait(2h);
  EXPECT_FALSE(begun);
}

TEST(ResourceManager, AnOrderThatRunsIsTheDevicesBusinessWhenItIsWithdrawn) {
  Given both;
  bool asked = false;
  both.rm->on_withdrawn([&](const Order& order) {
    asked = true;
    order.revoked();
  });
  both.order->started();
  both.settle();
  both.cem->resources().front().revoke(*both.instructed);
  both.settle();
  EXPECT_TRUE(asked);
  EXPECT_EQ(both.instructed->life(), Life::revoked);
}

TEST(ResourceManager, LeavingTheControlTypeStopsItsOrders) {
  Given both;
  std::vector<ControlType> active;
  both.rm->on_control_type([&](ControlType type) { active.push_back(type); });
  both.order->accept();
  both.settle();
  both.cem->resources().front().select(ControlType::not_controllable);
  both.settle();
  EXPECT_EQ(both.stopped, std::vector{InstructionStatus::aborted});
  EXPECT_EQ(both.instructed->life(), Life::aborted);
  EXPECT_EQ(active, std::vector{ControlType::not_controllable});
}

TEST(ResourceManager, ASilentEnergyManagerLeavesTheDeviceToItsPlan) {
  Parties both;
  std::vector<bool> orders;
  both.rm->on<frbc::Instruction>([&](const frbc::Instruction&, const Order& order) {
    orders.push_back(order.is_fail_safe());
    order.started();
  });
  both.rm->fail_safe(FailSafe{.after = 15min, .behaviour = {tests::instruction(Id("safe"))}});
  state_everything(both);
  both.connect();
  both.wait(14min);
  EXPECT_TRUE(orders.empty());
  both.wait(2min);
  EXPECT_EQ(orders, std::vector{true});
  EXPECT_TRUE(both.noted("S2CPP-FAIL-SAFE"));
}

TEST(ResourceManager, AHandlerThatSendsAndWaitsDoesNotBlockThePeersAnswer) {
  Parties both;
  state_everything(both);
  std::string steps;
  both.rm->on<frbc::Instruction>([&](const frbc::Instruction&, Order order) {
    steps += "handler ";
    both.rm->status(tests::fill_level(53)).then([&steps, order](const Acknowledgement& answer) {
      steps += answer.ok() ? "answer" : "no answer";
      order.accept();
    });
  });
  both.connect();
  const auto given = both.cem->resources().front().instruct(tests::instruction(Id("wish")));
  both.device->receive(*both.manager->next_frame());
  const auto first = both.device->next_frame();
  EXPECT_EQ(steps, "") << "the answer is out before the handler runs";
  ASSERT_TRUE(first);
  EXPECT_EQ(peek(*first)->kind, Kind::ReceptionStatus);
  both.manager->receive(*first);
  both.settle();
  EXPECT_TRUE(given.ok());
  EXPECT_EQ(steps, "handler answer");
  EXPECT_EQ(given.life(), Life::accepted);
}

TEST(ResourceManager, AnAcknowledgementOfALostSessionSaysSo) {
  Parties both;
  state_everything(both);
  both.connect();
  Delivery told = Delivery::kept;
  const auto level = both.rm->status(tests::fill_level(53));
  level.then([&](const Acknowledgement& answer) { told = answer.status(); });
  EXPECT_EQ(level.status(), Delivery::waiting);
  both.device->disconnected();
  while (both.device->next_frame()) {
  }
  EXPECT_EQ(told, Delivery::lost);
  EXPECT_FALSE(level.why().text.empty());
}

TEST(ResourceManager, AnAnswerThatDoesNotComeIsUndecided) {
  Parties both;
  state_everything(both);
  both.connect();
  const auto level = both.rm->status(tests::fill_level(53));
  const auto frame = both.device->next_frame();
  both.wait(11s);
  EXPECT_EQ(level.status(), Delivery::undecided);
  both.manager->receive(*frame);
  both.settle();
  EXPECT_TRUE(level.ok()) << "a late answer still counts";
}

TEST(ResourceManager, AnOrderOfALostSessionSaysThatItIsOver) {
  Given both;
  both.cut();
  EXPECT_TRUE(both.order->is_over());
  both.device.reset();
  EXPECT_EQ(both.order->accept().status(), Delivery::lost);
  both.order->at_begin([] { FAIL() << "it is over"; });
}

TEST(ResourceManager, ANewConnectionTakesThePlaceOfTheOneBefore) {
  Parties both;
  Heard heard(both);
  state_everything(both);
  both.connect();
  int ended = 0;
  both.rm->on_ended([&](const Ended&) { ++ended; });
  Dialogue before = std::move(*both.device);
  heard.told.clear();
  both.connect();
  while (before.next_frame()) {
  }
  EXPECT_TRUE(before.ended());
  EXPECT_EQ(ended, 1);
  EXPECT_EQ(heard.told.size(), 3U);
}

TEST(ResourceManager, MayBeDestroyedInItsOwnHandler) {
  Parties both;
  state_everything(both);
  std::optional<Order> kept;
  both.rm->on<frbc::Instruction>([&, captured = std::string("still here")](const frbc::Instruction&, Order order) {
    kept = order;
    both.rm->status(tests::fill_level(1)).then([](const Acknowledgement&) {
      FAIL() << "nobody is there to be called";
    });
    both.rm.reset();
    EXPECT_EQ(captured, "still here");
  });
  both.connect();
  both.cem->resources().front().instruct(tests::instruction(Id("wish")));
  both.settle();
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->accept().status(), Delivery::held_back) << "nothing is sent any more";
  EXPECT_TRUE(both.manager->ended()) << "it says good-bye";
  EXPECT_EQ(both.manager->ended()->reason, EndReason::asked_by_peer);
}

TEST(ResourceManager, ItsDialogueMayBeDestroyedInAHandler) {
  Parties both;
  state_everything(both);
  std::optional<Acknowledgement> accepted;
  both.rm->on<frbc::Instruction>([&](const frbc::Instruction&, const Order& order) {
    accepted = order.accept();
    both.device.reset();
  });
  both.connect();
  both.cem->resources().front().instruct(tests::instruction(Id("wish")));
  both.settle();
  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted->status(), Delivery::lost);
  EXPECT_FALSE(both.rm->connected());
}

TEST(ResourceManager, AHandlerMayReplaceItself) {
  Given both;
  int first = 0;
  int second = 0;
  both.rm->on<frbc::Instruction>([&](const frbc::Instruction&, const Order&) {
    ++first;
    both.rm->on<frbc::Instruction>([&](const frbc::Instruction&, const Order&) { ++second; });
  });
  for (const auto* id : {"a-1", "a-2"}) {
    both.cem->resources().front().instruct(tests::instruction(Id(id)));
    both.settle();
  }
  EXPECT_EQ(first, 1);
  EXPECT_EQ(second, 1);
}

TEST(ResourceManager, ItsOpenerOutlivesIt) {
  Parties both;
  const Opener opener = both.rm->opener();
  EXPECT_TRUE(opener("/"));
  both.rm.reset();
  EXPECT_FALSE(opener("/"));
}

TEST(ResourceManager, WhatTheApplicationSaysInBetweenIsAnnounced) {
  Parties both;
  state_everything(both);
  both.connect();
  int outputs = 0;
  both.device->on_output([&] { ++outputs; });
  both.rm->status(tests::fill_level(53));
  EXPECT_GE(outputs, 1);
}

}  // namespace
}  // namespace s2
