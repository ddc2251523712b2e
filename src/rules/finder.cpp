// What a check reports through.

#include "finder.hpp"

#include <codec/number.hpp>
#include <codec/utf8.hpp>
#include <s2/base/limits.hpp>

#include <algorithm>
#include <iterator>

namespace s2::rules {

void Finder::add(const Path& path, std::string value) {
  const bool forgiven = forgivable_ && strictness_ == Strictness::lenient;
  const Severity severity = forgiven ? Severity::warning : severity_of(*rule_, strictness_);
  auto& findings = severity == Severity::error ? errors_ : warnings_;
  if (findings.size() == Limits::findings) return;
  findings.push_back({std::string(rule_->id), severity, pointer_of(path), std::move(value), std::string(rule_->says)});
}

std::vector<Finding> Finder::take() {
  std::vector<Finding> all = std::move(errors_);
  const std::size_t room = std::min(Limits::findings - all.size(), warnings_.size());
  all.insert(all.end(), std::make_move_iterator(warnings_.begin()),
             std::make_move_iterator(warnings_.begin() + static_cast<std::ptrdiff_t>(room)));
  return all;
}

std::string shown(double value) {
  std::string text;
  codec::append_number(text, value);
  return text;
}

std::string shown(const NumberRange& range) { return shown(range.start_of_range) + " … " + shown(range.end_of_range); }

std::string shown(const Id& id) { return shown(id.text()); }

std::string shown(std::string_view text) { return codec::readable(text, Limits::finding_value_bytes); }

}  // namespace s2::rules
