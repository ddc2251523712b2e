// Which control type is active, and the moments around a change. Rule catalogue, C.6.

#include "parts.hpp"

#include <algorithm>

namespace s2 {
namespace {

constexpr std::size_t index_of(ControlType control_type) { return static_cast<std::size_t>(control_type); }
static_assert(index_of(ControlType::no_selection) == 6, "Parts::forgiven_until has a place for every control type");

bool is_controllable(ControlType control_type) { return phase_of(control_type) != Phase::connected; }

}  // namespace

void Session::Parts::judge_selection(const SelectControlType& message, std::vector<Finding>& findings) const {
  constexpr std::string_view at = "/control_type";
  const ControlType wanted = message.control_type;
  const std::string_view name = name_of(wanted);
  const auto offers =
      details ? std::span<const ControlType>(details->available_control_types) : std::span<const ControlType>();
  if (!details) findings.push_back(found("SEL-002", "", "", "a control type was selected before any details"));
  if (details && wanted != ControlType::no_selection &&
      std::find(offers.begin(), offers.end(), wanted) == offers.end()) {
    findings.push_back(found("SEL-001", at, name, "this control type is not on offer"));
  } else if (wanted == control_type) {
    const bool is_nothing = wanted == ControlType::no_selection;
    findings.push_back(is_nothing ? found("SEL-004", at, name, "nothing is selected already; this changes nothing")
                                  : found("SEL-003", at, name, "this control type is active; this changes nothing"));
  } else if (wanted == ControlType::not_controllable && std::any_of(offers.begin(), offers.end(), is_controllable)) {
    findings.push_back(found("SEL-007", at, name, "a real control type is on offer; all flexibility is given up"));
  }
}

void Session::Parts::activate(ControlType next, Time now) {
  if (next == control_type) return;
  forgiven_until[index_of(control_type)] = now + options.times.grace;
  forgiven_until[index_of(next)].reset();
  control_type = next;
  events.push_back(ControlTypeChanged{next});
}

// CEM: a message that only a control type asked for and not answered yet allows shows that the RM has switched already.
void Session::Parts::believe_selection(const Message& message, Time now) {
  const auto wanted = control_type_of(message);
  if (!wanted || *wanted == control_type || !ledger.is_selecting(*wanted)) return;
  if (judge(phase_of(*wanted), peer(), kind_of(message)) != Verdict::allowed) return;
  ledger.decide_selection(*wanted);
  activate(*wanted, now);
}

// The control type a message is about: of its own, of the instruction it reports on, of the object it revokes.
std::optional<ControlType> Session::Parts::control_type_of(const Message& message) {
  if (const auto* m = std::get_if<InstructionStatusUpdate>(&message)) {
    const auto* instruction = reported_instruction(*m);
    return instruction ? std::optional(instruction->control_type) : std::nullopt;
  }
  if (const auto* m = std::get_if<RevokeObject>(&message)) {
    return find_message_type(name_of(m->object_type))->control_type;  // objects bear the names of their messages
  }
  return message_type_of(kind_of(message)).control_type;
}

// A message of a control type just left crossed the selection on the wire: acknowledged and ignored.
bool Session::Parts::is_forgiven(const Message& message, Time now) {
  const Kind kind = kind_of(message);
  const auto about = control_type_of(message);
  if (!about || *about == control_type || !message_type_of(kind).senders.contains(peer())) return false;
  const auto& until = forgiven_until[index_of(*about)];
  if (!until || now >= *until) return false;
  notice(found(kind == Kind::InstructionStatusUpdate ? "STATE-005" : "STATE-004", "", "",
               std::string(message_type_of(kind).name()) + " about " + std::string(name_of(*about)) +
                   ", which was just left, was ignored"));
  return true;
}

}  // namespace s2
