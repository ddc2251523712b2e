#pragma once
// Finder: what a check reports through.

#include <model/path.hpp>
#include <s2/model/common.hpp>
#include <s2/rules.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace s2::rules {

/// Collects the findings of checks. Knows which rule is being checked and where the value at hand stands.
class Finder {
 public:
  /// A collector at one level of strictness.
  explicit Finder(Strictness strictness) : strictness_(strictness) {}

  /// Points the collector at a rule and a value.
  void look(const Rule& rule, const Path& here) {
    rule_ = &rule;
    here_ = &here;
  }

  /// Where the value stands.
  const Path& place() const { return *here_; }
  /// The member the value stands in; empty for the message itself and for an item of a list.
  std::string_view member() const { return here_->name; }

  /// The value itself breaks the rule.
  void here(std::string value = {}) { add(*here_, std::move(value)); }
  /// A member of the value does.
  void at(std::string_view member, std::string value = {}) { add(Path{here_, member}, std::move(value)); }
  /// An item of a list of the value does.
  void at(std::string_view list, std::size_t index, std::string value = {}) {
    const Path place{here_, list};
    add(Path{&place, {}, index}, std::move(value));
  }
  /// A member of an item of a list of the value does.
  void at(std::string_view list, std::size_t index, std::string_view member, std::string value = {}) {
    const Path place{here_, list};
    const Path item{&place, {}, index};
    add(Path{&item, member}, std::move(value));
  }

  /// Something further inside the value does; `place` goes on from place().
  void at(const Path& place, std::string value = {}) { add(place, std::move(value)); }

  /// As at(member), but only a warning to a lenient reader, whatever the level makes of other breaches of the rule.
  void at_forgivable(std::string_view member, std::string value = {}) {
    forgivable_ = true;
    at(member, std::move(value));
    forgivable_ = false;
  }

  /// What was found, errors first; at most Limits::findings. No number of warnings can hide an error.
  std::vector<Finding> take();

 private:
  void add(const Path& path, std::string value);

  Strictness strictness_;
  const Rule* rule_ = nullptr;
  const Path* here_ = nullptr;
  bool forgivable_ = false;
  std::vector<Finding> errors_;
  std::vector<Finding> warnings_;
};

/// A number as a finding shows it.
std::string shown(double value);
/// A range as a finding shows it, e.g. "5 … 3".
std::string shown(const NumberRange& range);
/// An id as a finding shows it: cut, because a peer's may be of any length.
std::string shown(const Id& id);
/// Any other text of a peer as a finding shows it, cut.
std::string shown(std::string_view text);

}  // namespace s2::rules
