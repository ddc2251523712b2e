#include "replay/finding_book.hpp"

namespace s2::app {

void FindingBook::add(const Spotted& place, const Finding& finding) {
  const bool is_error = finding.severity == Severity::error;
  RuleCount& count = by_rule_[finding.rule];
  ++(is_error ? count.errors : count.warnings);
  ++(is_error ? errors_ : warnings_);
  if (!has_room()) return;
  spotted_.push_back(place);
  spotted_.back().finding = finding;
}

}  // namespace s2::app
