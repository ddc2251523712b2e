// What a check reports through.

#include "finder.hpp"

#include <codec/number.hpp>
#include <codec/utf8.hpp>
#include <s2/base/limits.hpp>

#include <array>
#include <cassert>

namespace s2::rules {

void Finder::restart(Strictness strictness) {
  strictness_ = strictness;
  pool_.clear();
}

void Finder::along(std::initializer_list<Step> steps, const std::string& value) {
  assert(steps.size() <= longest_way);
  std::array<Path, longest_way> way;
  const Path* place = here_;
  std::size_t taken = 0;
  for (const Step& step : steps) {
    way[taken] = {place, step.name, step.index};
    place = &way[taken++];
  }
  add(*place, value);
}

Severity Finder::severity_at_level() const {
  const bool forgiven = forgivable_ && strictness_ == Strictness::lenient;
  return forgiven ? Severity::warning : severity_of(*rule_, strictness_);
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
