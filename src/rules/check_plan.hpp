#pragma once
// CheckPlan: the checks of some rules, arranged along the types of the model.

#include "rule.hpp"

#include <s2/model/message.hpp>

#include <array>
#include <map>

namespace s2::rules {

/// Knows which checks have to run at which value of a message, and skips whatever has none in it. Worked out once;
/// running it takes no memory. It points into itself, so it stays where it is.
class CheckPlan {
 public:
  /// Plans the checks of the rules for which `wanted` says true.
  explicit CheckPlan(bool (*wanted)(const Rule&));
  CheckPlan(const CheckPlan&) = delete;
  CheckPlan& operator=(const CheckPlan&) = delete;

  /// Runs the checks over a message, at an outer value before those inside it. The context is nullptr when the message
  /// is judged by itself.
  void run(const Message& message, const Context* context, Finder& find) const;

 private:
  struct Planned {
    const Rule* rule;
    Check::Run run;
    Check::Ordinary usual;
    Check::Run run_usual;
  };
  /// Checks that have nothing to say about the same ordinary values.
  struct Group {
    Check::Ordinary ordinary;  // nullptr when they have to look at every value
    std::vector<Planned> checks;
  };
  struct Place;
  struct Branch {
    const Field* field;
    const Place* place;
    Check::Ordinary ordinary;  // of a member that is not worth a visit; nullptr when each is
    std::ptrdiff_t offset;     // of a member that is always there; negative when it may be absent
  };
  /// What to do at the values of one type.
  struct Place {
    std::vector<Group> groups;
    std::vector<Branch> branches;
    bool planned = false;

    bool has_checks() const { return !groups.empty() || !branches.empty(); }
  };
  class Walk;

  static void join(Group& group, const Planned& check);

  void plan(const Entry& entry);
  const Place& place_of(const Type& type);

  std::map<const Type*, Place> places_;
  std::array<const Place*, kind_count> messages_{};  // nullptr for a message without checks
};

}  // namespace s2::rules
