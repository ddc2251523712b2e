// The findings of one message after the other.

#include "finding_pool.hpp"

#include <s2/base/limits.hpp>

#include <algorithm>
#include <functional>
#include <utility>

namespace s2::rules {

void FindingPool::clear() {
  found_.clear();
  texts_.clear();
  errors_ = 0;
  broken_.clear();
}

// Member by member, since a whole that was just put together out of small parts is slow to copy.
FindingPool::Found* FindingPool::begin(const Rule& rule, Severity severity, const Path& path) {
  const bool is_error = severity == Severity::error;
  if ((is_error ? errors_ : found_.size() - errors_) == Limits::findings) return nullptr;
  if (found_.empty() || found_.back().rule != &rule) note(rule);
  if (is_error) ++errors_;
  const std::size_t pointer = texts_.size();
  texts_ += pointers_.write(path);
  Found& found = found_.emplace_back();
  found.rule = &rule;
  found.severity = severity;
  found.pointer = static_cast<std::uint32_t>(pointer);
  found.value = static_cast<std::uint32_t>(texts_.size());
  return &found;
}

void FindingPool::add(const Rule& rule, Severity severity, const Path& path, std::string_view value) {
  Found* found = begin(rule, severity, path);
  if (!found) return;
  texts_ += value;
  found->value_size = static_cast<std::uint32_t>(value.size());
}

void FindingPool::quote(const Rule& rule, Severity severity, const Path& path, std::string_view value) {
  Found* found = begin(rule, severity, path);
  if (!found) return;
  found->quoted = value.data();
  found->value_size = static_cast<std::uint32_t>(value.size());
}

void FindingPool::note(const Rule& rule) {
  const auto place = std::lower_bound(broken_.begin(), broken_.end(), &rule, std::less<const Rule*>{});
  if (place == broken_.end() || *place != &rule) broken_.insert(place, &rule);
}

std::span<const Finding> FindingPool::in_order() {
  if (found_.size() > Limits::findings) drop_warnings();
  if (findings_.size() < found_.size()) {
    findings_.resize(found_.size());
    rules_.resize(found_.size());
  }
  std::size_t place = 0;
  for (const Rule* rule : broken_) {
    for (const Found& found : found_) {
      if (found.rule == rule) write(found, place++);
    }
  }
  return std::span(findings_).first(found_.size());
}

std::vector<Finding> FindingPool::take() {
  const std::size_t count = in_order().size();
  findings_.resize(count);
  clear();
  rules_.clear();
  return std::exchange(findings_, {});
}

// All but the first, as far as there is room for those.
void FindingPool::drop_warnings() {
  std::size_t room = Limits::findings - errors_;
  std::erase_if(found_, [&room](const Found& found) {
    if (found.severity == Severity::error) return false;
    if (room == 0) return true;
    --room;
    return false;
  });
}

void FindingPool::write(const Found& found, std::size_t place) {
  Finding& finding = findings_[place];
  if (rules_[place] != found.rule) {
    rules_[place] = found.rule;
    finding.rule = found.rule->id;
    finding.text = found.rule->says;
  }
  finding.severity = found.severity;
  finding.pointer.assign(texts_.data() + found.pointer, found.value - found.pointer);
  finding.value.assign(found.quoted ? found.quoted : texts_.data() + found.value, found.value_size);
}

}  // namespace s2::rules
