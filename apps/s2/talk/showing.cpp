// Commands that look back: show, explain, help.

#include "explain/meaning.hpp"
#include "json_line.hpp"
#include "live/heard_lines.hpp"
#include "replay/describe.hpp"
#include "replay/report.hpp"
#include "talk/command.hpp"
#include "talk/command_words.hpp"
#include "talk/compose.hpp"
#include "text_layout.hpp"

#include <s2/codec.hpp>

#include <house/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace s2::app {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t widest = 110;
constexpr std::size_t column = 26;
constexpr std::size_t id_bytes = 40;

std::size_t width_of(const Console& console) { return std::min(console.width, widest); }

std::string row(const TalkState& state, std::string_view term, std::string_view text) {
  return entry(term, text, column, width_of(state.console), state.console.paint(Ink::strong, term));
}

std::string facts_text(const TalkState& state, const Message& message) {
  std::string out;
  const Facts facts = meaning_of(message, {state.registry(), state.clock.now(), nullptr});
  for (const Fact& fact : facts.all()) {
    std::string_view term = fact.name;
    for (const std::string& line : fact.lines) {
      out += row(state, term, line);
      term = {};
    }
  }
  return out;
}

std::string heading(const TalkState& state, std::string_view title) {
  return state.console.paint(Ink::good, title) + '\n';
}

template <class Description>
std::string description_text(const TalkState& state, const Windows<Description>& windows) {
  const Description* in_force = windows.in_force();
  if (in_force == nullptr) return "";
  const std::string_view name = type_of<Description>().name;
  std::string out = heading(state, name) + facts_text(state, Message(*in_force));
  if (!windows.scheduled().empty())
    out += row(state, "to come", count_text(windows.scheduled().size(), "further one", "further ones"));
  return out;
}

std::string modes_text(const TalkState& state, const ActuatorStates& states) {
  std::string out;
  const Registry& registry = state.registry();
  for (const ModeState& mode : states.modes()) {
    const std::string who = mode.actuator.empty() ? "mode" : actuator_label(registry, mode.actuator);
    out += row(state, harmless(who),
               fmt::format("{}, factor {}, since {}", harmless(mode_label(registry, mode.actuator, mode.mode)),
                           number_text(mode.factor), time_of_day(mode.changed)));
  }
  for (const TimerState& timer : states.timers()) {
    out +=
        row(state, "timer",
            fmt::format("{} until {}", house::printable(timer.timer.text(), id_bytes), format_time(timer.finished_at)));
  }
  return out;
}

std::string registry_text(const TalkState& state) {
  const Registry& registry = state.registry();
  const Standing& standing = registry.standing;
  std::string out = heading(state, "session");
  out += row(state, "S2 JSON", standing.profile ? version_of(*standing.profile) : std::string_view("not agreed"));
  out += row(state, "control type", name_of(standing.active));
  if (standing.selecting) out += row(state, "being selected", name_of(*standing.selecting));
  if (registry.details) out += heading(state, "ResourceManagerDetails") + facts_text(state, Message(*registry.details));
  out += description_text(state, registry.ombc.descriptions) + modes_text(state, registry.ombc.states);
  out += description_text(state, registry.frbc.descriptions) + modes_text(state, registry.frbc.states);
  if (registry.frbc.fill_level) out += row(state, "fill level", number_text(*registry.frbc.fill_level));
  out += description_text(state, registry.ddbc.descriptions) + modes_text(state, registry.ddbc.states);
  for (const auto& offer : registry.pebc.offers) {
    if (!offer.revoked) out += heading(state, "PEBC.PowerConstraints") + facts_text(state, Message(offer.constraints));
  }
  for (const auto& task : registry.ppbc.tasks) {
    if (!task.revoked) out += heading(state, "PPBC.PowerProfileDefinition") + facts_text(state, Message(task.profile));
  }
  for (const Measured& one : registry.measured) {
    out += row(state, words_for(one.value.commodity_quantity),
               fmt::format("{} {} at {}", number_text(one.value.value), unit_of(one.value.commodity_quantity),
                           time_of_day(one.time)));
  }
  return out;
}

std::string instructions_text(const TalkState& state) {
  const Registry& registry = state.registry();
  std::string out;
  for (const JournalEntry& entry : state.journal.entries()) {
    const Id* id = entry.message ? instruction_id_of(*entry.message) : nullptr;
    if (id == nullptr) continue;
    const auto* facts = registry.instructions.find(*id);
    const std::string_view status = facts == nullptr ? "refused"
                                    : facts->status  ? name_of(*facts->status)
                                                     : "no report";
    out += fmt::format("  {}  {}  {:<10}  {}  {}\n", time_of_day(entry.time), house::printable(id->text(), id_bytes),
                       status, message_type_of(*entry.kind).name(),
                       house::printable(describe(*entry.message, registry), 120));
  }
  return out.empty() ? "no instructions\n" : out;
}

