// The checks of some rules, arranged along the types of the model.

#include "check_plan.hpp"

#include "catalogue.hpp"

#include <algorithm>

namespace s2::rules {

CheckPlan::CheckPlan(bool (*wanted)(const Rule&)) {
  for (const Entry& entry : entries()) {
    if (wanted(entry.rule)) plan(entry);
  }
  for (const MessageType& type : message_types()) {
    const Place& place = place_of(type.type());
    if (place.has_checks()) messages_[static_cast<std::size_t>(type.kind)] = &place;
  }
}

void CheckPlan::plan(const Entry& entry) {
  for (const Check& check : entry.checks) {
    if (!check.run) continue;
    auto& groups = places_[&check.type()].groups;
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&check](const Group& known) { return known.ordinary == check.ordinary; });
    if (group == groups.end()) group = groups.insert(groups.end(), {check.ordinary, {}});
    join(*group, {&entry.rule, check.run, check.usual});
  }
}

// Checks that have nothing to say about the same usual values stand together, so that it is asked once.
void CheckPlan::join(Group& group, const Planned& check) {
  const auto alike = std::find_if(group.checks.rbegin(), group.checks.rend(),
                                  [&check](const Planned& known) { return known.usual == check.usual; });
  group.checks.insert(check.usual && alike != group.checks.rend() ? alike.base() : group.checks.end(), check);
}

const CheckPlan::Place& CheckPlan::place_of(const Type& type) {
  Place& place = places_[&type];  // a map keeps its places where they are
  if (place.planned) return place;
  place.planned = true;
  for (const Field& field : type.fields) {
    const Place& inner = place_of(field.type());
    if (!inner.has_checks()) continue;
    const bool all_alike = inner.branches.empty() && inner.groups.size() == 1;
    place.branches.push_back({&field, &inner, all_alike ? inner.groups.front().ordinary : nullptr});
  }
  return place;
}

class CheckPlan::Walk {
 public:
  Walk(const Context* context, Finder& find) : context_(context), find_(find) {}

  void value(const Place& place, const void* value, const Path& here) {
    for (const Group& group : place.groups) {
      if (group.ordinary && group.ordinary(value)) continue;
      Check::Ordinary asked = nullptr;
      bool usual = false;
      for (const Planned& check : group.checks) {
        if (check.usual != asked) {
          asked = check.usual;
          usual = asked && asked(value);
        }
        if (usual) continue;
        find_.look(*check.rule, here);
        check.run(value, context_, find_);
      }
    }
    for (const Branch& branch : place.branches) {
      if (const void* member = branch.field->read(value)) this->member(branch, member, here);
    }
  }

 private:
  void member(const Branch& branch, const void* member, const Path& here) {
    const Field& field = *branch.field;
    if (!field.list) {
      if (branch.ordinary && branch.ordinary(member)) return;
      return value(*branch.place, member, Path{&here, field.name});
    }
    const Path list{&here, field.name};
    const std::size_t size = field.list->size(member);
    for (std::size_t i = 0; i < size; ++i) {
      const void* item = field.list->at(member, i);
      if (branch.ordinary && branch.ordinary(item)) continue;
      value(*branch.place, item, Path{&list, {}, i});
    }
  }

  const Context* context_;
  Finder& find_;
};

void CheckPlan::run(const Message& message, const Context* context, Finder& find) const {
  const Place* place = messages_[static_cast<std::size_t>(kind_of(message))];
  if (!place) return;
  find.begin();
  Walk(context, find).value(*place, object_of(message), Path{});
}

}  // namespace s2::rules
