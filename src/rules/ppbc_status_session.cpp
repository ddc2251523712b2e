// PPBC: reports about containers against the profiles they belong to.

#include "durations.hpp"
#include "ppbc_tasks.hpp"
#include "rule.hpp"

#include <algorithm>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

using Status = ppbc::PowerSequenceStatus;
using Report = ppbc::PowerSequenceContainerStatus;

ContainerRef place_of(const Report& report, const Context& context) {
  const Id* sequence = report.selected_sequence_id ? &*report.selected_sequence_id : nullptr;
  return resolve_container(context.registry.ppbc, report.power_profile_id, report.sequence_container_id, sequence,
                           true);
}

// Stands for a container of a profile.
IdDigest within(const Id& profile, const Id& container) {
  const IdDigest outer = digest_of(profile);
  const IdDigest inner = digest_of(container);
  return {outer.high * 0x9E3779B97F4A7C15U + inner.high, outer.low * 0xC2B2AE3D27D4EB4FU + inner.low};
}

// The index holds the profiles that are reported on, by position, and then the containers.
void container_missing(const ppbc::PowerProfileStatus& m, const Context& context, Finder& find) {
  const auto& reports = m.sequence_container_status;
  IdIndex& index = find.fresh_index();
  for (const Report& report : reports) index.add(report.power_profile_id);
  for (const Report& report : reports) index.add(within(report.power_profile_id, report.sequence_container_id));
  index.close();
  for (std::uint32_t i = 0; i < reports.size(); ++i) {
    if (index.repeats(i)) continue;
    const auto* task = context.registry.ppbc.find(reports[i].power_profile_id);
    if (!task) continue;
    const auto& containers = task->profile.power_sequence_containers;
    const bool all = std::all_of(containers.begin(), containers.end(), [&](const auto& container) {
      return index.find(within(task->profile.id, container.id)) != IdIndex::none;
    });
    if (!all) find.at("sequence_container_status", shown(task->profile.id));
  }
}

// A profile that was published long ago and is forgotten cannot be looked into.
void names_nothing(const Report& report, const Context& context, Finder& find) {
  const auto place = place_of(report, context);
  if (!place.task) {
    if (!context.registry.objects.find(ObjectKind::power_profile, report.power_profile_id))
      find.at("power_profile_id", shown(report.power_profile_id));
  } else if (!place.container) {
    find.at("sequence_container_id", shown(report.sequence_container_id));
  } else if (report.selected_sequence_id && !place.sequence) {
    find.at("selected_sequence_id", shown(*report.selected_sequence_id));
  }
}

void longer_than_its_sequence(const Report& report, const Context& context, Finder& find) {
  if (report.status != Status::executing || !report.progress) return;
  const auto place = place_of(report, context);
  if (!place.sequence || place.state->was_interrupted) return;
  if (*report.progress > total_of(place.sequence->elements))
    find.at("progress", std::to_string(report.progress->count()));
}

bool goes_back(Status from, Status to) {
  if (from == to) return false;
  if (from == Status::finished || from == Status::aborted) return true;
  const bool was_running = from == Status::executing || from == Status::interrupted;
  return was_running && (to == Status::scheduled || to == Status::not_scheduled);
}

void status_goes_back(const Report& report, const Context& context, Finder& find) {
  const auto place = place_of(report, context);
  if (place.container && place.state->status && goes_back(place.state->status->status, report.status))
    find.at("status", shown(report.status));
}

constexpr Entry family[] = {
    {{"PPBC-016", warning, session, noted, "S2 JSON, PPBC.PowerProfileStatus, sequence_container_status",
      "a report about a profile covers all its containers"},
     {in_session<ppbc::PowerProfileStatus, container_missing>()}},
    {{"PPBC-022", error, session, invalid_content, "S2 JSON, PPBC.PowerSequenceContainerStatus",
      "a report names a profile, a container and a sequence that were published"},
     {in_session<Report, names_nothing>()}},
    {{"PPBC-023", warning, session, noted, "derived", "a sequence makes no more progress than it is long"},
     {in_session<Report, longer_than_its_sequence>()}},
    {{"PPBC-024", warning, session, noted, "S2 JSON, PPBC.PowerSequenceStatus",
      "the status of a container does not go back"},
     {in_session<Report, status_goes_back>()}},
};

}  // namespace

Family ppbc_status_session() { return family; }

}  // namespace s2::rules
