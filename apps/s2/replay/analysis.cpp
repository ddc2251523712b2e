#include "replay/analysis.hpp"

#include "text_layout.hpp"

#include <algorithm>

namespace s2::app {
namespace {

Direction direction_from(EnergyManagementRole sender) {
  return sender == EnergyManagementRole::cem ? Direction::cem_to_rm : Direction::rm_to_cem;
}

void add_findings(ConversationReport& report, const Sighting& sighting) {
  const Observation& seen = sighting.observation;
  Spotted place;
  if (report.findings.has_room()) {
    place = {.line = sighting.line,
             .time = sighting.frame.time,
             .direction = sighting.frame.direction,
             .kind = seen.kind,
             .message_id = seen.message_id == nil_id() ? std::string() : shortened(seen.message_id.text()),
             .finding = {}};
  }
  for (const Finding& finding : seen.findings) {
    report.findings.add(place, finding);
    if (finding.rule == "REC-010") ++report.differing;
  }
}

// What the RM has said of itself. Details may be sent again.
void note_facts(ConversationReport& report, const Sighting& sighting) {
  const Standing& standing = sighting.registry.standing;
  report.profile = standing.profile;
  if (standing.active != ControlType::no_selection) report.control_type = standing.active;
  if (sighting.observation.kind == Kind::ResourceManagerDetails) report.details = sighting.registry.details;
}

bool took_effect(const Observation& seen) {
  return seen.message != nullptr && seen.answer == ReceptionStatusValues::ok && !seen.repeated && !seen.ignored;
}

// What is about no message stands where the conversation begins.
void add_omissions(ConversationReport& report, std::span<const Omission> omissions) {
  for (const Omission& omission : omissions) {
    Spotted place;
    if (report.findings.has_room()) {
      place = {.line = omission.sender ? report.timing.lines().find(omission.message_id, omission.kind)
                                       : report.beginning.line,
               .time = omission.due,
               .direction = omission.sender ? std::optional(direction_from(*omission.sender)) : std::nullopt,
               .kind = omission.kind,
               .message_id = omission.message_id == nil_id() ? std::string() : shortened(omission.message_id.text()),
               .finding = {},
               .owes = omission.owes};
    }
    report.findings.add(place, omission.finding);
  }
}

void note_unanswered(ConversationReport& report, const Conversation& conversation) {
  constexpr Duration answer_time = OmissionTimes{}.answer;
  for (const auto& open : conversation.unanswered()) {
    report.unanswered.push_back({.line = report.timing.lines().find(open.message_id, open.kind),
                                 .time = open.time,
                                 .direction = direction_from(open.sender),
                                 .kind = open.kind,
                                 .message_id = shortened(open.message_id.text()),
                                 .late = report.last - open.time >= answer_time});
  }
}

}  // namespace

std::uint64_t FileReport::errors() const {
  std::uint64_t count = troubles.errors();
  for (const auto& one : conversations) count += one->findings.errors();
  return count;
}

std::uint64_t FileReport::warnings() const {
  std::uint64_t count = troubles.warnings();
  for (const auto& one : conversations) count += one->findings.warnings();
  return count;
}

ConversationReport& Analysis::report_of(std::size_t number) {
  return number < report_.conversations.size() ? *report_.conversations[number] : rest_;
}

void Analysis::on_beginning(const Beginning& beginning) {
  if (report_.conversations.size() == FileReport::kept_conversations) {
    ++report_.conversations_left_out;
    return;
  }
  report_.conversations.push_back(std::make_unique<ConversationReport>());
  report_.conversations.back()->beginning = beginning;
  report_.conversations.back()->answers_assumed = options_.walk.add_answers;
}

void Analysis::on_frame(const Sighting& sighting) {
  ConversationReport& report = report_of(sighting.number);
  const Observation& seen = sighting.observation;
  const ReadFrame& frame = sighting.frame;
  ++report_.messages;
  if (report.messages++ == 0) report.first = frame.time;
  report.last = std::max(report.last, frame.time);
  report.last_line = sighting.line;
  report.times_assumed = report.times_assumed || frame.worked_out;
  if (seen.kind) {
    ++report.kinds[static_cast<std::size_t>(frame.direction)][static_cast<std::size_t>(*seen.kind)];
  } else {
    ++report.unreadable;
  }
  if (!seen.findings.empty()) add_findings(report, sighting);
  note_facts(report, sighting);
  report.timing.take(seen, frame.direction, frame.time, sighting.line);
  if (!seen.omissions.empty()) add_omissions(report, seen.omissions);
  report.instructions.take(seen, sighting.registry, frame.time, sighting.line);
  if (!options_.picture) return;
  if (took_effect(seen)) report.chart.take(*seen.message, sighting.registry, frame.time);
  report.sequence.take(seen, sighting.registry, frame, sighting.line);
}

void Analysis::on_end(std::size_t number, const Conversation& conversation, std::span<const Omission> left) {
  ConversationReport& report = report_of(number);
  add_omissions(report, left);
  note_unanswered(report, conversation);
  report.sequence.finish();
}

void Analysis::on_trouble(std::uint64_t line, const Finding& finding) {
  report_.troubles.add({.line = line, .time = {}, .direction = {}, .kind = {}, .message_id = {}, .finding = {}},
                       finding);
}

}  // namespace s2::app
