// PPBC: profiles and their status, by themselves.

#include "durations.hpp"
#include "quantity_checks.hpp"
#include "rule.hpp"

#include <algorithm>
#include <bit>

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

using ppbc::PowerProfileDefinition;
using ContainerStatus = ppbc::PowerSequenceContainerStatus;

constexpr std::string_view containers = "power_sequences_containers";

// --- Times -----------------------------------------------------------------------------------------------------------

void ends_before_it_begins(const PowerProfileDefinition& m, Finder& find) {
  if (m.end_time < m.start_time) find.at("end_time", format_time(m.end_time));
}

void has_no_time(const PowerProfileDefinition& m, Finder& find) {
  if (m.end_time == m.start_time) find.at("end_time", format_time(m.end_time));
}

// A window without room is reported as such, not once more for everything that does not fit into it.
void sequence_does_not_fit(const PowerProfileDefinition& m, Finder& find) {
  if (m.end_time <= m.start_time) return;
  const Duration window = m.end_time - m.start_time;
  for (std::size_t i = 0; i < m.power_sequence_containers.size(); ++i) {
    const auto& sequences = m.power_sequence_containers[i].power_sequences;
    for (std::size_t j = 0; j < sequences.size(); ++j) {
      const Duration length = total_of(sequences[j].elements);
      if (length > window) find.along({containers, i, "power_sequences", j}, std::to_string(length.count()));
    }
  }
}

void task_does_not_fit(const PowerProfileDefinition& m, Finder& find) {
  if (m.end_time <= m.start_time) return;
  Duration shortest{};
  for (const auto& container : m.power_sequence_containers) {
    if (container.power_sequences.empty()) continue;
    Duration least = endless;
    for (const auto& sequence : container.power_sequences) least = std::min(least, total_of(sequence.elements));
    shortest = sum_of(shortest, least);
  }
  if (shortest > m.end_time - m.start_time) find.at(containers, std::to_string(shortest.count()));
}

void pause_before_the_first(const PowerProfileDefinition& m, Finder& find) {
  if (m.power_sequence_containers.empty()) return;
  const auto& sequences = m.power_sequence_containers.front().power_sequences;
  for (std::size_t i = 0; i < sequences.size(); ++i) {
    if (const auto pause = sequences[i].max_pause_before) {
      find.along({containers, std::size_t{0}, "power_sequences", i, "max_pause_before"},
                 std::to_string(pause->count()));
    }
  }
}

// --- Power -----------------------------------------------------------------------------------------------------------

void quantity_twice(const ppbc::PowerSequenceElement& element, Finder& find) {
  report_twins("power_values", element.power_values, find);
}

void mixed_phases(const ppbc::PowerSequenceElement& element, Finder& find) {
  report_mixed_phases("power_values", element.power_values, find);
}

// --- Status ----------------------------------------------------------------------------------------------------------

using enum ppbc::PowerSequenceStatus;

bool is_under_way(const ContainerStatus& s) {
  return s.status == executing || s.status == interrupted || s.status == finished;
}

void progress_missing(const ContainerStatus& s, Finder& find) {
  if (is_under_way(s) && !s.progress) find.at("progress");
}

void progress_missing_after_abort(const ContainerStatus& s, Finder& find) {
  if (s.status == aborted && !s.progress) find.at("progress");
}

void progress_before_start(const ContainerStatus& s, Finder& find) {
  const bool waits = s.status == not_scheduled || s.status == scheduled;
  if (waits && s.progress) find.at("progress", std::to_string(s.progress->count()));
}

void sequence_missing(const ContainerStatus& s, Finder& find) {
  if (s.status != not_scheduled && !s.selected_sequence_id) find.at("selected_sequence_id");
}

void sequence_not_scheduled(const ContainerStatus& s, Finder& find) {
  if (s.status == not_scheduled && s.selected_sequence_id) {
    find.at("selected_sequence_id", shown(*s.selected_sequence_id));
  }
}

