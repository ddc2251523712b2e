#include "live/live_judge.hpp"

#include <s2/codec.hpp>

#include <utility>

namespace s2::app {
namespace {

EnergyManagementRole other(EnergyManagementRole role) {
  return role == EnergyManagementRole::cem ? EnergyManagementRole::rm : EnergyManagementRole::cem;
}

}  // namespace

std::optional<EnergyManagementRole> sender_told_by(std::string_view frame) {
  const auto peeked = peek(frame);
  if (!peeked || !peeked->kind) return std::nullopt;
  if (*peeked->kind == Kind::Handshake) {
    const auto decoded = decode(frame, Profile::v1_0_0, {.strictness = Strictness::lenient});
    if (!decoded) return std::nullopt;
    return std::get<Handshake>(decoded->message).role;
  }
  const Senders senders = message_type_of(*peeked->kind).senders;
  if (senders.cem == senders.rm) return std::nullopt;
  return senders.cem ? EnergyManagementRole::cem : EnergyManagementRole::rm;
}

LiveJudge::LiveJudge(const LiveJudgeOptions& options, std::size_t number, std::string rm, Tell tell,
                     TellMissed tell_missed)
    : options_(options),
      number_(number),
      rm_(std::move(rm)),
      tell_(std::move(tell)),
      tell_missed_(std::move(tell_missed)),
      start_(options.start) {}

void LiveJudge::take(End from, std::string_view text, Passage passage, Time now) {
  if (conversation_) return judge(from, text, passage, now);
  learn_from(from, text);
  waiting_.push_back({from, std::string(text), passage, now});
  waiting_bytes_ += text.size();
  const bool known = start_ && options_.client;
  if (known || waiting_.size() >= waiting_frames || waiting_bytes_ >= waiting_bytes) decide();
}

void LiveJudge::decide() {
  if (!conversation_ && !waiting_.empty()) {
    if (!options_.client) options_.client = EnergyManagementRole::rm;
    conversation_.emplace(ConversationOptions{.start = start_.value_or(Start::bare),
                                              .profile = options_.profile,
                                              .strictness = options_.strictness,
                                              .tolerances = {}});
  }
  for (const Waiting& one : std::exchange(waiting_, {})) judge(one.from, one.text, one.passage, one.time);
}

void LiveJudge::wake(Time now) {
  if (conversation_) tell_missed(conversation_->wake(now));
}

void LiveJudge::tell_missed(std::span<const Omission> omissions) const {
  if (!tell_missed_) return;
  for (const Omission& omission : omissions) tell_missed_({.connection = number_, .rm = rm_, .omission = omission});
}

// The first frame whose type can be read shows whether there is a handshake.
void LiveJudge::learn_from(End from, std::string_view text) {
  if (!start_) {
    const auto peeked = peek(text);
    if (peeked && peeked->kind) {
      const bool shakes_hands = *peeked->kind == Kind::Handshake || *peeked->kind == Kind::HandshakeResponse;
      start_ = shakes_hands ? Start::bare : Start::connected;
    }
  }
  if (options_.client) return;
  const auto sender = sender_told_by(text);
  if (sender) options_.client = from == End::client ? *sender : other(*sender);
}

EnergyManagementRole LiveJudge::role_of(End end) const {
  return end == End::client ? *options_.client : other(*options_.client);
}

void LiveJudge::judge(End from, std::string_view text, Passage passage, Time now) {
  const auto sender = role_of(from);
  const Observation& seen = conversation_->observe({.sender = sender, .text = text, .time = now});
  tell_missed(seen.omissions);  // their time was over before the frame came
  tell_({.connection = number_,
         .rm = rm_,
         .time = now,
         .direction = direction_from(sender),
         .text = text,
         .passage = passage,
         .observation = seen,
         .registry = conversation_->registry()});
}

}  // namespace s2::app
