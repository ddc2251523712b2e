#pragma once
// Counters: what a session has seen, for dashboards, logs and tests.

#include <s2/base/time.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace s2 {

/// How often something happened in a session.
struct SessionCounters {
  /// How often messages broke a rule.
  struct ByRule {
    std::string_view rule;    ///< frozen id; lives as long as the program
    std::uint64_t times = 0;  ///< how often it decided a refusal
  };

  std::uint64_t frames_in = 0;          ///< frames of the peer
  std::uint64_t frames_out = 0;         ///< frames of ours, answers included
  std::uint64_t bytes_in = 0;           ///< bytes of these
  std::uint64_t bytes_out = 0;          ///< bytes of these
  std::uint64_t accepted = 0;           ///< messages of the peer that took effect
  std::uint64_t refused = 0;            ///< messages of the peer that did not
  std::uint64_t repeated = 0;           ///< messages of the peer that were answered from memory (GEN-019)
  std::uint64_t ignored = 0;            ///< messages of the peer that crossed a change of control type
  std::uint64_t turned_away = 0;        ///< messages answered with TEMPORARY_ERROR (REC-011)
  std::uint64_t sent = 0;               ///< messages of ours, without answers and repetitions
  std::uint64_t held_back = 0;          ///< messages of ours that would have broken a rule
  std::uint64_t answered = 0;           ///< messages of ours that were answered for good
  std::uint64_t refused_by_peer = 0;    ///< … with something other than OK
  std::uint64_t repeats = 0;            ///< repetitions after TEMPORARY_ERROR
  std::uint64_t overdue = 0;            ///< messages of ours that were not answered in time
  std::uint64_t stray_answers = 0;      ///< answers to nothing (REC-003)
  Duration slowest_answer{0};           ///< longest time a message of ours waited for its answer
  std::vector<ByRule> refused_by_rule;  ///< refusals by the rule that decided them; at most one entry a rule

  /// Adds those of another session.
  SessionCounters& operator+=(const SessionCounters& other);
  /// Counts a refusal.
  void count_refusal(std::string_view rule);
};

}  // namespace s2
