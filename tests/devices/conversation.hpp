#pragma once
// A device and its sessions, joined in memory: what every test of a device's behaviour talks through.

#include <devices/identity.hpp>

#include <s2/devices.hpp>

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace s2::devices {

/// A moment on the first embedded day or thereabouts.
inline Time at(std::string_view clock) {
  return parse_time("2024-05-12T" + std::string(clock) + "Z").value_or(ParsedTime{}).time;
}

/// Ids in a row, each a UUID.
inline IdSource ids_for(std::string name) {
  return [name = std::move(name), count = 0]() mutable { return named_id(name + std::to_string(count++)); };
}

/// A device behind an RmSession, spoken to through a CemSession. Every message the device emits is judged and written
/// in both profiles on its way; everything either session finds fault with fails the test.
class Conversation {
 public:
  Conversation(Device& device, Time now, std::vector<std::string> versions = {"1.0.0", "0.0.2-beta"})
      : device_(device),
        now_(now),
        cem_({.start = Start::bare,
              .profile = Profile::v1_0_0,
              .versions = versions,
              .strictness = Strictness::normal,
              .times = {}},
             ids_for("cem/"), now),
        rm_({.start = Start::bare,
             .profile = Profile::v1_0_0,
             .versions = std::move(versions),
             .strictness = Strictness::normal,
             .times = {}},
            device.details(), ids_for("rm/"), now) {
    device_.step(now_);
    pump();
  }

  /// Lets the device and the clock go on.
  void go_to(Time now) {
    now_ = now;
    device_.step(now_);
    pump();
  }
  /// As go_to, in steps.
  void go_to(Time now, Duration step) {
    while (now_ < now) go_to(std::min(now, now_ + step));
  }

  /// Sends a message as the CEM.
  void send(Message message) {
    const auto sent = cem_.send(std::move(message), now_);
    EXPECT_TRUE(sent) << (sent ? "" : sent.error().text);
    pump();
  }
  void select(ControlType control_type) {
    const auto sent = cem_.select(control_type, now_);
    EXPECT_TRUE(sent) << (sent ? "" : sent.error().text);
    pump();
  }

  /// Notes by these rules are no failure from here on: the test provokes them.
  void tolerate(std::initializer_list<std::string_view> rules) { tolerated_.insert(rules.begin(), rules.end()); }

  /// Ends the conversation in good order, as the CEM.
  void end() {
    cem_.end(SessionRequestType::terminate, "the test is over", now_);
    pump();
  }
  /// Cuts the wire.
  void cut() {
    rm_.disconnected(now_);
    cem_.disconnected(now_);
    pump();
  }

  /// The messages of one type that the CEM has received, oldest first.
  template <class T>
  std::vector<T> all() const {
    std::vector<T> out;
    for (const auto& message : received_) {
      if (const T* m = std::get_if<T>(&message)) out.push_back(*m);
    }
    return out;
  }
  /// The newest message of one type; it must be there.
  template <class T>
  T last() const {
    auto found = all<T>();
    EXPECT_FALSE(found.empty()) << "no " << type_of<T>().name;
    return found.empty() ? T{} : found.back();
  }
  /// What the device has reported about an instruction, e.g. "ACCEPTED STARTED SUCCEEDED".
  std::string life_of(const Id& instruction) const {
    std::string life;
    for (const auto& update : all<InstructionStatusUpdate>()) {
      if (update.instruction_id != instruction) continue;
      life += (life.empty() ? "" : " ") + std::string(name_of(update.status_type));
    }
    return life;
  }

  const std::vector<Message>& received() const { return received_; }
  void forget() { received_.clear(); }
  Time now() const { return now_; }
  std::optional<Profile> profile() const { return rm_.profile(); }

 private:
  // Hands frames and events around until nobody has anything left to say.
  void pump() {
    for (bool busy = true; busy;) {
      busy = false;
      while (auto frame = rm_.next_frame()) cem_.receive(*frame, now_), busy = true;
      while (auto frame = cem_.next_frame()) rm_.receive(*frame, now_), busy = true;
      while (auto event = rm_.next_event()) judge(*event), device_.on(*event, now_), busy = true;
      while (auto event = cem_.next_event()) {
        judge(*event);
        if (const auto* message = std::get_if<Received>(&*event)) received_.push_back(message->message);
        busy = true;
      }
      for (auto& message : device_.take_messages()) speak(std::move(message)), busy = true;
    }
  }

  void speak(Message message) {
    const std::string_view name = message_type_of(kind_of(message)).name();
    EXPECT_TRUE(message_id_of(message)->empty());
    set_message_id(message, named_id("spoken"));
    for (const auto& finding : check(message, Strictness::strict)) ADD_FAILURE() << name << ": " << finding.text;
    EXPECT_TRUE(encode(message, Profile::v1_0_0)) << name;
    EXPECT_TRUE(encode(message, Profile::v0_0_2_beta)) << name;
    set_message_id(message, Id{});
    const auto sent = rm_.send(std::move(message), now_);
    EXPECT_TRUE(sent) << name << ": " << (sent ? "" : sent.error().text);
  }

  void judge(const Event& event) const {
    if (const auto* refused = std::get_if<Refused>(&event)) {
      ADD_FAILURE() << "refused: " << refused->findings.front().text << "\n" << refused->frame;
    }
    if (const auto* message = std::get_if<Received>(&event)) {
      for (const auto& note : message->notes) judge(note);
    }
    if (const auto* answer = std::get_if<Answered>(&event)) {
      EXPECT_EQ(answer->status, ReceptionStatusValues::ok) << answer->diagnostic;
    }
    if (const auto* notice = std::get_if<Noticed>(&event)) judge(notice->finding);
    // The steps of a test are long, and an end that falls into one is reported when it is over.
    const auto* undone = std::get_if<LeftUndone>(&event);
    if (undone && undone->omission.finding.rule != "INST-006") judge(undone->omission.finding);
    if (std::holds_alternative<Overdue>(event)) ADD_FAILURE() << "an answer is overdue";
  }

  void judge(const Finding& note) const {
    if (!tolerated_.contains(note.rule)) ADD_FAILURE() << note.rule << ": " << note.text;
  }

  Device& device_;
  Time now_;
  CemSession cem_;
  RmSession rm_;
  std::vector<Message> received_;
  std::set<std::string, std::less<>> tolerated_;
};

}  // namespace s2::devices
