#pragma once
// Finder: what a check reports through.

#include "finding_pool.hpp"
#include "scope_links.hpp"

#include <model/path.hpp>
#include <s2/model/common.hpp>
#include <s2/rules.hpp>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace s2::rules {

/// One step from a value to something inside it: a member or an item.
struct Step {
  Step(std::string_view member) : name(member) {}  // NOLINT(google-explicit-constructor)
  Step(const char* member) : name(member) {}       // NOLINT(google-explicit-constructor)
  Step(std::size_t item) : index(item) {}          // NOLINT(google-explicit-constructor)

  std::string_view name = {};  ///< of the member; without data for an item
  std::size_t index = 0;       ///< of the item
};

/// Collects the findings of checks. Knows which rule is being checked and where the value at hand stands. Keeps its
/// memory when it begins again, and takes none as long as nothing is found.
class Finder {
 public:
  /// A collector at one level of strictness.
  explicit Finder(Strictness strictness = Strictness::normal) : strictness_(strictness) {}

  /// Forgets what was found, and reads at this level from here on.
  void restart(Strictness strictness);
  /// A walk over a message begins.
  void begin() { linked_ = nullptr; }

  /// Points the collector at a rule and a value. The rule has to be one of entries(): their order is that of findings.
  void look(const Rule& rule, const Path& here) {
    rule_ = &rule;
    here_ = &here;
  }

  /// Where the value stands.
  const Path& place() const { return *here_; }
  /// The member the value stands in; empty for the message itself and for an item of a list.
  std::string_view member() const { return here_->name; }

  /// The value itself breaks the rule.
  void here(const std::string& value = {}) { add(*here_, value); }
  /// The same of a text inside the message, shown as it is written.
  void quote(std::string_view value) { pool_.quote(*rule_, severity(), *here_, value); }
  /// A member of the value does.
  void at(std::string_view member, const std::string& value = {}) { add(Path{here_, member}, value); }
  /// An item of a list of the value does.
  void at(std::string_view list, std::size_t index, const std::string& value = {}) { along({list, index}, value); }
  /// A member of an item of a list of the value does.
  void at(std::string_view list, std::size_t index, std::string_view member, const std::string& value = {}) {
    along({list, index, member}, value);
  }
  /// Something deeper inside the value does; at most longest_way steps.
  void along(std::initializer_list<Step> steps, const std::string& value = {});
  /// See along().
  static constexpr std::size_t longest_way = 8;

  /// Something further inside the value does; `place` goes on from place().
  void at(const Path& place, const std::string& value = {}) { add(place, value); }

  /// As at(member), but only a warning to a lenient reader, whatever the level makes of other breaches of the rule.
  void at_forgivable(std::string_view member, const std::string& value = {}) {
    forgivable_ = true;
    at(member, value);
    forgivable_ = false;
  }

  /// The references inside a scope of the message; worked out when the first of its checks asks for them.
  template <class Scope>
  const ScopeLinks& links_of(const Scope& scope) {
    if (linked_ != &scope) links_.read(scope);
    linked_ = &scope;
    return links_;
  }
  /// An empty index for the use of one check.
  IdIndex& fresh_index() {
    index_.clear();
    return index_;
  }

  /// Whether nothing was found.
  bool empty() const { return pool_.empty(); }
  /// Whether anything that was found is an error.
  bool has_error() const { return pool_.errors() > 0; }
  /// What was found, in catalogue order; see FindingPool::in_order(). Holds until restart().
  std::span<const Finding> found() { return pool_.in_order(); }
  /// The same, moved out.
  std::vector<Finding> take() { return pool_.take(); }

 private:
  Severity severity() const { return strictness_ == Strictness::normal ? rule_->severity : severity_at_level(); }
  Severity severity_at_level() const;
  void add(const Path& path, std::string_view value) { pool_.add(*rule_, severity(), path, value); }

  Strictness strictness_;
  const Rule* rule_ = nullptr;
  const Path* here_ = nullptr;
  bool forgivable_ = false;
  FindingPool pool_;

  const void* linked_ = nullptr;
  ScopeLinks links_;
  IdIndex index_;
};

/// A number as a finding shows it.
std::string shown(double value);
/// A range as a finding shows it, e.g. "5 … 3".
std::string shown(const NumberRange& range);
/// An id as a finding shows it: cut, because a peer's may be of any length.
std::string shown(const Id& id);
/// Any other text of a peer as a finding shows it, cut.
std::string shown(std::string_view text);
/// A value of an enumeration as a finding shows it: its name on the wire.
template <class E>
  requires std::is_enum_v<E>
std::string shown(E value) {
  return std::string(name_of(value));
}

}  // namespace s2::rules
