#include "replay/sequence.hpp"

#include "replay/describe.hpp"
#include "text_layout.hpp"

#include <algorithm>

namespace s2::app {
namespace {

// How many of the rows shown last may still get their answer.
constexpr std::size_t answerable = 64;

bool structures(Kind kind) {
  switch (kind) {
    case Kind::Handshake:
    case Kind::HandshakeResponse:
    case Kind::SessionRequest:
    case Kind::ResourceManagerDetails:
    case Kind::SelectControlType:
    case Kind::RevokeObject:
    case Kind::PebcPowerConstraints:
    case Kind::PebcEnergyConstraint:
    case Kind::PpbcPowerProfileDefinition:
    case Kind::OmbcSystemDescription:
    case Kind::FrbcSystemDescription:
    case Kind::DdbcSystemDescription:
      return true;
    default:
      return false;
  }
}

bool is_routine(Kind kind) {
  return message_type_of(kind).is_instruction || kind == Kind::InstructionStatusUpdate || kind == Kind::OmbcStatus ||
         kind == Kind::FrbcActuatorStatus || kind == Kind::DdbcActuatorStatus || kind == Kind::PpbcPowerProfileStatus;
}

// A status that tells of trouble.
bool is_bad_end(const Message* message) {
  const auto* update = message == nullptr ? nullptr : std::get_if<InstructionStatusUpdate>(message);
  return update != nullptr &&
         (update->status_type == InstructionStatus::rejected || update->status_type == InstructionStatus::aborted);
}

bool may_get(const Row& row, const Id& subject) {
  return row.kind != Kind::ReceptionStatus && !row.answer && row.message_id == subject;
}

}  // namespace

Sequence::Interest Sequence::interest_in(const Observation& seen, const ReadFrame& frame) {
  if (!seen.findings.empty() || !seen.kind) return found_ < kept_found ? ++found_, Interest::found : Interest::none;
  const auto side = static_cast<std::size_t>(frame.direction) * kind_count;
  const auto place = side + static_cast<std::size_t>(*seen.kind);
  const bool is_first = !seen_kinds_.test(place) && *seen.kind != Kind::ReceptionStatus;
  seen_kinds_.set(place);
  if (is_first || structures(*seen.kind) || is_bad_end(seen.message)) {
    return key_ < kept_key ? ++key_, Interest::key : Interest::none;
  }
  if (is_routine(*seen.kind)) return routine_ < kept_routine ? ++routine_, Interest::routine : Interest::none;
  return Interest::none;
}

bool Sequence::attach_answer(const Observation& seen, std::uint64_t line) {
  const auto* status = seen.message == nullptr ? nullptr : std::get_if<ReceptionStatus>(seen.message);
  if (status == nullptr) return false;
  const AnswerSeen answer{status->status, seen.answered_after, line};
  const auto give = [&](Row& row) {
    if (!may_get(row, status->subject_message_id)) return false;
    row.answer = answer;
    return true;
  };
  const bool waits = std::any_of(waiting_.begin(), waiting_.end(), give);
  std::size_t looked = 0;
  for (auto item = items_.rbegin(); !waits && item != items_.rend() && looked < answerable; ++item) {
    if (auto* row = std::get_if<Row>(&*item)) {
      ++looked;
      if (give(*row)) return status->status == ReceptionStatusValues::ok;
    }
  }
  return waits && status->status == ReceptionStatusValues::ok;
}

void Sequence::take(const Observation& seen, const Registry& registry, const ReadFrame& frame, std::uint64_t line) {
  const bool is_answer = seen.kind == Kind::ReceptionStatus;
  const bool attached = is_answer && attach_answer(seen, line);
  if (is_answer && seen.findings.empty()) {
    const auto* status = std::get_if<ReceptionStatus>(seen.message);
    if (attached) return;
    if (status != nullptr && status->status == ReceptionStatusValues::ok) return fold(seen.kind, frame.time, line);
  }
  const Interest interest = interest_in(seen, frame);
  const bool is_shown = interest != Interest::none || to_show_ > 0;
  Row row{.line = line,
          .time = frame.time,
          .direction = frame.direction,
          .kind = seen.kind,
          .message_id = seen.message_id,
          .says = seen.message == nullptr ? std::string() : describe(*seen.message, registry),
          .text = shortened(frame.frame, text_bytes),
          .findings = {seen.findings.begin(), seen.findings.end()},
          .answer = {}};
  if (interest == Interest::found) {
    show_waiting();
    to_show_ = around;
  } else if (to_show_ > 0) {
    --to_show_;
  }
  if (is_shown) {
    while (!waiting_.empty() && interest != Interest::found) {
      fold(waiting_.front());
      waiting_.pop_front();
    }
    return show(std::move(row));
  }
  waiting_.push_back(std::move(row));
  if (waiting_.size() > around) {
    fold(waiting_.front());
    waiting_.pop_front();
  }
}

void Sequence::finish() { show_waiting(); }

void Sequence::show(Row row) { items_.emplace_back(std::move(row)); }

void Sequence::show_waiting() {
  for (Row& row : waiting_) show(std::move(row));
  waiting_.clear();
}

void Sequence::fold(const Row& row) {
  fold(row.kind, row.time, row.line);
  if (!row.findings.empty()) ++std::get<Fold>(items_.back()).found;
  if (row.answer) fold(Kind::ReceptionStatus, row.time, row.answer->line);
}

void Sequence::fold(std::optional<Kind> kind, Time time, std::uint64_t line) {
  // An answer that belongs to a row shown before does not begin a fold of its own.
  auto* last = items_.empty() ? nullptr : std::get_if<Fold>(&items_.back());
  if (last == nullptr) {
    items_.emplace_back(Fold{.first_line = line, .last_line = line, .from = time, .until = time});
    last = std::get_if<Fold>(&items_.back());
  }
  ++last->count;
  if (kind) ++last->by_kind[static_cast<std::size_t>(*kind)];
  last->first_line = std::min(last->first_line, line);
  last->last_line = std::max(last->last_line, line);
  last->until = std::max(last->until, time);
}

std::uint64_t Sequence::folded() const {
  std::uint64_t count = 0;
  for (const auto& item : items_) {
    if (const auto* one = std::get_if<Fold>(&item)) count += one->count;
  }
  return count;
}

}  // namespace s2::app
