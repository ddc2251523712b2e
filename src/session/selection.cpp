// Which control type is active, and the moments around a change. Rule catalogue, C.6.

#include "parts.hpp"

#include <algorithm>

namespace s2 {

std::optional<Finding> Session::Parts::judge_selection(const SelectControlType& message) const {
  if (message.control_type == ControlType::no_selection || !details) return std::nullopt;
  const auto& offered = details->available_control_types;
  if (std::find(offered.begin(), offered.end(), message.control_type) != offered.end()) return std::nullopt;
  return Finding{"SEL-001", Severity::error, "/control_type", std::string(name_of(message.control_type)),
                 "this control type is not on offer"};
}

void Session::Parts::activate(ControlType next, Time now) {
  if (next == control_type) return;
  left = control_type;
  left_until = now + options.times.grace;
  control_type = next;
  events.push_back(ControlTypeChanged{next});
}

// CEM: while a selection is unanswered, a message of the new control type shows that the RM has switched already.
void Session::Parts::believe_selection(const Message& message, Time now) {
  const auto& type = message_type_of(kind_of(message));
  if (selecting && type.control_type == *selecting && type.senders.contains(peer())) activate(*selecting, now);
}

// CEM: the RM answered a SelectControlType. An RM that showed the new control type before it answered was believed
// already.
void Session::Parts::take_selection_answer(ReceptionStatusValues status, Time now) {
  if (!selecting) return;
  const ControlType wanted = *selecting;
  selecting.reset();
  if (status == ReceptionStatusValues::ok) {
    activate(wanted, now);
  } else if (control_type == wanted && left) {
    activate(*left, now);
  }
}

}  // namespace s2
