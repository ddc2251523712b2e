// The findings of one message after the other.

#include "finding_pool.hpp"

#include <s2/base/limits.hpp>

#include <algorithm>
#include <functional>
#include <utility>

namespace s2::rules {
namespace {

constexpr std::less<const Rule*> before;

}  // namespace

void FindingPool::clear() {
  lead_ = nullptr;
  leading_ = 0;
  leading_at_ = 0;
  found_.clear();
  texts_.clear();
  errors_ = 0;
  broken_.clear();
}

// Counts a finding for which there is room.
bool FindingPool::takes(Severity severity) {
  const bool is_error = severity == Severity::error;
  if ((is_error ? errors_ : size() - errors_) == Limits::findings) return false;
  if (is_error) ++errors_;
  return true;
}

void FindingPool::write_leading(const Rule& rule, Severity severity, const Path& path, std::string_view value) {
  lead_ = &rule;
  const std::size_t place = leading_at_ + leading_++;
  if (place >= findings_.size()) make_slots(place + 1);
  write(place, rule, severity, pointers_.write(path), value);
}

// Member by member, since a whole that was just put together out of small parts is slow to copy.
FindingPool::Found& FindingPool::begin(const Rule& rule, Severity severity, const Path& path) {
  if (found_.empty() || found_.back().rule != &rule) note(rule);
  const std::size_t pointer = texts_.size();
  texts_ += pointers_.write(path);
  Found& found = found_.emplace_back();
  found.rule = &rule;
  found.severity = severity;
  found.pointer = static_cast<std::uint32_t>(pointer);
  found.value = static_cast<std::uint32_t>(texts_.size());
  return found;
}

void FindingPool::add(const Rule& rule, Severity severity, const Path& path, std::string_view value) {
  if (!takes(severity)) return;
  if (leads(rule)) return write_leading(rule, severity, path, value);
  Found& found = begin(rule, severity, path);
  texts_ += value;
  found.value_size = static_cast<std::uint32_t>(value.size());
}

void FindingPool::quote(const Rule& rule, Severity severity, const Path& path, std::string_view value) {
  if (!takes(severity)) return;
  if (leads(rule)) return write_leading(rule, severity, path, value);
  Found& found = begin(rule, severity, path);
  found.quoted = value.data();
  found.value_size = static_cast<std::uint32_t>(value.size());
}

void FindingPool::note(const Rule& rule) {
  const auto place = std::lower_bound(broken_.begin(), broken_.end(), &rule, before);
  if (place == broken_.end() || *place != &rule) broken_.insert(place, &rule);
}

std::span<const Finding> FindingPool::in_order() {
  if (size() > Limits::findings) drop_warnings();
  make_slots(size());
  move_leading();
  std::size_t place = 0;
  for (const Rule* rule : broken_) {
    if (place == leading_at_ && before(lead_, rule)) place += leading_;
    for (const Found& found : found_) {
      if (found.rule == rule) write(found, place++);
    }
  }
  return std::span(findings_).first(size());
}

std::vector<Finding> FindingPool::take() {
  const std::size_t count = in_order().size();
  findings_.resize(count);
  clear();
  rules_.clear();
  return std::exchange(findings_, {});
}

// All but the first of each rule's, as far as there is room for those.
void FindingPool::drop_warnings() {
  std::size_t room = Limits::findings - errors_;
  const auto has_no_room = [&room](Severity severity) {
    if (severity == Severity::error) return false;
    if (room == 0) return true;
    --room;
    return false;
  };
  const auto leading = std::span(findings_).subspan(leading_at_);
  // Slots are kept, so what stays is moved to the front of them.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < leading_; ++i) {
    if (has_no_room(leading[i].severity)) continue;
    if (i != kept) std::swap(leading[kept], leading[i]);
    ++kept;
  }
  leading_ = kept;
  std::erase_if(found_, [&](const Found& found) { return has_no_room(found.severity); });
}

void FindingPool::make_slots(std::size_t count) {
  if (findings_.size() >= count) return;
  findings_.resize(count);
  rules_.resize(count);
}

// Behind the findings of the rules that come before theirs.
void FindingPool::move_leading() {
  const auto earlier = static_cast<std::size_t>(
      std::count_if(found_.begin(), found_.end(), [this](const Found& found) { return before(found.rule, lead_); }));
  if (earlier == leading_at_) return;
  for (std::size_t i = leading_; i-- > 0;) {
    std::swap(findings_[leading_at_ + i], findings_[earlier + i]);
    std::swap(rules_[leading_at_ + i], rules_[earlier + i]);
  }
  leading_at_ = earlier;
}

void FindingPool::write(const Found& found, std::size_t place) {
  const std::string_view texts = texts_;
  write(place, *found.rule, found.severity, texts.substr(found.pointer, found.value - found.pointer),
        found.quoted ? std::string_view(found.quoted, found.value_size) : texts.substr(found.value, found.value_size));
}

void FindingPool::write(std::size_t place, const Rule& rule, Severity severity, std::string_view pointer,
                        std::string_view value) {
  Finding& finding = findings_[place];
  if (rules_[place] != &rule) {
    rules_[place] = &rule;
    finding.rule = rule.id;
    finding.text = rule.says;
  }
  finding.severity = severity;
  finding.pointer.assign(pointer);
  finding.value.assign(value);
}

}  // namespace s2::rules