// A container is known by its profile and its own id.
IdDigest container_key(const ContainerStatus& s) {
  const IdDigest profile = digest_of(s.power_profile_id);
  const IdDigest container = digest_of(s.sequence_container_id);
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  return {container.high ^ std::rotl(profile.high * odd, 31), container.low ^ std::rotl(profile.low * odd, 31)};
}

void container_twice(const ppbc::PowerProfileStatus& m, Finder& find) {
  const auto& list = m.sequence_container_status;
  if (list.size() < 2) return;
  IdIndex& index = find.fresh_index();
  for (const auto& status : list) index.add(container_key(status));
  index.close();
  for (std::uint32_t i = 0; i < index.size(); ++i) {
    if (index.repeats(i)) find.at("sequence_container_status", i, shown(list[i].sequence_container_id));
  }
}

constexpr Entry family[] = {
    {{"PPBC-001", error, message, invalid_content, "S2 JSON, PPBC.PowerProfileDefinition, end_time",
      "a profile does not end before it begins"},
     {each<PowerProfileDefinition, ends_before_it_begins>()}},
    {{"PPBC-002", warning, message, noted, "derived", "a profile ends later than it begins"},
     {each<PowerProfileDefinition, has_no_time>()}},
    {{"PPBC-003", warning, message, noted, "derived", "a sequence fits between the start and the end of its profile"},
     {each<PowerProfileDefinition, sequence_does_not_fit>()}},
    {{"PPBC-004", warning, message, noted, "S2 JSON, PPBC.PowerProfileDefinition, end_time",
      "the shortest sequences of all containers fit between the start and the end of their profile"},
     {each<PowerProfileDefinition, task_does_not_fit>()}},
    {{"PPBC-017", error, message, invalid_content, "S2 JSON, PPBC.PowerSequenceContainerStatus, progress",
      "a sequence that has started reports its progress"},
     {each<ContainerStatus, progress_missing>()}},
    {{"PPBC-018", warning, message, noted, "S2 JSON, PPBC.PowerSequenceContainerStatus, progress",
      "an aborted sequence reports its progress, if it had started"},
     {each<ContainerStatus, progress_missing_after_abort>()}},
    {{"PPBC-019", warning, message, noted, "S2 JSON, PPBC.PowerSequenceContainerStatus, progress",
      "a sequence that has not started reports no progress"},
     {each<ContainerStatus, progress_before_start>()}},
    {{"PPBC-020", error, message, invalid_content, "S2 JSON, PPBC.PowerSequenceContainerStatus, selected_sequence_id",
      "a container names the sequence that its status is about"},
     {each<ContainerStatus, sequence_missing>()}},
    {{"PPBC-021", warning, message, noted, "S2 JSON, PPBC.PowerSequenceStatus",
      "a container for which nothing is scheduled names no sequence"},
     {each<ContainerStatus, sequence_not_scheduled>()}},
    {{"PPBC-025", error, message, invalid_content, "S2 JSON, PPBC.PowerSequenceElement, power_values",
      "an element of a sequence has one value for each quantity"},
     {each<ppbc::PowerSequenceElement, quantity_twice>()}},
    {{"PPBC-026", warning, message, noted, "S2 JSON, PPBC.PowerSequence, max_pause_before",
      "the first step of a task has no pause before it"},
     {each<PowerProfileDefinition, pause_before_the_first>()}},
    {{"PPBC-027", warning, message, noted, "derived",
      "a status has one entry for each container; of several the last counts"},
     {each<ppbc::PowerProfileStatus, container_twice>()}},
    {{"PPBC-028", warning, message, noted, "S2 JSON, issue 25",
      "power is planned either of three equal phases together or of each phase"},
     {each<ppbc::PowerSequenceElement, mixed_phases>()}},
};

}  // namespace

Family profiles() { return family; }

}  // namespace s2::rules
