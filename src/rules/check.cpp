// Runs the checks of message scope.

#include "check_plan.hpp"

namespace s2 {

std::vector<Finding> check(const Message& message, Strictness strictness) {
  static const rules::CheckPlan plan([](const Rule& rule) { return rule.scope == Scope::message; });
  thread_local rules::Finder find;
  find.restart(strictness);
  plan.run(message, nullptr, find);
  return find.take();
}

}  // namespace s2
