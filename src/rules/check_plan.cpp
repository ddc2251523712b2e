// The checks of some rules, arranged along the types of the model.

#include "check_plan.hpp"

#include "catalogue.hpp"

#include <algorithm>
#include <cstddef>

namespace s2::rules {
namespace {

// Where a member that is always there stands inside its object: an address is worked out, nothing is read.
std::ptrdiff_t offset_of(const Field& field) {
  alignas(std::max_align_t) static const std::byte object[4096]{};
  return static_cast<const std::byte*>(field.read(object)) - object;
}

// The items of a list, which stand one after the other.
class Items {
 public:
  Items(const ListAccess& access, const void* list) : size_(access.size(list)) {
    if (size_ > 0) first_ = static_cast<const std::byte*>(access.at(list, 0));
    if (size_ > 1) stride_ = static_cast<const std::byte*>(access.at(list, 1)) - first_;
  }
  std::size_t size() const { return size_; }
  const void* operator[](std::size_t index) const { return first_ + static_cast<std::ptrdiff_t>(index) * stride_; }

 private:
  std::size_t size_;
  const std::byte* first_ = nullptr;
  std::ptrdiff_t stride_ = 0;
};

}  // namespace

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
    join(*group, {&entry.rule, check.run, check.usual, check.run_usual});
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
    place.branches.push_back({&field, &inner, all_alike ? inner.groups.front().ordinary : nullptr,
                              field.may_be_absent ? -1 : offset_of(field)});
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
        const Check::Run run = usual ? check.run_usual : check.run;
        if (!run) continue;
        find_.look(*check.rule, here);
        run(value, context_, find_);
      }
    }
    for (const Branch& branch : place.branches) {
      const void* member =
          branch.offset >= 0 ? static_cast<const std::byte*>(value) + branch.offset : branch.field->read(value);
      if (member) this->member(branch, member, here);
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
    const Items items(*field.list, member);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const void* item = items[i];
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
