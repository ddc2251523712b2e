// Runs the checks of message scope.

#include "plans.hpp"

namespace s2 {

std::vector<Finding> check(const Message& message, Strictness strictness) {
  thread_local rules::Finder find;
  find.restart(strictness);
  rules::message_plan().run(message, nullptr, find);
  return find.take();
}

}  // namespace s2
