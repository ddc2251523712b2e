#include "judgement/batch.hpp"

namespace s2::app {
namespace {

void count(Tally& tally, const Frame& frame, const Judgement& judgement) {
  if (frame.was_sent) {
    ++tally.messages;
    if (judgement.refused) ++tally.refused;
  } else if (judgement.refused) {
    ++tally.troubles;
  }
  for (const Finding& finding : judgement.findings)
    ++(finding.severity == Severity::error ? tally.errors : tally.warnings);
}

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  messages += other.messages;
  refused += other.refused;
  troubles += other.troubles;
  errors += other.errors;
  warnings += other.warnings;
  return *this;
}

BatchOutcome judge_batch(const Batch& batch, const Measure& measure, Output output, const Console& console) {
  BatchOutcome outcome;
  for (const auto& [record, profile] : batch.items) {
    const Frame frame = frame_of(record, batch.in_recording);
    const Judgement judgement = judge(record, frame, profile, measure);
    count(outcome.tally, frame, judgement);
    const Judged judged{batch.source, record, frame, judgement};
    if (output == Output::for_programs) {
      append_for_programs(outcome.text, judged);
    } else {
      append_for_people(outcome.text, judged, console);
    }
  }
  return outcome;
}

}  // namespace s2::app
