// The collection of findings.

#include "report.hpp"

#include "cursor.hpp"
#include "utf8.hpp"

#include <s2/base/limits.hpp>

#include <utility>

namespace s2::codec {

std::string excerpt(std::string_view json) {
  // Looking four times as far as is shown is enough to see the end of anything that is shown whole.
  const std::string_view near = json.substr(0, 4 * Limits::finding_value_bytes);
  Cursor cursor(near);
  std::string_view value = cursor.skip() ? near.substr(0, cursor.position()) : near;
  if (value.size() <= Limits::finding_value_bytes) return std::string(value);
  constexpr std::string_view ellipsis = "…";
  return std::string(cut_utf8(value, Limits::finding_value_bytes - ellipsis.size())).append(ellipsis);
}

void Report::clear() {
  errors_.clear();
  warnings_.clear();
  lost_ = 0;
  pruned = false;
}

void Report::error(std::string_view rule, const Path& path, std::string_view value, std::string text) {
  if (errors_.size() == Limits::findings) {
    ++lost_;
    return;
  }
  errors_.push_back({std::string(rule), Severity::error, pointer_of(path), excerpt(value), std::move(text)});
}

void Report::warning(std::string_view rule, const Path& path, std::string_view value, std::string text) {
  if (warnings_.size() == Limits::findings) return;
  warnings_.push_back({std::string(rule), Severity::warning, pointer_of(path), excerpt(value), std::move(text)});
}

std::vector<Finding> Report::take_errors() {
  if (lost_ > 0) errors_.back().text += " (and " + std::to_string(lost_) + " more findings)";
  lost_ = 0;
  return std::exchange(errors_, {});
}

}  // namespace s2::codec
