// What a check reports through.

#include "finder.hpp"

#include <codec/number.hpp>
#include <codec/utf8.hpp>
#include <s2/base/limits.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <functional>
#include <iterator>

namespace s2::rules {

void Finder::restart(Strictness strictness) {
  strictness_ = strictness;
  errors_.clear();
  warnings_.clear();
}

void Finder::along(std::initializer_list<Step> steps, std::string value) {
  assert(steps.size() <= longest_way);
  std::array<Path, longest_way> way;
  const Path* place = here_;
  std::size_t taken = 0;
  for (const Step& step : steps) {
    way[taken] = {place, step.name, step.index};
    place = &way[taken++];
  }
  add(*place, std::move(value));
}

void Finder::add(const Path& path, std::string value) {
  const bool forgiven = forgivable_ && strictness_ == Strictness::lenient;
  const Severity severity = forgiven ? Severity::warning : severity_of(*rule_, strictness_);
  auto& findings = severity == Severity::error ? errors_ : warnings_;
  if (findings.size() == Limits::findings) return;
  findings.push_back(
      {rule_, {std::string(rule_->id), severity, pointer_of(path), std::move(value), std::string(rule_->says)}});
}

std::vector<Finding> Finder::take() {
  std::vector<Finding> all;
  if (empty()) return all;
  const std::size_t room = std::min(Limits::findings - errors_.size(), warnings_.size());
  errors_.insert(errors_.end(), std::make_move_iterator(warnings_.begin()),
                 std::make_move_iterator(warnings_.begin() + static_cast<std::ptrdiff_t>(room)));
  std::stable_sort(errors_.begin(), errors_.end(),
                   [](const Found& a, const Found& b) { return std::less<const Rule*>{}(a.rule, b.rule); });
  all.reserve(errors_.size());
  for (auto& found : errors_) all.push_back(std::move(found.finding));
  errors_.clear();
  warnings_.clear();
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
