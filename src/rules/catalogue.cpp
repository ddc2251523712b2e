// The catalogue: every family in order, as one list.

#include "catalogue.hpp"

#include <algorithm>

namespace s2 {
namespace rules {
namespace {

// The groups in the order of the catalogue; ours, which it does not have, come last.
constexpr std::string_view groups[] = {"GEN",  "ID",   "NUM",  "TIME", "HS",   "REC",  "STATE",
                                       "SEL",  "RMD",  "PM",   "PF",   "REV",  "INST", "OM",
                                       "OMBC", "FRBC", "DDBC", "PEBC", "PPBC", "SR",   "PLAUS"};

// Sorts by group, then by number; the numbers of a group all have three digits.
std::pair<std::size_t, std::string_view> place_of(const Entry& entry) {
  const std::string_view group = entry.rule.id.substr(0, entry.rule.id.find('-'));
  return {static_cast<std::size_t>(std::find(std::begin(groups), std::end(groups), group) - std::begin(groups)),
          entry.rule.id};
}

std::vector<Entry> all_entries() {
  std::vector<Entry> all;
  for (const Family family : {ids(),
                              details(),
                              measurements(),
                              forecasts(),
                              revocation(),
                              operation_modes(),
                              operation_mode_powers(),
                              storage(),
                              envelopes(),
                              profiles(),
                              frames(),
                              frames_session(),
                              numbers(),
                              times(),
                              times_session(),
                              handshake(),
                              handshake_session(),
                              reception(),
                              reception_session(),
                              states_session(),
                              selection_session(),
                              details_session(),
                              measurements_session(),
                              forecasts_session(),
                              revocation_session(),
                              instructions_session(),
                              mode_instructions_session(),
                              mode_reports_session(),
                              mode_descriptions_session(),
                              ids_session(),
                              ombc_session(),
                              frbc_session(),
                              ddbc_session(),
                              pebc_session(),
                              pebc_constraints_session(),
                              ppbc_session(),
                              ppbc_status_session(),
                              plausibility_session(),
                              session_requests()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  std::sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return place_of(a) < place_of(b); });
  return all;
}

}  // namespace

Family entries() {
  static const std::vector<Entry> all = all_entries();
  return all;
}

}  // namespace rules

std::span<const Rule> all_rules() {
  static const std::vector<Rule> all = [] {
    std::vector<Rule> list;
    for (const auto& entry : rules::entries()) list.push_back(entry.rule);
    return list;
  }();
  return all;
}

const Rule* find_rule(std::string_view id) {
  const auto all = all_rules();
  const auto found = std::find_if(all.begin(), all.end(), [id](const Rule& rule) { return rule.id == id; });
  return found == all.end() ? nullptr : &*found;
}

namespace {

// What a level changes. Source: rule catalogue, 0.8.
struct LevelRow {
  Strictness level;
  std::string_view rule;
  Severity severity;
};

constexpr LevelRow level_rows[] = {
    {Strictness::lenient, "HS-013", Severity::warning},  {Strictness::lenient, "NUM-006", Severity::warning},
    {Strictness::lenient, "RMD-006", Severity::warning}, {Strictness::lenient, "PM-002", Severity::warning},
    {Strictness::lenient, "OM-023", Severity::warning},  {Strictness::strict, "ID-002", Severity::error},
    {Strictness::strict, "ID-003", Severity::error},     {Strictness::strict, "ID-011", Severity::error},
    {Strictness::strict, "ID-012", Severity::error},     {Strictness::strict, "GEN-015", Severity::error},
    {Strictness::strict, "OM-017", Severity::error},     {Strictness::strict, "OM-018", Severity::error},
    {Strictness::strict, "INST-004", Severity::error},   {Strictness::strict, "PF-002", Severity::error},
    {Strictness::strict, "FRBC-010", Severity::error},   {Strictness::strict, "FRBC-011", Severity::error},
    {Strictness::strict, "FRBC-012", Severity::error},   {Strictness::strict, "DDBC-004", Severity::error},
    {Strictness::strict, "PPBC-016", Severity::error},   {Strictness::strict, "PEBC-021", Severity::error},
    {Strictness::strict, "STATE-006", Severity::error},
};

}  // namespace

Severity severity_of(const Rule& rule, Strictness strictness) {
  if (strictness == Strictness::normal) return rule.severity;
  for (const auto& row : level_rows) {
    if (row.level == strictness && row.rule == rule.id) return row.severity;
  }
  return rule.severity;
}

bool has_error(std::span<const Finding> findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::error; });
}

ReceptionStatusValues answer_to(std::span<const Finding> findings) {
  const auto error = std::find_if(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.severity == Severity::error; });
  if (error == findings.end()) return ReceptionStatusValues::ok;
  const Rule* rule = find_rule(error->rule);
  switch (rule ? rule->effect : Effect::none) {
    case Effect::invalid_data:
      return ReceptionStatusValues::invalid_data;
    case Effect::invalid_message:
      return ReceptionStatusValues::invalid_message;
    case Effect::temporary_error:
      return ReceptionStatusValues::temporary_error;
    case Effect::permanent_error:
      return ReceptionStatusValues::permanent_error;
    default:
      return ReceptionStatusValues::invalid_content;  // a warning that a strict level takes for an error, too
  }
}

}  // namespace s2
