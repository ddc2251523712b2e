#pragma once
// Report: what a reader found wrong on its way.

#include <model/path.hpp>
#include <s2/base/finding.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace s2::codec {

/// Collects findings up to Limits::findings and counts the rest.
class Report {
 public:
  /// Forgets everything.
  void clear();
  /// Notes an error. `value` is the offending JSON text as far as it is wanted; it is cut to its first value and to
  /// Limits::finding_value_bytes.
  void error(std::string_view rule, const Path& path, std::string_view value, std::string text);
  /// Notes a warning: the message is accepted nevertheless.
  void warning(std::string_view rule, const Path& path, std::string_view value, std::string text);

  /// Whether there is an error.
  bool failed() const { return errors_.size() + lost_ > 0; }
  /// Whether something was dropped that nobody has looked at.
  bool pruned = false;
  /// The errors; the text of the last one says how many more there were.
  std::vector<Finding> take_errors();
  /// The warnings.
  std::vector<Finding>& warnings() { return warnings_; }

 private:
  std::vector<Finding> errors_;
  std::vector<Finding> warnings_;
  std::size_t lost_ = 0;
};

/// The JSON value a text begins with, cut to Limits::finding_value_bytes, for people.
std::string excerpt(std::string_view json);

}  // namespace s2::codec
