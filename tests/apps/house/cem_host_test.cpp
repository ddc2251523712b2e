// What an energy manager does when a device behaves badly: it says so, and the rest of the house goes on.

#include <house/cem_host.hpp>

#include "plain_device.hpp"
#include "raw_socket.hpp"

#include <house/device_host.hpp>
#include <house/wall_clock.hpp>

#include <s2/codec.hpp>

#include <gmock/gmock.h>

#include <chrono>

namespace s2::house {
namespace {

using testing::Contains;
using testing::HasSubstr;

// What happened in the house, by device.
struct Diary : Watcher {
  std::map<std::string, std::vector<Event>> events;
  std::map<std::string, std::vector<std::string>> notes;

  void on_event(EnergyManagementRole, const std::string& rm, const Event& event, Time) override {
    events[rm].push_back(event);
  }
  void on_note(const std::string& rm, std::string_view sentence, Time) override { notes[rm].emplace_back(sentence); }

  template <class E>
  std::size_t count(const std::string& rm) const {
    const auto found = events.find(rm);
    if (found == events.end()) return 0;
    return static_cast<std::size_t>(std::count_if(found->second.begin(), found->second.end(),
                                                  [](const Event& event) { return std::holds_alternative<E>(event); }));
  }
};

// A device that the test plays frame by frame.
struct Stranger {
  std::unique_ptr<transport::Connection> connection;
  std::vector<std::string> frames;
  bool closed = false;

  // Its answer to the frame with this message_id; the nil id for frames without one.
  std::optional<ReceptionStatus> answer_to(const Id& id) const {
    for (const auto& frame : frames) {
      const auto decoded = decode(frame, Profile::v1_0_0);
      if (!decoded) continue;
      const auto* status = std::get_if<ReceptionStatus>(&decoded->message);
      if (status != nullptr && status->subject_message_id == id) return *status;
    }
    return std::nullopt;
  }
};

// An energy manager on a free port, and one device that behaves.
class CemHostTest : public testing::Test {
 protected:
  CemHostTest()
      : cem_(
            {}, clock_, [](const std::string&) { return transport::random_ids(); }, {}, diary_) {
    server_ = std::move(*transport::WebsocketServer::listen(
        loop_, "127.0.0.1", 0, [this](auto connection) { cem_.adopt(std::move(connection)); }));
    auto device = std::make_unique<PlainDevice>("good-device");
    good_ = device.get();
    host_.emplace(
        std::move(device), dial("/good"), clock_, transport::random_ids(), [] { return 0.0; }, quiet_,
        DeviceHostOptions{.name = "good", .step = Duration(20), .session = {}});
    host_->start();
    EXPECT_TRUE(until([&] { return diary_.count<Received>("good") > 0; }));
  }

  std::string url(const std::string& path) const { return "ws://127.0.0.1:" + std::to_string(server_->port()) + path; }

  Dial dial(const std::string& path) {
    return [this, path](transport::Connected connected) {
      transport::connect_websocket(loop_, url(path), std::move(connected));
    };
  }

  // Runs the house until something is true; false when it is not within half a minute.
  bool until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      loop_.run_one(Duration(50));
    }
    return true;
  }

  // Connects a stranger that says hello properly.
  std::unique_ptr<Stranger> stranger(const std::string& path) {
    auto one = std::make_unique<Stranger>();
    transport::connect_websocket(loop_, url(path), [&](auto outcome) { one->connection = std::move(*outcome); });
    EXPECT_TRUE(until([&] { return one->connection != nullptr; }));
    one->connection->handle({.on_frame = [it = one.get()](std::string_view frame) { it->frames.emplace_back(frame); },
                             .on_closed = [it = one.get()](const transport::Closed&) { it->closed = true; }});
    return one;
  }

  void say(Stranger& one, const Message& message) { one.connection->send(encode(message, Profile::v1_0_0).value()); }

  void introduce(Stranger& one, const std::string& resource_id) {
    say(one, Handshake{Id("hello-1"), EnergyManagementRole::rm, {"1.0.0"}});
    EXPECT_TRUE(until([&] { return one.answer_to(Id("hello-1")).has_value(); }));
    auto details = PlainDevice(resource_id).details();
    details.message_id = Id("details-1");
    say(one, details);
    EXPECT_TRUE(until([&] { return one.answer_to(Id("details-1")).has_value(); }));
  }

  // The device that behaves is heard.
  void expect_house_goes_on() {
    const std::size_t before = diary_.count<Received>("good");
    good_->to_say.push_back(measurement(100, clock_.now()));
    EXPECT_TRUE(until([&] { return diary_.count<Received>("good") > before; }));
    EXPECT_EQ(diary_.count<Ended>("good"), 0U);
  }

  transport::Loop loop_;
  WallClock clock_{loop_};
  Diary diary_;
  Watcher quiet_;
  CemHost cem_;
  std::unique_ptr<transport::WebsocketServer> server_;
  PlainDevice* good_ = nullptr;
  std::optional<DeviceHost> host_;
};

