#include "tally.hpp"

#include <fmt/format.h>

namespace s2::house {
namespace {

struct Judge {
  EnergyManagementRole teller;

  std::vector<Finding> operator()(const Received& event) const { return event.notes; }
  std::vector<Finding> operator()(const Refused& event) const { return event.findings; }
  std::vector<Finding> operator()(const Noticed& event) const { return {event.finding}; }
  std::vector<Finding> operator()(const LeftUndone& event) const {
    if (event.omission.owes == teller) return {};
    return {event.omission.finding};
  }
  std::vector<Finding> operator()(const Overdue& event) const {
    return {{"REC-002", Severity::warning, "", event.message_id.str(),
             fmt::format("{} was not answered in time", message_type_of(event.kind).name())}};
  }
  // What the peer refused was our mistake, or is its own; either way the conversation was not clean.
  std::vector<Finding> operator()(const Answered& event) const {
    if (event.status == ReceptionStatusValues::ok) return {};
    return {{"S2CPP-ANSWER", Severity::error, "", event.message_id.str(),
             fmt::format("the peer answered {} with {}: {}", message_type_of(event.kind).name(), name_of(event.status),
                         event.diagnostic)}};
  }
  std::vector<Finding> operator()(const Ended& event) const {
    if (event.reason == EndReason::asked_by_us || event.reason == EndReason::asked_by_peer) return {};
    return {{"S2CPP-END", Severity::warning, "", "", "the session ended out of order: " + event.text}};
  }
  template <class Other>
  std::vector<Finding> operator()(const Other&) const {
    return {};
  }
};

}  // namespace

std::vector<Finding> findings_of(const Event& event, EnergyManagementRole teller) {
  return std::visit(Judge{teller}, event);
}

void Tally::on_frame(const RecordedFrame& frame) {
  ++messages_;
  ++by_rm_[frame.rm];
}

void Tally::on_event(EnergyManagementRole role, const std::string& rm, const Event& event, Time now) {
  for (const auto& finding : findings_of(event, role)) add(rm, finding, now);
}

void Tally::add(const std::string& rm, const Finding& finding, Time now) {
  if (excuse_ && excuse_(rm, finding, now)) {
    ++excused_;
    return;
  }
  ++findings_;
  if (found_.size() < kept_findings) found_.push_back({now, rm, finding});
}

}  // namespace s2::house
