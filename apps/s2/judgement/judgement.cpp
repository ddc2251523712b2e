#include "judgement/judgement.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace s2::app {
namespace {

void accept(Judgement& judgement, const Message& message, std::vector<Finding> notes) {
  judgement.kind = kind_of(message);
  judgement.type = message_type_of(*judgement.kind).name();
  if (const Id* id = message_id_of(message)) judgement.message_id = id->str();
  judgement.findings = std::move(notes);
}

void refuse(Judgement& judgement, Refusal refusal, std::string_view text) {
  judgement.kind = refusal.kind;
  judgement.findings = std::move(refusal.findings);
  const auto peeked = peek(text);
  if (refusal.kind) {
    judgement.type = message_type_of(*refusal.kind).name();
  } else if (peeked && !peeked->message_type.empty()) {
    judgement.type = peeked->message_type;
  }
  if (refusal.subject != nil_id() || (peeked && peeked->message_id == nil_id())) {
    judgement.message_id = refusal.subject.str();
  }
  judgement.status = refusal.status;
}

// Draws the conclusion from the findings.
void conclude(Judgement& judgement, const Frame& frame, const Measure& measure) {
  for (Finding& finding : judgement.findings) {
    if (measure.warnings_as_errors) finding.severity = Severity::error;
  }
  judgement.refused = has_error(judgement.findings);
  if (frame.was_sent && (!judgement.status || judgement.status == ReceptionStatusValues::ok)) {
    judgement.status = answer_to(judgement.findings);
  }
}

// Reads the frame of a record into a message and says so in the judgement; false when there is no message. The decoder
// belongs to the calling thread, so that its buffers are made once.
bool read_into(Message& message, Judgement& judgement, const Record& record, const Frame& frame,
               const Measure& measure) {
  thread_local Decoder decoder;
  if (frame.trouble) {
    judgement.findings = {*frame.trouble};
    return false;
  }
  const std::string_view text = frame.text(record);
  std::vector<Finding> notes;
  auto outcome = decoder.decode_into(message, notes, text, judgement.profile,
                                     {.strictness = measure.strictness, .negotiating = false});
  if (outcome) {
    accept(judgement, message, std::move(notes));
  } else {
    refuse(judgement, std::move(outcome).error(), text);
  }
  return outcome.has_value();
}

}  // namespace

Reading read_frame(const Record& record, const Frame& frame, Profile profile, const Measure& measure) {
  Reading reading;
  reading.judgement.profile = profile;
  Message message;
  if (read_into(message, reading.judgement, record, frame, measure)) reading.message = std::move(message);
  conclude(reading.judgement, frame, measure);
  return reading;
}

Judgement judge(const Record& record, const Frame& frame, Profile profile, const Measure& measure) {
  thread_local Message message;  // used again and again, with the memory it holds
  Judgement judgement;
  judgement.profile = profile;
  if (read_into(message, judgement, record, frame, measure)) {
    auto more = check(message, measure.strictness);
    std::move(more.begin(), more.end(), std::back_inserter(judgement.findings));
  }
  conclude(judgement, frame, measure);
  return judgement;
}

}  // namespace s2::app
