// Runs the checks of message scope.

#include "plans.hpp"

namespace s2 {

std::vector<Finding> check(const Message& message, Strictness strictness) {
  thread_local rules::Finder find;
  find.restart(strictness);
  rules::message_plan().run(message, nullptr, find);
  return find.take();
}

struct Checker::Parts {
  Strictness strictness;
  rules::Finder find;
};

Checker::Checker(Strictness strictness) : parts_(new Parts{strictness, rules::Finder(strictness)}) {}
Checker::~Checker() = default;
Checker::Checker(Checker&&) noexcept = default;
Checker& Checker::operator=(Checker&&) noexcept = default;

std::span<const Finding> Checker::check(const Message& message) {
  parts_->find.restart(parts_->strictness);
  rules::message_plan().run(message, nullptr, parts_->find);
  return parts_->find.found();
}

}  // namespace s2
