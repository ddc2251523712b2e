#pragma once
// The catalogue in words: families, severities, scopes and answers.

#include <s2/rules.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace s2::app {

/// Rules whose ids begin with the same letters.
struct RuleFamily {
  std::string_view id;     ///< the letters before the dash, e.g. "OM"
  std::string_view title;  ///< what they are about
};

/// All families, in catalogue order.
std::span<const RuleFamily> rule_families();

/// The letters of a rule id before the dash.
std::string_view family_of(const Rule& rule);

/// "error", "warning".
std::string_view word_for(Severity severity);
/// "message", "session", "engine".
std::string_view word_for(Scope scope);
/// The status that a message gets that breaks the rule, e.g. "INVALID_CONTENT"; with a remark where there is a choice.
std::string_view word_for(Effect effect);

/// What a level makes of a rule when that differs from the normal level: "a warning when lenient"; empty otherwise.
std::string level_remark(const Rule& rule);

/// Which rules are wanted.
struct RuleFilter {
  std::optional<std::string> id;      ///< one rule
  std::optional<std::string> family;  ///< one family
  std::optional<Scope> scope;         ///< of one scope
  std::optional<Severity> severity;   ///< of one severity

  /// Whether a rule is wanted.
  bool wants(const Rule& rule) const;
};

/// The rule id or family nearest to what was written, letter case aside; empty when none is near.
std::string_view nearest_rule(std::string_view written);

}  // namespace s2::app
