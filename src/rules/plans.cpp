// The plans of the checks that run.

#include "plans.hpp"

#include "catalogue.hpp"

#include <algorithm>
#include <cassert>

namespace s2::rules {
namespace {

bool is_about_standing(const Rule& rule) {
  const std::string_view group = rule.id.substr(0, rule.id.find('-'));
  return group == "HS" || group == "STATE" || group == "SEL";
}

}  // namespace

const CheckPlan& message_plan() {
  static const CheckPlan plan([](const Rule& rule) { return rule.scope == Scope::message; });
  return plan;
}

const CheckPlan& standing_plan() {
  static const CheckPlan plan([](const Rule& rule) { return rule.scope == Scope::session && is_about_standing(rule); });
  return plan;
}

const CheckPlan& session_plan() {
  static const CheckPlan plan(
      [](const Rule& rule) { return rule.scope == Scope::session && !is_about_standing(rule); });
  return plan;
}

const Rule& entered(std::string_view id) {
  const Family all = entries();
  const auto found = std::find_if(all.begin(), all.end(), [id](const Entry& entry) { return entry.rule.id == id; });
  assert(found != all.end());
  return found->rule;
}

}  // namespace s2::rules
