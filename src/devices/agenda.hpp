#pragma once
// Instructions that wait for their time.

#include <s2/devices.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace s2::devices {

/// Accepted instructions whose execution_time has not come, at most DeviceLimits::pending_instructions. One that is due
/// at once passes through even then.
template <class Instruction>
class Agenda {
 public:
  /// An instruction, and how many came before it.
  struct Entry {
    Instruction instruction;
    std::uint64_t arrival;
  };

  /// Whether no more can wait.
  bool is_full() const { return entries_.size() >= DeviceLimits::pending_instructions; }

  /// Adds an instruction; when full only one that is due at once.
  void add(Instruction instruction) { entries_.push_back({std::move(instruction), arrivals_++}); }

  /// When the next one is due.
  std::optional<Time> next_due() const {
    if (entries_.empty()) return std::nullopt;
    return std::min_element(entries_.begin(), entries_.end(),
                            [](const Entry& a, const Entry& b) {
                              return a.instruction.execution_time < b.instruction.execution_time;
                            })
        ->instruction.execution_time;
  }

  /// Removes and returns those whose time has come, in order of arrival.
  std::vector<Entry> take_due(Time now) {
    std::vector<Entry> due;
    for (Entry& entry : entries_) {
      if (entry.instruction.execution_time <= now) due.push_back(std::move(entry));
    }
    std::erase_if(entries_, [now](const Entry& entry) { return entry.instruction.execution_time <= now; });
    return due;
  }

  /// Removes the one with this id, if there is one.
  void remove(const Id& id) {
    std::erase_if(entries_, [&id](const Entry& entry) { return entry.instruction.id == id; });
  }

  /// Removes all.
  void clear() { entries_.clear(); }

 private:
  std::vector<Entry> entries_;  // in order of arrival
  std::uint64_t arrivals_ = 0;
};

}  // namespace s2::devices
