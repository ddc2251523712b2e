// What sessions have seen.

#include <s2/session/counters.hpp>

#include <s2/rules.hpp>

#include <algorithm>

namespace s2 {
namespace {

void add(std::vector<SessionCounters::ByRule>& all, std::string_view rule, std::uint64_t times) {
  const auto known = std::find_if(all.begin(), all.end(), [=](const auto& one) { return one.rule == rule; });
  if (known != all.end()) {
    known->times += times;
  } else {
    all.push_back({rule, times});
  }
}

}  // namespace

void SessionCounters::count_refusal(std::string_view rule) {
  const Rule* entry = find_rule(rule);
  if (entry) add(refused_by_rule, entry->id, 1);
}

SessionCounters& SessionCounters::operator+=(const SessionCounters& other) {
  frames_in += other.frames_in;
  frames_out += other.frames_out;
  bytes_in += other.bytes_in;
  bytes_out += other.bytes_out;
  accepted += other.accepted;
  refused += other.refused;
  repeated += other.repeated;
  ignored += other.ignored;
  turned_away += other.turned_away;
  sent += other.sent;
  held_back += other.held_back;
  answered += other.answered;
  refused_by_peer += other.refused_by_peer;
  repeats += other.repeats;
  overdue += other.overdue;
  stray_answers += other.stray_answers;
  slowest_answer = std::max(slowest_answer, other.slowest_answer);
  for (const ByRule& one : other.refused_by_rule) add(refused_by_rule, one.rule, one.times);
  return *this;
}

}  // namespace s2
