#pragma once
// HouseLog: what happens in a house as lines for people.

#include <house/watcher.hpp>

#include <ostream>

namespace s2::house {

/// Writes one line per thing worth knowing: connections, selections, orders with their reasons, and everything that
/// went wrong. Messages that do what they should are not mentioned.
class HouseLog : public Watcher {
 public:
  /// Longest text of a peer in a line, in bytes.
  static constexpr std::size_t peer_text_bytes = 200;

  /// Lines go to `out`, flushed one by one.
  explicit HouseLog(std::ostream& out) : out_(out) {}

  void on_event(EnergyManagementRole role, const std::string& rm, const Event& event, Time now) override;
  void on_order(const std::string& rm, const planner::Order& order, Time now) override;
  void on_note(const std::string& rm, std::string_view sentence, Time now) override;

 private:
  std::ostream& out_;
};

/// One sentence about an event for people; empty for what goes without saying.
std::string sentence_of(const Event& event);

}  // namespace s2::house
