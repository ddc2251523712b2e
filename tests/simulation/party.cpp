// One side of a connection, watched.

#include "party.hpp"

#include "differences.hpp"
#include "speech.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace s2::tests {

void Party::begin(SessionOptions options, Time now) {
  const IdSource ids = [this] { return Id(std::string(name()) + "-m-" + std::to_string(++messages_)); };
  in = Wire();
  ends_ = 0;
  gone_ = false;
  disowned_ = false;
  answered_.clear();
  executed_.clear();
  given_.clear();
  if (role_ == EnergyManagementRole::rm) {
    session_ = &rm_.emplace(std::move(options), versatile_resource(), ids, local(now));
  } else {
    session_ = &cem_.emplace(std::move(options), ids, local(now));
  }
}

std::optional<Time> Party::next() const {
  if (gone_) return std::nullopt;
  std::optional<Time> when = in.next();
  const auto due = session_->next_deadline();
  if (due && (!when || *due - skew_ < *when)) when = *due - skew_;
  return when;
}

void Party::wake(Time now) {
  const auto due = session_->next_deadline();
  if (gone_ || !due || *due > local(now)) return;
  session_->wake(local(now));
  const auto then = session_->next_deadline();
  EXPECT_TRUE(!then || *then > local(now))
      << name() << " wants to be woken for ever, in " << name_of(session_->stage());
  pump(now);
}

void Party::deliver(Time now) {
  if (gone_ || !in.next() || *in.next() > now) return;
  const auto frame = in.take();
  if (session_->ended()) return;
  if (!frame) {
    session_->disconnected(local(now));
    return pump(now);
  }
  ++tally_.frames;
  if (std::getenv("S2_TRACE")) std::cout << local(now).seconds << " -> " << name() << ' ' << *frame << '\n';
  session_->receive(*frame, local(now));
  std::vector<std::string> said;
  while (const auto text = session_->next_frame()) said.emplace_back(*text);
  check_answer(*frame, said);
  for (auto& text : said) transmit(std::move(text), now);
  pump(now);
}

void Party::pump(Time now) {
  while (const auto text = session_->next_frame()) transmit(std::string(*text), now);
  while (const auto event = session_->next_event()) look_at(*event);
  EXPECT_EQ(ends_, session_->ended() ? 1U : 0U) << name() << ": Ended is told once";
  if (session_->ended()) out->close(*conditions, *chance, now);
  EXPECT_LE(session_->unanswered(), Limits::unanswered);
  for (const auto& list : over_limits(session_->registry())) ADD_FAILURE() << name() << " holds " << list;
}

void Party::vanish(Time now) {
  session_->disconnected(local(now));
  pump(now);
  gone_ = true;
}

void Party::transmit(std::string frame, Time now) { out->send(std::move(frame), *conditions, *chance, now); }

void Party::look_at(const Event& event) {
  EXPECT_EQ(ends_, 0U) << name() << ": Ended is the last event";
  if (std::holds_alternative<Ended>(event)) ++ends_;
  if (const auto* answer = std::get_if<Answered>(&event)) {
    EXPECT_TRUE(answered_.insert(answer->message_id).second) << "answered twice: " << answer->message_id.text();
    const bool refused = answer->status != ReceptionStatusValues::ok;
    if (refused) ++tally_.refused;
    const bool undone = message_type_of(answer->kind).is_instruction || answer->kind == Kind::SelectControlType;
    if (refused && !undone) disowned_ = true;
  }
  if (const auto* received = std::get_if<Received>(&event)) {
    const Id* instruction = instruction_id_of(received->message);
    if (!instruction) return;
    ++tally_.instructions;
    EXPECT_TRUE(executed_.insert(*instruction).second) << "carried out twice: " << instruction->text();
  }
}

// A message is answered once, before anything else is said; a ReceptionStatus is not answered.
void Party::check_answer(std::string_view frame, const std::vector<std::string>& said) {
  const auto question = peek(frame);
  ASSERT_TRUE(question) << frame;
  std::size_t answers = 0;
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (peek(said[i])->kind != Kind::ReceptionStatus) continue;
    ++answers;
    EXPECT_EQ(i, 0U) << name() << ": answer first, act afterwards";
    check_status(said[i], *question);
  }
  EXPECT_EQ(answers, question->kind == Kind::ReceptionStatus ? 0U : 1U) << frame;
}

// Whoever asks again hears the same again, unless nothing was decided (C.5).
void Party::check_status(const std::string& frame, const Peeked& question) {
  const auto decoded = decode(frame, Profile::v1_0_0);
  ASSERT_TRUE(decoded) << frame;
  const auto& answer = std::get<ReceptionStatus>(decoded->message);
  EXPECT_EQ(answer.subject_message_id, *question.message_id);
  const auto before = given_.find(answer.subject_message_id);
  if (before != given_.end()) {
    EXPECT_EQ(before->second, answer.status) << name() << " answers another way: " << frame;
  }
  const bool decided = answer.status != ReceptionStatusValues::temporary_error &&
                       answer.status != ReceptionStatusValues::permanent_error;
  if (decided) given_.emplace(answer.subject_message_id, answer.status);
}

}  // namespace s2::tests
