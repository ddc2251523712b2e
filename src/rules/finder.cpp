// What a check reports through.

#include "finder.hpp"

#include <codec/number.hpp>
#include <s2/base/limits.hpp>

namespace s2::rules {

void Finder::add(const Path& path, std::string value) {
  if (findings_.size() == Limits::findings) return;
  findings_.push_back({std::string(rule_->id), severity_of(*rule_, strictness_), pointer_of(path), std::move(value),
                       std::string(rule_->says)});
}

std::string shown(double value) {
  std::string text;
  codec::append_number(text, value);
  return text;
}

std::string shown(const NumberRange& range) { return shown(range.start_of_range) + " … " + shown(range.end_of_range); }

}  // namespace s2::rules