std::string unanswered_text(const TalkState& state) {
  std::string out;
  if (state.talker != nullptr) {
    for (const auto& one : state.talker->unanswered()) {
      out += fmt::format("  {}  {}  {}\n", time_of_day(one.time), name_of(direction_from(one.sender)),
                         one.kind ? message_type_of(*one.kind).name() : "a frame whose type could not be read");
    }
  }
  return out.empty() ? "everything was answered\n" : out;
}

std::string log_text(const TalkState& state) {
  std::string out;
  for (const JournalEntry& entry : state.journal.entries()) out += fmt::format("{:>5}  {}", entry.number, entry.line);
  return out.empty() ? "nothing was said\n" : out;
}

std::optional<std::size_t> number_of(std::string_view word) {
  std::size_t number = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
  if (read.ec != std::errc() || read.ptr != word.data() + word.size()) return std::nullopt;
  return number;
}

Outcome show_message(const TalkState& state, std::size_t number) {
  const JournalEntry* entry = state.journal.find(number);
  if (entry == nullptr) return Failed{fmt::format("there is no message {}", number)};
  std::string text;
  if (entry->message)
    (void)encode_pretty_to(text, *entry->message, state.talker ? state.talker->profile() : Profile::v1_0_0);
  if (text.empty()) text = harmless(entry->text);
  state.say(text + '\n');
  return Done{};
}

std::string type_help(const TalkState& state, const MessageType& type) {
  std::string out = fmt::format("{}: {}\n", type.name(), type.type().text);
  for (const Field& field : type.type().fields) {
    const bool optional = field.may_be_absent;
    const std::string text = fmt::format("{}; {}{}", field.text, field_words(field), optional ? "; may be absent" : "");
    out += entry("  " + std::string(field.name), text, column + 8, width_of(state.console),
                 "  " + state.console.paint(Ink::strong, field.name));
  }
  return out;
}

std::string command_help(const TalkState& state, const Command& command) {
  const std::string term = fmt::format("{}{}{}", command.name, command.usage.empty() ? "" : " ", command.usage);
  return state.console.paint(Ink::strong, term) + '\n' + wrapped(command.text, width_of(state.console), 4);
}

}  // namespace

Outcome run_show(TalkState& state, Words words, std::string_view) {
  if (words.size() != 1)
    return Failed{"show wants registry, instructions, unanswered, log, or the number of a message"};
  if (words[0] == "registry") {
    state.say(registry_text(state));
  } else if (words[0] == "instructions") {
    state.say(instructions_text(state));
  } else if (words[0] == "unanswered") {
    state.say(unanswered_text(state));
  } else if (words[0] == "log") {
    state.say(log_text(state));
  } else if (const auto number = number_of(words[0])) {
    return show_message(state, *number);
  } else {
    return Failed{fmt::format("'{}' is none of registry, instructions, unanswered, log", shortened(words[0]))};
  }
  return Done{};
}

Outcome run_explain(TalkState& state, Words words, std::string_view) {
  std::optional<std::size_t> number;
  if (!words.empty()) {
    number = number_of(words[0]);
    if (!number || words.size() > 1) return Failed{"explain takes the number of a message; 'show log' has them"};
  }
  const JournalEntry* entry = state.journal.find(number);
  if (entry == nullptr) return Failed{number ? fmt::format("there is no message {}", *number) : "nothing was said"};
  if (!entry->message) return Failed{fmt::format("message {} cannot be read", entry->number)};
  const MessageType& type = message_type_of(*entry->kind);
  state.say(heading(state, fmt::format("{}: {}", type.name(), type.type().text)) + facts_text(state, *entry->message));
  return Done{};
}

Outcome run_help(TalkState& state, Words words, std::string_view) {
  if (words.empty()) {
    std::string out;
    for (const Command& command : commands()) out += command_help(state, command);
    state.say(out);
    return Done{};
  }
  if (const Command* command = find_command(words[0])) {
    state.say(command_help(state, *command));
    return Done{};
  }
  const auto type = read_type(words[0]);
  if (!type) return Failed{fmt::format("there is no command '{}', and {}", shortened(words[0]), type.error().text)};
  state.say(type_help(state, **type));
  return Done{};
}

}  // namespace s2::app
