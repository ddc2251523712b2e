#include "catalogue/rule_words.hpp"

#include "suggest.hpp"

#include <algorithm>
#include <vector>

namespace s2::app {

std::span<const RuleFamily> rule_families() {
  static constexpr RuleFamily families[] = {
      {"GEN", "frames, JSON and the shape of messages"},
      {"ID", "identifiers"},
      {"NUM", "numbers and ranges"},
      {"TIME", "timestamps and durations"},
      {"HS", "handshake and version"},
      {"REC", "ReceptionStatus"},
      {"STATE", "states and roles"},
      {"SEL", "selection of a control type"},
      {"RMD", "ResourceManagerDetails"},
      {"PM", "PowerMeasurement"},
      {"PF", "forecasts and their bands"},
      {"REV", "revocation"},
      {"INST", "instructions and their status"},
      {"OM", "operation modes, transitions and timers (OMBC, FRBC, DDBC)"},
      {"OMBC", "Operation Mode Based Control"},
      {"FRBC", "Fill Rate Based Control"},
      {"DDBC", "Demand Driven Based Control"},
      {"PEBC", "Power Envelope Based Control"},
      {"PPBC", "Power Profile Based Control"},
      {"SR", "SessionRequest and the end of a session"},
      {"PLAUS", "physical plausibility"},
  };
  return families;
}

std::string_view family_of(const Rule& rule) { return rule.id.substr(0, rule.id.find('-')); }

std::string_view word_for(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

std::string_view word_for(Scope scope) {
  constexpr std::string_view words[] = {"message", "session", "engine"};
  return words[static_cast<std::size_t>(scope)];
}

std::string_view word_for(Effect effect) {
  switch (effect) {
    case Effect::none:
      return "none";
    case Effect::noted:
      return "OK";
    case Effect::invalid_data:
      return "INVALID_DATA";
    case Effect::invalid_message:
      return "INVALID_MESSAGE";
    case Effect::invalid_content:
      return "INVALID_CONTENT";
    case Effect::lifecycle:
      return "INVALID_CONTENT, or OK and then REJECTED";
    case Effect::temporary_error:
      return "TEMPORARY_ERROR";
    case Effect::permanent_error:
      return "PERMANENT_ERROR";
    case Effect::as_before:
      return "as before";
  }
  return "";
}

std::string level_remark(const Rule& rule) {
  std::string remark;
  const auto look = [&](Strictness level, std::string_view name) {
    const Severity severity = severity_of(rule, level);
    if (severity == rule.severity) return;
    const std::string_view article = severity == Severity::error ? "an " : "a ";
    remark += (remark.empty() ? "" : ", ") + std::string(article) + std::string(word_for(severity)) + " when " +
              std::string(name);
  };
  look(Strictness::lenient, "lenient");
  look(Strictness::strict, "strict");
  return remark;
}

bool RuleFilter::wants(const Rule& rule) const {
  return (!id || same_letters(*id, rule.id)) && (!family || same_letters(*family, family_of(rule))) &&
         (!scope || *scope == rule.scope) && (!severity || *severity == rule.severity);
}

std::string_view nearest_rule(std::string_view written) {
  std::vector<std::string_view> ids;
  for (const Rule& rule : all_rules()) ids.push_back(rule.id);
  return nearest(written, ids);
}

}  // namespace s2::app
