#pragma once
// Watcher: whoever wants to see what happens in a house (logs, recordings, tallies, displays).

#include <s2/planner.hpp>
#include <s2/recording.hpp>
#include <s2/session.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace s2::house {

/// Sees everything that happens between an energy manager and its devices. `rm` is the device's name in this house.
class Watcher {
 public:
  virtual ~Watcher() = default;
  /// A frame was sent, or arrived, at the side that is watched.
  virtual void on_frame(const RecordedFrame& /*frame*/) {}
  /// A session of this role told its application something.
  virtual void on_event(EnergyManagementRole /*role*/, const std::string& /*rm*/, const Event& /*event*/,
                        Time /*now*/) {}
  /// The energy manager decided, and the order was sent.
  virtual void on_order(const std::string& /*rm*/, const planner::Order& /*order*/, Time /*now*/) {}
  /// Something outside of any session: connections made and lost, orders that could not be sent. One sentence.
  virtual void on_note(const std::string& /*rm*/, std::string_view /*sentence*/, Time /*now*/) {}
};

/// Several watchers as one, told in order. They outlive it.
class Watchers : public Watcher {
 public:
  /// Those who are told.
  explicit Watchers(std::vector<Watcher*> all) : all_(std::move(all)) {}

  void on_frame(const RecordedFrame& frame) override {
    for (auto* one : all_) one->on_frame(frame);
  }
  void on_event(EnergyManagementRole role, const std::string& rm, const Event& event, Time now) override {
    for (auto* one : all_) one->on_event(role, rm, event, now);
  }
  void on_order(const std::string& rm, const planner::Order& order, Time now) override {
    for (auto* one : all_) one->on_order(rm, order, now);
  }
  void on_note(const std::string& rm, std::string_view sentence, Time now) override {
    for (auto* one : all_) one->on_note(rm, sentence, now);
  }

 private:
  std::vector<Watcher*> all_;
};

}  // namespace s2::house