TEST_F(CemHostTest, AFrameThatIsNoJsonIsAnsweredInvalidDataAndTheSessionGoesOn) {
  auto bad = stranger("/bad");
  introduce(*bad, "bad-device");
  bad->connection->send("{\"message_type\": oops");
  ASSERT_TRUE(until([&] { return bad->answer_to(nil_id()).has_value(); }));
  EXPECT_EQ(bad->answer_to(nil_id())->status, ReceptionStatusValues::invalid_data);
  EXPECT_NE(bad->answer_to(nil_id())->diagnostic_label.value_or(""), "");

  auto after = std::get<PowerMeasurement>(measurement(5, clock_.now()));
  after.message_id = Id("after-1");
  say(*bad, after);
  ASSERT_TRUE(until([&] { return bad->answer_to(Id("after-1")).has_value(); }));
  EXPECT_EQ(bad->answer_to(Id("after-1"))->status, ReceptionStatusValues::ok);
  expect_house_goes_on();
}

TEST_F(CemHostTest, AMessageOutOfOrderIsAnsweredInvalidContent) {
  auto bad = stranger("/bad");
  say(*bad, frbc::StorageStatus{Id("early-1"), 50});
  ASSERT_TRUE(until([&] { return bad->answer_to(Id("early-1")).has_value(); }));
  EXPECT_EQ(bad->answer_to(Id("early-1"))->status, ReceptionStatusValues::invalid_content);
  EXPECT_THAT(*bad->answer_to(Id("early-1"))->diagnostic_label, HasSubstr("HS-001"));

  introduce(*bad, "bad-device");
  say(*bad, frbc::StorageStatus{Id("early-2"), 50});  // FRBC was never selected
  ASSERT_TRUE(until([&] { return bad->answer_to(Id("early-2")).has_value(); }));
  EXPECT_EQ(bad->answer_to(Id("early-2"))->status, ReceptionStatusValues::invalid_content);
  EXPECT_THAT(*bad->answer_to(Id("early-2"))->diagnostic_label, HasSubstr("STATE-"));
  expect_house_goes_on();
}

TEST_F(CemHostTest, AWrongTypeIsAnsweredInvalidMessageWithThePlace) {
  auto bad = stranger("/bad");
  introduce(*bad, "bad-device");
  bad->connection->send(
      R"({"message_type":"PowerMeasurement","message_id":"wrong-1","measurement_timestamp":12,"values":[]})");
  ASSERT_TRUE(until([&] { return bad->answer_to(Id("wrong-1")).has_value(); }));
  EXPECT_EQ(bad->answer_to(Id("wrong-1"))->status, ReceptionStatusValues::invalid_message);
  EXPECT_THAT(*bad->answer_to(Id("wrong-1"))->diagnostic_label, HasSubstr("/measurement_timestamp"));
  expect_house_goes_on();
}

TEST_F(CemHostTest, ADeviceThatVanishesIsForgottenAndTheOthersGoOn) {
  {
    RawSocket socket(server_->port(), "/gone");
    ASSERT_TRUE(socket.connected());
    ASSERT_TRUE(until([&] { return diary_.notes.contains("gone"); }));
    expect_house_goes_on();
    socket.vanish();
  }
  ASSERT_TRUE(until([&] { return diary_.count<Ended>("gone") == 1; }));
  EXPECT_EQ(std::get<Ended>(diary_.events["gone"].back()).reason, EndReason::peer_gone);
  expect_house_goes_on();
  // Its name is free again.
  auto back = stranger("/gone");
  introduce(*back, "gone-device");
  EXPECT_FALSE(diary_.notes.contains("gone-2"));
}

TEST_F(CemHostTest, AResourceHasOneSessionTheNewest) {
  auto older = stranger("/twin");
  introduce(*older, "twin-device");
  auto newer = stranger("/twin");
  introduce(*newer, "twin-device");
  ASSERT_TRUE(until([&] {
    return std::any_of(older->frames.begin(), older->frames.end(), [](const std::string& frame) {
      const auto peeked = peek(frame);
      return peeked && peeked->kind == Kind::SessionRequest;
    });
  }));
  EXPECT_THAT(diary_.notes["twin"],
              Contains("twin-device connected anew as twin-2; a resource has one session at a time"));
  expect_house_goes_on();
}

TEST_F(CemHostTest, ANameIsThePathMadeHarmless) {
  auto nameless = stranger("/");
  auto long_one = stranger("/" + std::string(CemHost::name_bytes + 1, 'x'));
  EXPECT_TRUE(until([&] { return diary_.notes.contains("device"); }));
  EXPECT_TRUE(until([&] { return diary_.notes.contains(std::string(CemHost::name_bytes, 'x') + "…"); }));
}

TEST_F(CemHostTest, EndsAllSessionsInGoodOrder) {
  auto other = stranger("/other");
  introduce(*other, "other-device");
  bool gone = false;
  cem_.end(SessionRequestType::terminate, "stopping", [&] { gone = true; });
  ASSERT_TRUE(until([&] { return diary_.count<Ended>("good") == 1; }));
  other->connection->close(1000, "as asked");
  EXPECT_TRUE(until([&] { return gone; }));
  EXPECT_EQ(std::get<Ended>(diary_.events["good"].back()).reason, EndReason::asked_by_us);
}

}  // namespace
}  // namespace s2::house
