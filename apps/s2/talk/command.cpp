#include "talk/command.hpp"

#include "suggest.hpp"
#include "talk/command_words.hpp"
#include "text_layout.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace s2::app {
namespace {

using Words = std::span<const std::string_view>;

Outcome run_record(TalkState& state, Words words, std::string_view) {
  if (words.size() != 1) return Failed{"record wants the name of a file"};
  if (const auto begun = state.record(std::string(words[0])); !begun) return Failed{begun.error().text};
  return Done{};
}

Outcome run_quit(TalkState&, Words, std::string_view) { return Quit{}; }

constexpr Command all[] = {
    {"send", "TYPE [FIELD=VALUE]... | @FILE",
     "sends a message; fields that are not given get fresh ids, the time that it is, or what there is only one of; "
     "@FILE sends the message that stands in a file",
     Needs::session, run_send},
    {"raw", "FRAME", "puts FRAME on the wire as it stands, past the session and its rules", Needs::connection, run_raw},
    {"select", "CONTROL_TYPE", "as an energy manager: selects FRBC, PEBC, PPBC, OMBC, DDBC or NO_SELECTION",
     Needs::session, run_select},
    {"report", "ID STATUS", "as a Resource Manager: reports where an instruction stands; 'last' is the newest",
     Needs::session, run_report},
    {"end", "[RECONNECT] [REASON]", "ends the session with a SessionRequest", Needs::session, run_end},
    {"wait", "TYPE [CONDITION]... [SPAN] | ready | end | SPAN",
     "waits for a message of the peer, for the end of the handshake, for the end of the session, or just so long; "
     "10s unless told. A CONDITION is FIELD=VALUE, or !=, <, <=, >, >= instead of =",
     Needs::nothing, run_wait},
    {"expect", "STATUS [SPAN] | TYPE [CONDITION]... | no TYPE [SPAN] | clean",
     "fails unless the peer answers the message sent last with STATUS; unless its newest message of TYPE fulfils the "
     "conditions; unless it sends no such message for so long; unless nothing it sent deserved a refusal",
     Needs::nothing, run_expect},
    {"show", "registry | instructions | unanswered | log | N",
     "prints what both sides have told each other, the instructions and how they stand, messages without an answer, "
     "the messages with their numbers, or message N as JSON",
     Needs::nothing, run_show},
    {"explain", "[N]", "tells what message N, or the newest one, means", Needs::nothing, run_explain},
    {"record", "FILE", "appends every message from here on to a recording (.s2log)", Needs::nothing, run_record},
    {"help", "[COMMAND | TYPE]", "prints this, or the fields of a message", Needs::nothing, run_help},
    {"quit", "", "ends the session, when there is one, and the program", Needs::nothing, run_quit},
};

constexpr ControlTypeWord control_types[] = {
    {"PEBC", ControlType::power_envelope_based_control}, {"PPBC", ControlType::power_profile_based_control},
    {"OMBC", ControlType::operation_mode_based_control}, {"FRBC", ControlType::fill_rate_based_control},
    {"DDBC", ControlType::demand_driven_based_control},  {"NOT_CONTROLABLE", ControlType::not_controllable},
    {"NO_SELECTION", ControlType::no_selection},
};

}  // namespace

const Registry& TalkState::registry() const {
  static const Registry nothing;
  return talker != nullptr ? talker->registry() : nothing;
}

std::span<const Command> commands() { return all; }

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(std::begin(all), std::end(all), [&](const Command& one) { return one.name == name; });
  return found == std::end(all) ? nullptr : found;
}

std::span<const ControlTypeWord> control_type_words() { return control_types; }

Result<const MessageType*> read_type(std::string_view name) {
  std::vector<std::string_view> names;
  for (const MessageType& type : message_types()) {
    if (same_letters(type.name(), name)) return &type;
    names.push_back(type.name());
  }
  const std::string_view meant = nearest(name, names);
  return not_understood(fmt::format("there is no message '{}'{}", shortened(name),
                                    meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
}

}  // namespace s2::app
