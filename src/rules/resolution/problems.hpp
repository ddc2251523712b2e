#pragma once
// Problems: collects why an instruction cannot be carried out, and what is doubtful about it.

#include <rules/finder.hpp>
#include <s2/base/limits.hpp>
#include <s2/rules.hpp>

#include <string>
#include <utility>
#include <vector>

namespace s2::rules {

/// Errors of a resolution, or its doubts when there is no error, in the order in which they were found; at most
/// Limits::findings.
class Problems {
 public:
  /// The instruction cannot be carried out.
  void error(std::string_view rule, std::string pointer, std::string value, std::string text) {
    if (!std::exchange(failed_, true)) findings_.clear();
    add({std::string(rule), Severity::error, std::move(pointer), std::move(value), std::move(text)});
  }
  /// The device may not carry it out, or not at once.
  void doubt(std::string_view rule, std::string pointer, std::string value, std::string text) {
    if (failed_) return;
    add({std::string(rule), Severity::warning, std::move(pointer), std::move(value), std::move(text)});
  }

  /// Whether there was an error.
  bool failed() const { return failed_; }
  /// After an error the errors, otherwise the doubts.
  std::vector<Finding> take() { return std::move(findings_); }

 private:
  void add(Finding finding) {
    if (findings_.size() < Limits::findings) findings_.push_back(std::move(finding));
  }

  bool failed_ = false;
  std::vector<Finding> findings_;
};

}  // namespace s2::rules
