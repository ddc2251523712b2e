#include "proxy/injected.hpp"

#include <s2/codec.hpp>

#include <algorithm>

namespace s2::app {
namespace {

// What a ReceptionStatus answers; empty for any other frame.
std::optional<Id> subject_of(std::string_view frame) {
  const auto peeked = peek(frame);
  if (!peeked || peeked->kind != Kind::ReceptionStatus) return std::nullopt;
  const auto decoded = decode(frame, Profile::v1_0_0, {.strictness = Strictness::lenient});
  if (!decoded) return std::nullopt;
  return std::get<ReceptionStatus>(decoded->message).subject_message_id;
}

}  // namespace

std::optional<Id> id_to_answer(std::string_view frame) {
  const auto peeked = peek(frame);
  if (!peeked) return nil_id();
  if (peeked->kind == Kind::ReceptionStatus) return std::nullopt;
  return peeked->message_id.value_or(nil_id());
}

void Injected::put_in(std::string_view frame, bool waiting) {
  const auto id = id_to_answer(frame);
  if (!id) return;
  if (waiting && !knows(*id)) expect(*id, false);
  expect(*id, true);
}

void Injected::passed(std::string_view frame) {
  if (expected_.empty()) return;
  const auto id = id_to_answer(frame);
  if (id && knows(*id)) expect(*id, false);
}

bool Injected::answered_by(std::string_view frame) {
  if (expected_.empty()) return false;
  const auto id = subject_of(frame);
  if (!id) return false;
  Expected* last = nullptr;
  for (Expected& one : expected_) {
    if (one.message_id != *id) continue;
    last = &one;
    if (one.answered) continue;
    one.answered = true;
    return one.ours;
  }
  // One more answer than there were messages: the nil id is everybody's, any other is whose it was.
  return last != nullptr && last->ours && *id != nil_id();
}

void Injected::expect(const Id& id, bool ours) {
  if (expected_.size() >= kept) expected_.pop_front();
  expected_.push_back({id, ours});
}

bool Injected::knows(const Id& id) const {
  return std::any_of(expected_.begin(), expected_.end(), [&](const Expected& one) { return one.message_id == id; });
}

}  // namespace s2::app
