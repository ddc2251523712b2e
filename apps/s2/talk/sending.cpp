// Commands that say something to the peer.

#include "proxy/injected.hpp"
#include "suggest.hpp"
#include "talk/command.hpp"
#include "talk/command_words.hpp"
#include "talk/compose.hpp"
#include "talk/names.hpp"
#include "text_layout.hpp"

#include <s2/codec.hpp>

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace s2::app {
namespace {

using Words = std::span<const std::string_view>;

// Words in front of a sentence of the session: which rule, and where.
std::string sentence_of(const Finding& finding) {
  if (finding.rule == "S2CPP-LINE") return finding.text;
  return fmt::format("{}{}: {}", finding.rule, finding.pointer.empty() ? "" : " " + finding.pointer, finding.text);
}

Outcome sent(TalkState& state, const Result<Id>& id, std::string what) {
  if (!id) return Failed{sentence_of(id.error())};
  state.last_sent = LastSent{*id, std::move(what)};
  return Done{};
}

Result<Message> read_file(const std::string& path, Profile profile) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return not_understood("cannot read " + path);
  auto decoded = decode(text.str(), profile);
  if (decoded) return std::move(decoded->message);
  const Finding& first = decoded.error().findings.front();
  return not_understood(
      fmt::format("{}: {}{}", path, first.pointer.empty() ? "" : first.pointer.substr(1) + ": ", first.text));
}

Result<Message> message_of(TalkState& state, Words words) {
  const Profile profile = state.talker->profile();
  if (words[0].starts_with('@')) {
    if (words.size() > 1) return not_understood("nothing may follow the name of a file");
    return read_file(std::string(words[0].substr(1)), profile);
  }
  const auto type = read_type(words[0]);
  if (!type) return Unexpected{type.error()};
  return compose(**type, words.subspan(1),
                 {.profile = profile, .now = state.clock.now(), .ids = state.ids, .registry = state.registry()});
}

}  // namespace

Outcome run_send(TalkState& state, Words words, std::string_view) {
  if (words.empty())
    return Failed{"send wants the type of a message, e.g. send FRBC.StorageStatus present_fill_level=40"};
  auto message = message_of(state, words);
  if (!message) return Failed{sentence_of(message.error())};
  std::string what(message_type_of(kind_of(*message)).name());
  return sent(state, state.talker->send(std::move(*message)), std::move(what));
}

Outcome run_raw(TalkState& state, Words, std::string_view line) {
  if (line.empty()) return Failed{"raw wants a frame"};
  const auto id = id_to_answer(line);
  state.last_sent.reset();
  if (id) state.last_sent = LastSent{*id, "the frame"};
  state.talker->send_raw(std::string(line));
  return Done{};
}

Outcome run_select(TalkState& state, Words words, std::string_view) {
  if (words.size() != 1) return Failed{"select wants a control type, e.g. select FRBC"};
  for (const auto& [word, control_type] : control_type_words()) {
    if (!same_letters(word, words[0]) && !same_letters(name_of(control_type), words[0])) continue;
    return sent(state, state.talker->select(control_type), "SelectControlType");
  }
  return Failed{fmt::format("there is no control type '{}'; there are FRBC, PEBC, PPBC, OMBC, DDBC, NO_SELECTION",
                            shortened(words[0]))};
}

Outcome run_report(TalkState& state, Words words, std::string_view) {
  if (words.size() != 2) return Failed{"report wants an instruction and a status, e.g. report last STARTED"};
  const auto id = id_for("instruction_id", words[0], state.registry());
  if (!id) return Failed{id.error().text};
  const auto values = type_of<InstructionStatus>().values;
  std::vector<std::string_view> names;
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (same_letters(values[row].name, words[1])) {
      return sent(state, state.talker->report(*id, static_cast<InstructionStatus>(row)), "InstructionStatusUpdate");
    }
    names.push_back(values[row].name);
  }
  const std::string_view meant = nearest(words[1], names);
  return Failed{fmt::format("there is no status '{}'{}", shortened(words[1]),
                            meant.empty() ? "" : fmt::format("; did you mean {}?", meant))};
}

Outcome run_end(TalkState& state, Words words, std::string_view line) {
  const bool again = !words.empty() && same_letters(words[0], "RECONNECT");
  const std::string_view reason = again ? after_first_word(line) : line;
  state.talker->end(again ? SessionRequestType::reconnect : SessionRequestType::terminate,
                    reason.empty() ? "ended by hand" : std::string(reason));
  return Done{};
}

}  // namespace s2::app
