// What S2 Connect asks of the sessions it opens: S2 JSON from the first frame on, without a handshake.

#include "party.hpp"

#include <s2/energy_manager.hpp>
#include <s2/resource_manager.hpp>
#include <s2/runner.hpp>

#include <gmock/gmock.h>

namespace s2::host {
namespace {

using namespace connect;
using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;
using transport::until;

constexpr auto power = CommodityQuantity::electric_power_l1;
constexpr std::string_view any_id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

ResourceManagerDetails boiler() {
  ResourceManagerDetails details;
  details.resource_id = Id("boiler");
  details.roles = {{RoleType::energy_consumer, Commodity::electricity}};
  details.available_control_types = {ControlType::operation_mode_based_control};
  details.provides_power_measurement_types = {power};
  return details;
}

ombc::SystemDescription off_and_on() {
  ombc::OperationMode off;
  off.id = Id("off");
  off.power_ranges = {{0, 0, power}};
  ombc::OperationMode on;
  on.id = Id("on");
  on.power_ranges = {{2000, 2000, power}};
  ombc::SystemDescription can;
  can.operation_modes = {off, on};
  can.transitions = {};
  return can;
}

// A CEM that answers to an energy manager, a device to whoever the test says.
class TalkTest : public testing::Test {
 protected:
  TalkTest() {
    HostHandler handler;
    handler.on_session = [this](SessionOpened session) {
      runner.adopt(cem, std::move(session.connection), session.peer.id.text());
    };
    host = EndpointHost::open(runner.loop(), *store, lan_server("hems"), std::move(handler)).value();
    EXPECT_TRUE(host->add_node({.description = cem_node}));
  }
  Surroundings connected() { return runner.surroundings({.start = Start::connected}); }
  std::string code() { return std::string(host->issue_code(cem_node.id).value().reveal()); }

  // A device that says whatever the test likes.
  void meet() {
    device = std::make_unique<Party>(runner.loop(), lan_client("boiler"), tests::node(2, connect::Role::rm));
    ASSERT_TRUE(std::holds_alternative<Paired>(device->pair(*host->facts().pairing_url, code())));
    ASSERT_TRUE(device->has_sessions(1));
  }
  // Says something and returns the answer.
  std::string answer_to(const std::string& frame) {
    auto& frames = device->talk().notes.frames;
    const std::size_t before = frames.size();
    device->talk().session.connection->send(frame);
    EXPECT_TRUE(until(runner.loop(), [&] { return frames.size() > before; }));
    return frames.back();
  }

  Runner runner;
  EnergyManager cem{connected()};
  NodeDescription cem_node = tests::node(1, connect::Role::cem);
  std::unique_ptr<Store> store = make_memory_store();
  std::unique_ptr<EndpointHost> host;
  std::unique_ptr<Party> device;
};

// C-243, C-250
TEST_F(TalkTest, AnInstructionReachesTheDeviceAndItsStatusTheCem) {
  ResourceManager rm(boiler(), connected());
  rm.describe(off_and_on());
  std::string ran;
  rm.on<ombc::Instruction>([&](const ombc::Instruction& wish, Order order) {
    ran = wish.operation_mode_id.text();
    order.started();
  });
  bool started = false;
  cem.prefer({ControlType::operation_mode_based_control});
  cem.on<ombc::SystemDescription>([&](Resource resource, const ombc::SystemDescription& can) {
    const ombc::Instruction wish{{}, {}, {}, can.operation_modes.at(1).id, 1, false};
    resource.instruct(wish).on_started([&] { started = true; });
  });
  HostHandler handler;
  handler.on_session = [&](SessionOpened session) { runner.adopt(rm, std::move(session.connection), "cem"); };
  const auto own = make_memory_store();
  const auto node = tests::node(2, connect::Role::rm);
  const auto client = EndpointHost::open(runner.loop(), *own, lan_client("boiler"), std::move(handler)).value();
  ASSERT_TRUE(client->add_node({.description = node}));
  ASSERT_TRUE(client->pair({.node = node.id, .url = *host->facts().pairing_url, .code = code()}, {}));
  EXPECT_TRUE(until(runner.loop(), [&] { return started; }));
  EXPECT_EQ(ran, "on");
}

// C-250
TEST_F(TalkTest, AHandshakeIsAnsweredAsInvalidContentAndTheSessionGoesOn) {
  meet();
  const std::string handshake =
      R"({"message_type":"Handshake","message_id":"h1","role":"RM","supported_protocol_versions":["1.0.0"]})";
  EXPECT_THAT(answer_to(handshake), AllOf(HasSubstr("ReceptionStatus"), HasSubstr("INVALID_CONTENT")));
  EXPECT_FALSE(device->talk().notes.end());
  auto details = boiler();
  details.message_id = Id("d1");
  EXPECT_THAT(answer_to(encode(Message(details), Profile::v1_0_0).value()), HasSubstr("\"OK\""));
}

// C-248, C-249
TEST_F(TalkTest, WhatComesInTheWrongStateIsAnsweredAndIgnored) {
  meet();
  auto status = off_and_on();
  status.message_id = Id(any_id);
  const std::string out_of_state = encode(Message(status), Profile::v1_0_0).value();
  EXPECT_THAT(answer_to(out_of_state), AllOf(HasSubstr("ReceptionStatus"), HasSubstr("INVALID_CONTENT")));
  auto details = boiler();
  details.message_id = Id("d1");
  EXPECT_THAT(answer_to(encode(Message(details), Profile::v1_0_0).value()), HasSubstr("\"OK\""));
  EXPECT_FALSE(device->talk().notes.end()) << "the session survives";
}

// C-243
TEST_F(TalkTest, ANewConnectionStartsFromNothing) {
  meet();
  auto details = boiler();
  details.message_id = Id("d1");
  EXPECT_THAT(answer_to(encode(Message(details), Profile::v1_0_0).value()), HasSubstr("\"OK\""));
  ASSERT_THAT(cem.resources(), SizeIs(1));
  EXPECT_EQ(cem.resources().front().details().resource_id.text(), "boiler");
  device->talk().session.connection->close(1000, "again");
  ASSERT_TRUE(device->has_sessions(2));
  ASSERT_TRUE(until(runner.loop(), [&] { return cem.resources().size() == 1; }));
  EXPECT_TRUE(cem.resources().front().details().resource_id.empty()) << "who it is has to be said again";
}

// C-244, C-251
TEST_F(TalkTest, ARequestToEndIsReconnectOrTerminateAndNothingElse) {
  meet();
  const auto request = [](const std::string& what) {
    return R"({"message_type":"SessionRequest","message_id":"r1","request":")" + what +
           R"(","diagnostic_label":"maintenance"})";
  };
  EXPECT_THAT(answer_to(request("PAUSE")), HasSubstr("INVALID"));
  EXPECT_FALSE(device->talk().notes.end());
  device->talk().session.connection->send(request("RECONNECT"));
  ASSERT_TRUE(until(runner.loop(), [&] { return device->talks.front()->notes.end().has_value(); }));
  EXPECT_TRUE(device->has_sessions(2)) << "at once";
}

}  // namespace
}  // namespace s2::host
