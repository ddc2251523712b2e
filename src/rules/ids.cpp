// ID: identifiers. ID-001 is enforced by the codec.

#include "each_scope.hpp"
#include "plain_id.hpp"
#include "rule.hpp"

#include <algorithm>
#include <array>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

// The published pattern as it was evidently meant: anchored, and with a longest length.
bool fits_pattern(std::string_view text) { return is_id_text(text, 64); }

// An id that is not set yet is a matter of ID-001.
void unusual_characters(const Id& id, Finder& find) {
  if (!id.empty() && !fits_pattern(id.text())) find.here(shown(id));
}

void no_uuid(const Id& id, Finder& find) {
  if (!id.uuid() && fits_pattern(id.text())) find.quote(id.text());
}

void short_name(const Id& id, Finder& find) { find.quote(id.text()); }

void other_spelling(const Id& id, Finder& find) {
  const std::string_view text = id.text();
  const bool usual = text.size() == 36 && text.find_first_of("ABCDEF") == text.npos;
  if (!usual && id.uuid()) find.here(shown(id));
}

// --- Ids that occur twice --------------------------------------------------------------------------------------------

template <class List>
void look_for_twins(std::string_view name, const List& list, Finder& find) {
  if (list.size() < 2) return;
  IdIndex& index = find.fresh_index();
  for (const auto& item : list) index.add(item.id);
  index.close();
  for (std::uint32_t i = 0; i < index.size(); ++i) {
    if (index.repeats(i)) find.at(name, i, "id", shown(list[i].id));
  }
}

template <class Description>
void twin_actuators(const Description& m, Finder& find) {
  look_for_twins("actuators", m.actuators, find);
}

void twin_containers(const ppbc::PowerProfileDefinition& m, Finder& find) {
  look_for_twins("power_sequences_containers", m.power_sequence_containers, find);
}

void twin_sequences(const ppbc::PowerSequenceContainer& container, Finder& find) {
  look_for_twins("power_sequences", container.power_sequences, find);
}

void twin_envelopes(const pebc::Instruction& m, Finder& find) {
  look_for_twins("power_envelopes", m.power_envelopes, find);
}

// The id of a DDBC.OperationMode is called Id.
template <class Mode>
constexpr std::string_view id_member = "id";
template <>
constexpr std::string_view id_member<ddbc::OperationMode> = "Id";

constexpr auto twin_modes = [](const auto& scope, Finder& find) {
  const auto& modes = scope.operation_modes;
  using Mode = std::decay_t<decltype(modes.front())>;
  const ScopeLinks& links = find.links_of(scope);
  for (std::uint32_t i = 0; i < links.modes.size(); ++i) {
    if (links.modes.repeats(i)) find.at("operation_modes", i, id_member<Mode>, shown(modes[i].id));
  }
};

constexpr auto twin_timers = [](const auto& scope, Finder& find) {
  const ScopeLinks& links = find.links_of(scope);
  for (std::uint32_t i = 0; i < links.timers.size(); ++i) {
    if (links.timers.repeats(i)) find.at("timers", i, "id", shown(scope.timers[i].id));
  }
};

constexpr auto twin_transitions = [](const auto& scope, Finder& find) {
  const ScopeLinks& links = find.links_of(scope);
  for (std::uint32_t i = 0; i < links.transitions.size(); ++i) {
    if (links.transitions.repeats(i)) find.at("transitions", i, "id", shown(scope.transitions[i].id));
  }
};

constexpr Entry family[] = {
    {{"ID-001", error, message, invalid_message, "S2 JSON, ID, pattern",
      "an id has two characters in a row out of letters, digits, '-', '_' and ':'"}},
    {{"ID-002", warning, message, noted, "S2 JSON, ID, pattern",
      "an id has 2 to 64 characters, all of them letters, digits, '-', '_' or ':'"},
     {each_unless<Id, unusual_characters, is_plain_id, is_short_name>()}},
    {{"ID-003", warning, message, noted, "S2 reference, ID", "an id is a UUID; many peers refuse others"},
     {each_unless<Id, no_uuid, is_plain_id, is_short_name, short_name>()}},
    {{"ID-004", error, message, invalid_content, "S2 JSON, FRBC.ActuatorDescription and DDBC.ActuatorDescription, id",
      "the id of an actuator names one actuator"},
     {each<frbc::SystemDescription, twin_actuators<frbc::SystemDescription>>(),
      each<ddbc::SystemDescription, twin_actuators<ddbc::SystemDescription>>()}},
    {{"ID-005", error, message, invalid_content,
      "S2 JSON, OMBC.OperationMode, FRBC.OperationMode and DDBC.OperationMode, id",
      "the id of an operation mode names one mode of its device or actuator"},
     each_scope<twin_modes>()},
    {{"ID-006", error, message, invalid_content, "S2 JSON, Timer, id",
      "the id of a timer names one timer of its device or actuator"},
     each_scope<twin_timers>()},
    {{"ID-007", error, message, invalid_content, "S2 JSON, Transition, id",
      "the id of a transition names one transition of its device or actuator"},
     each_scope<twin_transitions>()},
    {{"ID-008", error, message, invalid_content, "S2 JSON, PPBC.PowerSequenceContainer, id",
      "the id of a container names one container of its profile"},
     {each<ppbc::PowerProfileDefinition, twin_containers>()}},
    {{"ID-009", error, message, invalid_content, "S2 JSON, PPBC.PowerSequence, id",
      "the id of a sequence names one sequence of its container"},
     {each<ppbc::PowerSequenceContainer, twin_sequences>()}},
    {{"ID-010", error, message, invalid_content, "S2 JSON, PEBC.PowerEnvelope, id",
      "the id of an envelope names one envelope of its instruction"},
     {each<pebc::Instruction, twin_envelopes>()}},
    {{"ID-015", warning, message, noted, "RFC 9562, 4",
      "a UUID is written in lower case with four dashes and nothing around it; peers echo it so"},
     {each_unless<Id, other_spelling, is_plain_id, is_short_name>()}},
};

}  // namespace

Family ids() { return family; }

}  // namespace s2::rules
