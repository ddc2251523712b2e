#include "replay/lifecycles.hpp"

#include "replay/describe.hpp"
#include "text_layout.hpp"

#include <s2/rules.hpp>

namespace s2::app {

bool Lifecycle::is_over() const {
  return (answer && *answer != ReceptionStatusValues::ok) || (status() && is_final(*status()));
}

std::string_view Lifecycle::end() const {
  if (answer && *answer != ReceptionStatusValues::ok) return "refused";
  if (!status()) return "not reported";
  return is_final(*status()) ? name_of(*status()) : "open";
}

void Lifecycles::take(const Observation& seen, const Registry& registry, Time time, std::uint64_t line) {
  if (seen.message == nullptr || seen.repeated) return;
  if (const auto* update = std::get_if<InstructionStatusUpdate>(seen.message)) return report(*update, time, line);
  if (const auto* status = std::get_if<ReceptionStatus>(seen.message)) {
    return answer(status->subject_message_id, *status);
  }
  if (instruction_id_of(*seen.message) != nullptr) begin(seen, registry, time, line);
}

void Lifecycles::begin(const Observation& seen, const Registry& registry, Time time, std::uint64_t line) {
  ++count_;
  if (kept_ones_.size() == kept) return;
  const Id& id = *instruction_id_of(*seen.message);
  by_id_.insert_or_assign(digest_of(id), kept_ones_.size());
  by_message_.try_emplace(digest_of(seen.message_id), kept_ones_.size());
  Lifecycle cycle;
  cycle.line = line;
  cycle.time = time;
  cycle.kind = *seen.kind;
  cycle.id = shortened(id.text());
  cycle.wish = describe(*seen.message, registry);
  cycle.execution_time = execution_time_of(*seen.message).value_or(time);
  cycle.refusable = seen.answer && *seen.answer != ReceptionStatusValues::ok;
  kept_ones_.push_back(std::move(cycle));
}

void Lifecycles::report(const InstructionStatusUpdate& update, Time time, std::uint64_t line) {
  ++reports_[static_cast<std::size_t>(update.status_type)];
  auto found = by_id_.find(digest_of(update.instruction_id));
  if (found == by_id_.end()) return;
  auto& reports = kept_ones_[found->second].reports;
  if (reports.size() == Lifecycle::kept_reports) reports.pop_back();
  reports.push_back({update.status_type, time, line});
}

void Lifecycles::answer(const Id& subject, const ReceptionStatus& status) {
  const auto found = by_message_.find(digest_of(subject));
  if (found == by_message_.end()) return;
  kept_ones_[found->second].answer = status.status;
  by_message_.erase(found);
}

}  // namespace s2::app
