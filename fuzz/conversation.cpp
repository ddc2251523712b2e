// A conversation of two strangers, observed. The first byte chooses start, version and strictness; then follow lines:
//
//   <…   a frame of the RM      >…   a frame of the CEM      !…   a frame of the RM in a binary message
//   =    the other side answers the last frame as it deserves
//   +++  as many seconds pass; every tenth '+' stands for an hour
//   @…   the clock is set to this RFC 3339 time, also back
//
// At the end every open instruction is resolved, and the clock runs on.

#include "expect.hpp"

#include <s2/base/limits.hpp>
#include <s2/conversation.hpp>
#include <s2/resolve.hpp>

#include <optional>
#include <string>

namespace s2::fuzz {
namespace {

ConversationOptions options_of(unsigned char choice) {
  ConversationOptions options;
  options.start = (choice & 1) ? Start::connected : Start::bare;
  options.profile = (choice & 2) ? Profile::v0_0_2_beta : Profile::v1_0_0;
  options.strictness = (choice & 4) ? Strictness::lenient : (choice & 8) ? Strictness::strict : Strictness::normal;
  return options;
}

class Observed {
 public:
  explicit Observed(unsigned char choice) : conversation_(options_of(choice)) {}

  void line(std::string_view text) {
    const char first = text.empty() ? '<' : text.front();
    const std::string_view rest = text.substr(text.empty() ? 0 : 1);
    switch (first) {
      case '>':
        return frame(EnergyManagementRole::cem, rest, false);
      case '!':
        return frame(EnergyManagementRole::rm, rest, true);
      case '=':
        return answer();
      case '+':
        return wait(text.size());
      case '@':
        if (const auto time = parse_time(rest)) now_ = time->time;
        return;
      case '<':
        return frame(EnergyManagementRole::rm, rest, false);
      default:
        return frame(EnergyManagementRole::rm, text, false);
    }
  }

  void finish() {
    check_bounds();
    for (const OpenInstruction& open : conversation_.registry().instructions.open()) {
      for (const auto anchor : {EnvelopeAnchor::execution_time, EnvelopeAnchor::reception}) {
        const auto means = resolve(open.message, conversation_.registry(), now_, anchor);
        expect(means.has_value() || !means.error().empty(), "an instruction cannot be carried out for no reason");
      }
    }
    check_left(conversation_.finish(now_ + std::chrono::hours(1000)), now_ + std::chrono::hours(1000));
    check_left(conversation_.finish(last_time), last_time);
  }

 private:
  void frame(EnergyManagementRole sender, std::string_view text, bool binary) {
    const Observation& seen = conversation_.observe({sender, text, now_, binary});
    expect(seen.findings.size() <= Limits::findings, "too many findings");
    const bool is_answer = seen.kind == Kind::ReceptionStatus;
    expect(seen.answer.has_value() != is_answer,
           "every frame but a ReceptionStatus deserves an answer, and only those");
    expect(!has_error(seen.findings) || !seen.answer || *seen.answer != ReceptionStatusValues::ok || seen.repeated ||
               seen.ignored,
           "a message with an error deserves no OK");
    check_left(seen.omissions, now_);
    expect(conversation_.unanswered().size() <= 2 * Limits::unanswered, "too many messages wait for an answer");
    last_.reset();
    if (seen.answer) last_ = Last{sender, {seen.message_id, *seen.answer, {}}};
  }

  void answer() {
    if (!last_) return;
    const auto text = encode(last_->answer, Profile::v1_0_0);
    const auto other =
        last_->sender == EnergyManagementRole::cem ? EnergyManagementRole::rm : EnergyManagementRole::cem;
    last_.reset();
    if (text) frame(other, *text, false);
  }

  void wait(std::size_t length) {
    now_ = now_ + std::chrono::seconds(length) + std::chrono::hours(length / 10);
    check_left(conversation_.wake(now_), now_);
    const auto next = conversation_.next_deadline();
    expect(!next || *next > now_, "a deadline that passed is still waited for");
  }

  void check_left(std::span<const Omission> left, Time until) {
    for (const Omission& omission : left) {
      expect(omission.due <= until, "something is left undone before its time");
      expect(find_rule(omission.finding.rule) != nullptr, "an omission of a rule that is none");
      expect(!omission.finding.text.empty(), "an omission without a sentence");
    }
  }

  void check_bounds() {
    const Registry& registry = conversation_.registry();
    expect(registry.instructions.open().size() <= Limits::open_instructions, "too many open instructions");
    expect(registry.ppbc.tasks.size() <= Limits::held_objects, "too many tasks");
    expect(registry.pebc.offers.size() <= Limits::held_objects, "too many constraints");
    expect(registry.frbc.descriptions.scheduled().size() <= Limits::scheduled, "too many scheduled descriptions");
    expect(registry.standing.pending.size() <= Limits::pending_selections, "too many selections");
  }

  struct Last {
    EnergyManagementRole sender;
    ReceptionStatus answer;
  };

  Conversation conversation_;
  Time now_{1'782'043'200, 0};
  std::optional<Last> last_;
};

}  // namespace
}  // namespace s2::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace s2;
  if (size == 0) return 0;
  const auto script = fuzz::text_of(data, size).substr(1);
  fuzz::Observed observed(data[0]);
  fuzz::each_line(script, [&](std::string_view line) { observed.line(line); });
  observed.finish();
  return 0;
}
