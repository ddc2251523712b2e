// Commands that ask something of what the peer says.

#include "suggest.hpp"
#include "talk/command.hpp"
#include "talk/command_words.hpp"
#include "talk/condition.hpp"
#include "text_layout.hpp"

#include <fmt/format.h>

namespace s2::app {
namespace {

using Words = std::span<const std::string_view>;
using Verdict = std::optional<std::variant<Done, Failed>>;

// A message that is asked for.
struct Wanted {
  Kind kind{};
  std::vector<Condition> conditions;
  std::optional<Duration> patience;
  std::string what;  // as it was typed

  bool is(const Message& message, const TalkState& state) const {
    return fulfils(message, conditions, state.registry());
  }
};

Result<Wanted> read_wanted(Words words) {
  const auto type = read_type(words[0]);
  if (!type) return Unexpected{type.error()};
  Wanted wanted{.kind = (*type)->kind, .conditions = {}, .patience = {}, .what = std::string((*type)->name())};
  for (const std::string_view word : words.subspan(1)) {
    if (const auto span = parse_span(word)) {
      wanted.patience = *span;
      continue;
    }
    auto condition = read_condition(word, **type);
    if (!condition) return Unexpected{std::move(condition).error()};
    wanted.conditions.push_back(std::move(*condition));
    wanted.what += ' ' + std::string(word);
  }
  return wanted;
}

Outcome wait_for_message(TalkState& state, Words words) {
  auto read = read_wanted(words);
  if (!read) return Failed{read.error().text};
  Wait wait{.what = read->what, .look = {}};
  wait.patience = read->patience.value_or(wait.patience);
  wait.look = [&state, wanted = std::move(*read)]() -> Verdict {
    const auto is_meant = [&](const Message& message) { return wanted.is(message, state); };
    if (state.journal.take(wanted.kind, is_meant) != nullptr) return Done{};
    if (state.talker != nullptr && state.talker->over())
      return Failed{"the session ended before " + wanted.what + " came"};
    return std::nullopt;
  };
  return wait;
}

Outcome wait_for_ready(TalkState& state, Duration patience) {
  return Wait{.what = "the end of the handshake", .patience = patience, .look = [&state]() -> Verdict {
                if (state.has(Needs::session)) return Done{};
                if (state.talker != nullptr && state.talker->over())
                  return Failed{"the session ended in its handshake"};
                return std::nullopt;
              }};
}

Outcome wait_for_end(TalkState& state, Duration patience) {
  return Wait{.what = "the end of the session", .patience = patience, .look = [&state]() -> Verdict {
                if (state.talker != nullptr && state.talker->over()) return Done{};
                return std::nullopt;
              }};
}

Outcome expect_answer(TalkState& state, ReceptionStatusValues status, Duration patience) {
  if (!state.last_sent) return Failed{"nothing was sent that could be answered"};
  const std::string what = fmt::format("{} to {}", name_of(status), state.last_sent->what);
  return Wait{.what = what, .patience = patience, .look = [&state, status, sent = *state.last_sent]() -> Verdict {
                const auto answer = state.journal.answer_to(sent.message_id);
                if (!answer) {
                  if (state.talker != nullptr && state.talker->over())
                    return Failed{"the session ended without an answer to " + sent.what};
                  return std::nullopt;
                }
                if (answer->status == status) return Done{};
                const std::string why =
                    answer->diagnostic_label ? ": " + shortened(harmless(*answer->diagnostic_label), 200) : "";
                return Failed{fmt::format("{} was answered with {}, not {}{}", sent.what, name_of(answer->status),
                                          name_of(status), why)};
              }};
}

Outcome expect_silence(TalkState& state, Words words) {
  if (words.empty()) return Failed{"expect no wants the type of a message"};
  auto read = read_wanted(words);
  if (!read) return Failed{read.error().text};
  if (!read->conditions.empty()) return Failed{"expect no takes no conditions"};
  Wait wait{.what = "no " + read->what, .look = {}, .holds_in_silence = true};
  wait.patience = read->patience.value_or(wait.patience);
  wait.look = [&state, kind = read->kind, what = read->what, before = state.journal.count(read->kind)]() -> Verdict {
    if (state.journal.count(kind) > before) return Failed{"a " + what + " came"};
    return std::nullopt;
  };
  return wait;
}

Outcome expect_message(TalkState& state, Words words) {
  const auto wanted = read_wanted(words);
  if (!wanted) return Failed{wanted.error().text};
  const auto* newest = state.journal.newest(wanted->kind);
  if (newest == nullptr) return Failed{fmt::format("no {} has come", message_type_of(wanted->kind).name())};
  if (wanted->is(*newest->message, state)) return Done{};
  return Failed{fmt::format("the newest is not {}; it is {}", wanted->what, shortened(harmless(newest->text), 300))};
}

// "10s" as the one further word.
Result<Duration> further_span(Words words, Duration usual) {
  if (words.size() < 2) return usual;
  const auto span = words.size() == 2 ? parse_span(words[1]) : std::nullopt;
  if (!span) return not_understood(fmt::format("'{}' is no span, e.g. 10s", shortened(words[1])));
  return *span;
}

}  // namespace

Outcome run_wait(TalkState& state, Words words, std::string_view) {
  if (words.empty()) return Failed{"wait wants the type of a message, ready, end, or a span"};
  if (const auto span = parse_span(words[0]); span && words.size() == 1) {
    return Wait{
        .what = std::string(words[0]), .patience = *span, .look = [] { return Verdict(); }, .holds_in_silence = true};
  }
  if (words[0] != "ready" && words[0] != "end") return wait_for_message(state, words);
  const auto patience = further_span(words, words[0] == "ready" ? Duration(30'000) : Duration(10'000));
  if (!patience) return Failed{patience.error().text};
  return words[0] == "ready" ? wait_for_ready(state, *patience) : wait_for_end(state, *patience);
}

Outcome run_expect(TalkState& state, Words words, std::string_view) {
  if (words.empty()) return Failed{"expect wants a status, the type of a message, 'no' or 'clean'"};
  if (words[0] == "no") return expect_silence(state, words.subspan(1));
  if (words[0] == "clean" && words.size() == 1) {
    if (state.peer_errors == 0) return Done{};
    return Failed{fmt::format(
        "{} of what the peer sent",
        state.peer_errors == 1 ? "a finding is an error" : fmt::format("{} findings are errors", state.peer_errors))};
  }
  const auto values = type_of<ReceptionStatusValues>().values;
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (!same_letters(values[row].name, words[0])) continue;
    const auto patience = further_span(words, Duration(10'000));
    if (!patience) return Failed{patience.error().text};
    return expect_answer(state, static_cast<ReceptionStatusValues>(row), *patience);
  }
  return expect_message(state, words);
}

}  // namespace s2::app
