#pragma once
// Command: what a line of a talk can ask for.

#include "console.hpp"
#include "talk/journal.hpp"
#include "talk/talker.hpp"

#include <house/clock.hpp>

#include <s2/base/result.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace s2::app {

/// The message that was sent last.
struct LastSent {
  Id message_id;     ///< its id
  std::string what;  ///< its type, or "the frame"
};

/// What has to be there for a command.
enum class Needs : std::uint8_t { nothing, connection, session };

/// What commands work on.
struct TalkState {
  const Console& console;                                  ///< for colours
  house::Clock& clock;                                     ///< the time
  IdSource ids;                                            ///< fresh ids
  std::function<void(const std::string&)> say;             ///< prints text
  std::function<Result<void>(const std::string&)> record;  ///< begins to record to a file
  Talker* talker = nullptr;                                ///< the session; nullptr while nobody is there
  Journal journal;                                         ///< what was said
  std::optional<LastSent> last_sent;                       ///< what the next answer is expected to
  std::uint64_t peer_errors = 0;                           ///< findings of weight error about what the peer sent

  /// Whether what a command needs is there.
  bool has(Needs needs) const {
    if (needs == Needs::nothing) return true;
    return talker != nullptr && (needs == Needs::session ? talker->ready() : !talker->over());
  }
  /// What both sides have told each other.
  const Registry& registry() const;
};

/// The command did what it should.
struct Done {};
/// The command could not be done, or something expected did not hold.
struct Failed {
  std::string why;  ///< one sentence
};
/// The talk is to end.
struct Quit {};
/// The command holds, or fails, when something has happened.
struct Wait {
  /// Empty while neither is decided.
  using Look = std::function<std::optional<std::variant<Done, Failed>>()>;

  std::string what;               ///< what is waited for
  Duration patience{10'000};      ///< how long
  Look look;                      ///< asked after everything that happens
  bool holds_in_silence = false;  ///< whether it holds, rather than fails, when the time is over
};

/// What became of a command.
using Outcome = std::variant<Done, Failed, Quit, Wait>;

/// One command.
struct Command {
  std::string_view name;   ///< as typed
  std::string_view usage;  ///< what follows it
  std::string_view text;   ///< what it does
  Needs needs;             ///< what has to be there
  Outcome (*run)(TalkState& state, std::span<const std::string_view> words, std::string_view line);  ///< without name
};

/// All commands, in the order in which help names them.
std::span<const Command> commands();
/// The command of this name; nullptr when there is none.
const Command* find_command(std::string_view name);

/// A message type by its name, letter case aside. Fails with a sentence that names the nearest one.
Result<const MessageType*> read_type(std::string_view name);

/// A control type as people write it: its wire name or its usual letters, e.g. "FRBC".
struct ControlTypeWord {
  std::string_view word;
  ControlType control_type;
};
/// All control types by their usual letters.
std::span<const ControlTypeWord> control_type_words();

// The commands, by what they are about.

/// Sends a message composed from fields, or read from a file.
Outcome run_send(TalkState& state, std::span<const std::string_view> words, std::string_view line);
/// Sends bytes.
Outcome run_raw(TalkState& state, std::span<const std::string_view> words, std::string_view line);
/// Selects a control type.
Outcome run_select(TalkState& state, std::span<const std::string_view> words, std::string_view line);
/// Reports on an instruction.
Outcome run_report(TalkState& state, std::span<const std::string_view> words, std::string_view line);
/// Ends the session.
Outcome run_end(TalkState& state, std::span<const std::string_view> words, std::string_view line);
/// Waits.
Outcome run_wait(TalkState& state, std::span<const std::string_view> words, std::string_view line);
/// Expects.
Outcome run_expect(TalkState& state, std::span<const std::string_view> words, std::string_view line);
/// Shows what is known.
Outcome run_show(TalkState& state, std::span<const std::string_view> words, std::string_view line);
/// Explains a message.
Outcome run_explain(TalkState& state, std::span<const std::string_view> words, std::string_view line);
/// Explains commands and message types.
Outcome run_help(TalkState& state, std::span<const std::string_view> words, std::string_view line);

}  // namespace s2::app
