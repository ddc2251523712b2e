// Runs the checks of message scope: one walk over a message, at every value the checks of its type.

#include "catalogue.hpp"

#include <algorithm>
#include <unordered_map>

namespace s2 {
namespace {

using rules::Check;
using rules::Finder;

struct Planned {
  const Rule* rule;
  void (*run)(const void*, const rules::Context*, Finder&);
  std::size_t order;
};

// Which checks belong to which type, worked out once.
using Plan = std::unordered_map<const Type*, std::vector<Planned>>;

Plan make_plan() {
  Plan plan;
  std::size_t order = 0;
  for (const auto& entry : rules::entries()) {
    if (entry.rule.scope != Scope::message) continue;
    for (const Check& check : entry.checks) {
      if (check.run) plan[&check.type()].push_back({&entry.rule, check.run, order});
    }
    ++order;
  }
  return plan;
}

const Plan& plan() {
  static const Plan made = make_plan();
  return made;
}

class Walk {
 public:
  explicit Walk(Finder& find) : find_(find) {}

  void value(const Type& type, const void* value, const Path& here) {
    if (const auto found = plan().find(&type); found != plan().end()) {
      for (const Planned& check : found->second) {
        find_.look(*check.rule, here);
        check.run(value, nullptr, find_);
      }
    }
    for (const Field& field : type.fields) {
      const void* member = field.read(value);
      if (member == nullptr) continue;
      const Path path{&here, field.name};
      if (!field.list) {
        this->value(field.type(), member, path);
        continue;
      }
      for (std::size_t i = 0; i < field.list->size(member); ++i) {
        this->value(field.type(), field.list->at(member, i), Path{&path, {}, i});
      }
    }
  }

 private:
  Finder& find_;
};

std::size_t position(std::string_view id) {
  const auto all = all_rules();
  return static_cast<std::size_t>(
      std::find_if(all.begin(), all.end(), [id](const Rule& rule) { return rule.id == id; }) - all.begin());
}

}  // namespace

std::vector<Finding> check(const Message& message, Strictness strictness) {
  Finder find(strictness);
  Walk(find).value(message_type_of(kind_of(message)).type(), object_of(message), Path{});
  auto findings = find.take();
  if (findings.size() > 1) {
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return position(a.rule) < position(b.rule); });
  }
  return findings;
}

}  // namespace s2
